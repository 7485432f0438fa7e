/// The two shell scripts of a sealed box: one makes it, one runs in it.
///
/// Nothing of a stranger's is text in them.
enum BoxScripts {
    /// Puts together what the box sees, lowers what its processes may use, becomes a user without rights, and starts `bwrap`.
    ///
    /// All mounts are in a mount table of their own, which ends with the box. A root that may be written is the lower half of an
    /// overlay, whose upper half is on the same disk in memory as `/tmp`: when nothing of the box runs any more, that half is
    /// the answer, links, devices and the kernel's marks of what is gone as they are, sockets as pipes, which a tar can hold.
    static let outer = #"""
        set -eu
        stage=$1 root=$2 user=$3 disk=$4 files=$5 seconds=$6 processes=$7 memory=$8 filter=$9 marks=${10}
        shift 10
        while [ -n "$1" ]; do echo $$ >"$1" || :; shift; done; shift
        mount -n -t tmpfs -o size=4m,mode=0755,nosuid,nodev box "$stage"
        mkdir "$stage/root" "$stage/inputs" "$stage/disk"
        mount -n -t tmpfs -o "size=$disk,nr_inodes=$files,mode=0711,nosuid,nodev" box "$stage/disk"
        work="$stage/disk/work" upper="$stage/disk/upper"
        mkdir -m 0700 "$work"
        overlay() {
            mount -n -t overlay -o "nosuid,nodev,index=off,metacopy=off,$1" \
                -o "lowerdir=$2/lower,upperdir=$3/upper,workdir=$3/kernel" box "$2/root"
        }
        if [ -z "$marks" ]; then
            mount -n --rbind "$root" "$stage/root"
        else
            if [ "$marks" = user ]; then
                # A folder that takes a removed one's place needs a mark that not every kernel lets a user make.
                try="$stage/try" && mkdir -p "$try/lower/a" "$try/root" "$stage/disk/try/upper" "$stage/disk/try/kernel"
                { overlay userxattr "$try" "$stage/disk/try" && rmdir "$try/root/a" && mkdir "$try/root/a" &&
                    umount "$try/root"; } || { echo "no overlay for a user" >&2; exit 1; }
                rm -rf "$stage/disk/try"
            fi
            mkdir -m 0755 "$stage/lower" "$upper" "$stage/disk/kernel"
            mount -n --bind "$root" "$stage/lower"
            [ -z "$user" ] || chown -hR "$user:$user" "$stage/lower" "$upper"
            [ "$marks" = user ] && marks=userxattr || marks=redirect_dir=off
            overlay "$marks" "$stage" "$stage/disk" || { echo "no overlay" >&2; exit 1; }
        fi
        while [ -n "$1" ]; do mount -n --rbind "$2" "$stage/root/$1"; shift 2; done; shift
        while [ -n "$1" ]; do
            if [ -d "$2" ]; then mkdir -p "$stage/inputs/$1"; else mkdir -p "$stage/inputs/${1%/*}" && rm -fd "$stage/inputs/$1" && : >"$stage/inputs/$1"; fi
            mount -n --bind "$2" "$stage/inputs/$1"; shift 2
        done; shift
        while [ -n "$1" ]; do
            mkdir "$work/$1"
            { tar -C "$2" --sort=name --numeric-owner --owner=0 --group=0 --mode=u+rwX,go-w -cf - . || echo failed >"$stage/failed"; } |
                tar -C "$work/$1" --no-same-owner -xf -
            [ ! -e "$stage/failed" ]; shift 2
        done; shift
        mkdir "$work/home" "$work/out" "$work/shm"
        shift
        [ -z "$user" ] || chown -hR "$user:$user" "$work"
        printf %b "$filter" >"$stage/filter"; exec 9<"$stage/filter"
        limits="--core=0 --cpu=$seconds --as=$memory --fsize=$disk --nofile=4096 --nproc=$processes"
        [ -z "$user" ] || set -- setpriv --reuid "$user" --regid "$user" --clear-groups --inh-caps=-all --no-new-privs "$@"
        [ -n "$marks" ] || exec prlimit $limits "$@"
        prlimit $limits "$@" || exit $?
        find "$upper" -type s -exec rm {} \; -exec mkfifo {} \;
        exec tar -C "$upper" --sort=name --format=pax --numeric-owner --xattrs --xattrs-include='*.overlay.opaque' \
            --anchored --no-wildcards --exclude=./tmp --exclude=./proc --exclude=./dev --exclude=./run --exclude=./sys \
            --exclude=./var/tmp -cf - .
        """#

    /// Process 1 of the box, which no process in it can end or stop.
    ///
    /// Says that the box is made, waits for the word to begin, runs the command with its output as the log, ends all that it has
    /// left running, and, unless the answer is what changed in the root, gives `/tmp/out` back as a tar.
    static func inner(givesBack: Bool) -> String {
        let answer = "tar -C /tmp/out --sort=name --format=pax -cf - . >&3 2>/dev/null"
        return #"""
            echo "datalab box"; read -r go || exit 125
            exec 3>&1 1>&2 </dev/null
            "$@" 3>&-
            status=$?
            kill -9 -1 2>/dev/null
            \#(givesBack ? answer : ":")
            exit $status
            """#
    }
}
