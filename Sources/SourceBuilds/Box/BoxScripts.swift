/// The two shell scripts of a sealed box: one makes it, one runs in it.
///
/// Nothing of a stranger's is text in them.
enum BoxScripts {
    /// Puts together what the box sees, lowers what its processes may use, becomes a user without rights, and starts `bwrap`.
    ///
    /// All mounts are in a mount table of their own, which ends with the box.
    static let outer = #"""
        set -eu
        stage=$1 root=$2 user=$3 disk=$4 files=$5 seconds=$6 processes=$7 memory=$8 filter=$9
        shift 9
        while [ -n "$1" ]; do echo $$ >"$1" || :; shift; done; shift
        mount -n -t tmpfs -o size=4m,mode=0755,nosuid,nodev box "$stage"
        mkdir "$stage/root" "$stage/inputs" "$stage/work"
        mount -n -t tmpfs -o "size=$disk,nr_inodes=$files,mode=0700,nosuid,nodev" box "$stage/work"
        mount -n --rbind "$root" "$stage/root"
        while [ -n "$1" ]; do mount -n --rbind "$2" "$stage/root/$1"; shift 2; done; shift
        while [ -n "$1" ]; do
            if [ -d "$2" ]; then mkdir -p "$stage/inputs/$1"; else mkdir -p "$stage/inputs/${1%/*}" && rm -fd "$stage/inputs/$1" && : >"$stage/inputs/$1"; fi
            mount -n --bind "$2" "$stage/inputs/$1"; shift 2
        done; shift
        while [ -n "$1" ]; do
            mkdir "$stage/work/$1"
            { tar -C "$2" --sort=name --numeric-owner --owner=0 --group=0 --mode=u+rwX,go-w -cf - . || echo failed >"$stage/failed"; } |
                tar -C "$stage/work/$1" --no-same-owner -xf -
            [ ! -e "$stage/failed" ]; shift 2
        done; shift
        mkdir "$stage/work/home" "$stage/work/out" "$stage/work/shm"
        shift
        [ -z "$user" ] || chown -hR "$user:$user" "$stage/work"
        printf %b "$filter" >"$stage/filter"; exec 9<"$stage/filter"
        limits="--core=0 --cpu=$seconds --as=$memory --fsize=$disk --nofile=4096 --nproc=$processes"
        [ -z "$user" ] || exec prlimit $limits setpriv --reuid "$user" --regid "$user" --clear-groups --inh-caps=-all --no-new-privs "$@"
        exec prlimit $limits "$@"
        """#

    /// Process 1 of the box, which no process in it can end or stop.
    ///
    /// Says that the box is made, waits for the word to begin, runs the command with its output as the log, ends all that it has
    /// left running, and gives `/tmp/out` back as a tar.
    static let inner = #"""
        echo "datalab box"; read -r go || exit 125
        exec 3>&1 1>&2 </dev/null
        "$@" 3>&-
        status=$?
        kill -9 -1 2>/dev/null
        tar -C /tmp/out --sort=name --format=pax -cf - . >&3 2>/dev/null
        exit $status
        """#
}
