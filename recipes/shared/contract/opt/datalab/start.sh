#!/bin/bash
# Starts the page of a datalab: reads what the platform says, finds writable folders, hands out the shipped files, runs
# the hooks, and becomes the server. Works as any user id, with a read-only root, with or without a home.
#
# With a command (anything but options of the server) it prepares home, paths and environment in the same way, and becomes that.
#
# What serves the page is said by serve.sh beside this file, which every kind of datalab brings:
#   serve ARGUMENT...    becomes the server (exec), on DATALAB_PORT below DATALAB_BASE_PATH
#   prepare              if there: sets variables of the kind, and names the folders it needs, before files are handed out and
#                        hooks run
#   prepare_command      if there: the same for a command in place of the page
# They may use the functions and variables of this file. Needed: bash, GNU coreutils, findutils and tar.
#
# Each program that runs before the page costs it a millisecond or more: functions give their value in REPLY where a subshell
# would do, and what the page can do without is made beside it (make_folders).
#
# Understood variables (an empty one counts as unset):
#   MAIN_PORT, IF_main_port               the port; else the one of JUPYTERHUB_SERVICE_URL; else 10000
#   DATALAB_ID, MAIN_ID, IF_main_id       the page is served below /datalabs/<id>; without an id at /
#   JUPYTERHUB_SERVICE_PREFIX             the page's path, when JupyterHub starts the datalab
#   DATALABS_URL                          the site that may show the page in a frame
#   DATALAB_NAME                          the folder the shipped files are copied to (default: notebooks)
#   ENVIRONMENT                           a shell line run before the server, to activate an environment
#   LOG_LEVEL                             debug, info, warning, error or critical
#   DATALAB_START_SECONDS                 how long the repository's file 'start' has before the page opens without it (default: 60)
# Said to hooks, to the server and to what it starts:
#   DATALAB_PORT, DATALAB_BASE_PATH       where to serve; the path begins and ends with a slash
#   DATALAB_FRAME_ORIGIN                  scheme, host and port of DATALABS_URL; empty without one
#   DATALAB_ROOT_DIR, DATALAB_START_DIR   the topmost folder to show, and the one to begin in
#   DATALAB_PATH                          the PATH, for login shells
#   DATALAB_NOTICES                       a file of what the page should say, a line each, if there is anything
#   DATALAB_ADDITIONS                     the environment in the home that pip and uv install into
# Exit statuses are those of sysexits.h: 64 a variable is wrong, 70 the image is, 73 no writable folder.

readonly prefix=/opt/datalab
readonly media=/media
readonly shipped=$media/notebooks
readonly workspace_mount=$media/home/my_workspace

say() { printf 'datalab: %s\n' "$*"; }

# Says what the user should know, in the log and on the page: serve shows the lines of this file.
notice() {
    say "warning: $*"
    printf '%s\n' "$*" >>"$DATALAB_NOTICES"
}

fail() {
    local status=$1
    shift
    say "error: $*"
    exit "$status"
}

# The first of the named variables that is not empty, in REPLY.
first_set() {
    local name
    for name in "$@"; do
        REPLY=${!name-}
        [ -z "$REPLY" ] || return 0
    done
}

# Whether a folder is there, or can be made, and takes files. Asking by writing: -w knows nothing of quotas and of some
# network file systems. What was written is removed when all have been asked.
usable() {
    local probe="$1/.datalab-write-test.$$"
    { [ -d "$1" ] || mkdir -p -- "$1" 2>/dev/null; } && { : >"$probe"; } 2>/dev/null && probes+=("$probe")
}

probes=()

remove_probes() {
    [ ${#probes[@]} -eq 0 ] || rm -f -- "${probes[@]}"
    probes=()
}

# The port that JupyterHub has chosen, in REPLY.
hub_port() {
    REPLY=
    [[ ! ${JUPYTERHUB_SERVICE_URL-} =~ ^https?://[^/]*:([0-9]+)(/|$) ]] || REPLY=${BASH_REMATCH[1]}
}

choose_port() {
    first_set MAIN_PORT IF_main_port
    [ -n "$REPLY" ] || hub_port
    DATALAB_PORT=${REPLY:-10000}
    [[ $DATALAB_PORT =~ ^[1-9][0-9]{0,4}$ ]] && [ "$DATALAB_PORT" -le 65535 ] ||
        fail 64 "the port '$DATALAB_PORT' (MAIN_PORT, IF_main_port) is not a number from 1 to 65535"
    export DATALAB_PORT
}

choose_base_path() {
    local id
    first_set DATALAB_ID MAIN_ID IF_main_id
    id=$REPLY
    if [ -n "${JUPYTERHUB_SERVICE_PREFIX-}" ]; then
        DATALAB_BASE_PATH=/${JUPYTERHUB_SERVICE_PREFIX#/}
    elif [ -n "$id" ]; then
        [[ $id =~ ^[A-Za-z0-9._~-]+$ && $id != . && $id != .. ]] ||
            fail 64 "the id '$id' (DATALAB_ID, MAIN_ID, IF_main_id) has characters other than letters, digits, '.', '_', '~', '-'"
        DATALAB_BASE_PATH=/datalabs/$id/
    else
        DATALAB_BASE_PATH=/
    fi
    DATALAB_BASE_PATH=${DATALAB_BASE_PATH%/}/
    export DATALAB_BASE_PATH
}

# Only an origin: a path, a name with a password or a stray ';' must not reach a header.
choose_frame_origin() {
    DATALAB_FRAME_ORIGIN=
    local url='^[[:space:]]*(https?)://([^[:space:]/?#@]*@)?([][A-Za-z0-9.:-]+)([/?#][[:graph:]]*)?[[:space:]]*$'
    if [[ ${DATALABS_URL-} =~ $url ]]; then
        DATALAB_FRAME_ORIGIN=${BASH_REMATCH[1]}://${BASH_REMATCH[3]}
    elif [ -n "${DATALABS_URL-}" ]; then
        say "warning: DATALABS_URL is no http or https URL; only the page's own site may show it in a frame"
    fi
    export DATALAB_FRAME_ORIGIN
}

# A folder of our own that is gone with the container.
choose_scratch() {
    local folder
    for folder in "${TMPDIR-}" /tmp /var/tmp /dev/shm; do
        [ -n "$folder" ] && { [ -d "$folder" ] || mkdir -p -- "$folder" 2>/dev/null; } || continue
        # Not predictable: with a shared /tmp someone else could have made it first.
        scratch=$(mktemp -d -- "$folder/datalab-XXXXXX" 2>/dev/null) && export TMPDIR=$folder && return
    done
    fail 73 "no folder for temporary files is writable; with a read-only root mount one at /tmp (--tmpfs /tmp)"
}

choose_home() {
    # Container engines set HOME=/ for a user id without a passwd entry.
    if [ -n "${HOME-}" ] && [ "$HOME" != / ] && usable "$HOME"; then
        return
    fi
    # The home of the image's own user takes files of its group, which is 0.
    if usable /home/datalab; then
        export HOME=/home/datalab
        return
    fi
    say "warning: the home folder '${HOME-}' is not writable; using '$scratch/home', which is lost when the datalab stops"
    export HOME=$scratch/home
    mkdir -p -- "$HOME"
}

# Unsets the named variables whose folders cannot be used.
drop_unusable_folders() {
    local name
    for name in "$@"; do
        if [ -n "${!name-}" ] && ! usable "${!name}"; then
            unset "$name"
        fi
    done
}

choose_workspace() {
    if [ -d "$workspace_mount" ] && usable "$workspace_mount"; then
        workspace=$workspace_mount
        # The team's folders and the shipped files lie beside the workspace.
        DATALAB_ROOT_DIR=$media
    else
        workspace=$HOME
        DATALAB_ROOT_DIR=$HOME
    fi
    DATALAB_START_DIR=$workspace
    export DATALAB_ROOT_DIR DATALAB_START_DIR
}

# The name of the copy's folder, reduced to what is safe as one, in REPLY.
copy_name() {
    local name=${DATALAB_NAME:-notebooks}
    name=${name//[^A-Za-z0-9._ -]/-}
    case $name in
        . | .. | .datalab) name=notebooks ;;
    esac
    REPLY=$name
}

# Lists the shipped files, and folders with nothing in them, each ended by a NUL.
list_shipped() {
    (cd "$shipped" && find . -mindepth 1 \( ! -type d -o -empty \) -print0 | LC_ALL=C sort -z)
}

# Copies the files named in a list; what is there already stays as it is.
copy_listed() {
    mkdir -p -- "$2" &&
        tar -C "$shipped" --null --no-recursion -T "$1" -cf - |
        tar -C "$2" --skip-old-files --no-same-owner --no-same-permissions -xf -
    [ "${PIPESTATUS[*]}" = "0 0" ]
}

# A first copy appears whole or not at all: a start that is killed half-way leaves no short file behind.
copy_all() {
    rm -rf -- "$state/incoming" && copy_listed "$1" "$state/incoming" && mv -T -- "$state/incoming" "$copy"
}

# Copies each shipped file once: what the user deleted stays deleted, what a newer image adds appears, and nothing that
# is there is overwritten. The list of what has been handed out is kept beside the copy.
hand_out_files() {
    local copy state new=$scratch/new
    compgen -G "$shipped/*" >/dev/null || compgen -G "$shipped/.[!.]*" >/dev/null || return 0
    copy_name
    copy=$workspace/$REPLY
    state=$workspace/.datalab/$REPLY
    mkdir -p -- "$state" && touch -- "$state/offered" && list_shipped >"$scratch/shipped" || return
    LC_ALL=C comm -z -23 "$scratch/shipped" "$state/offered" >"$new"
    if [ -s "$new" ]; then
        if [ -e "$copy" ]; then copy_listed "$new" "$copy"; else copy_all "$new"; fi || return
        LC_ALL=C sort -z -u "$scratch/shipped" "$state/offered" >"$state/offered.new" &&
            mv -- "$state/offered.new" "$state/offered" || return
        say "copied new files from '$shipped' to '$copy'"
    fi
    [ ! -d "$copy" ] || export DATALAB_START_DIR=$copy
}

run_hooks() {
    local hook
    for hook in "$prefix"/init.d/*.sh; do
        [ -r "$hook" ] || continue
        await_folders
        say "running $hook"
        current_hook=$hook
        # shellcheck source=/dev/null
        . "$hook" || say "warning: '$hook' ended with status $?"
    done
    current_hook=
}

# A hook or line that calls exit would end the start without a word.
trap 'remove_probes; [ -z "${current_hook-}" ] || say "error: the start ended in $current_hook"' EXIT

activate_environment() {
    [ -n "${ENVIRONMENT-}" ] || return
    await_folders
    current_hook="the line of ENVIRONMENT"
    eval "$ENVIRONMENT" || say "warning: the line of ENVIRONMENT ended with status $?"
    current_hook=
}

# A platform that sets PATH knows nothing of ours. What was installed in the running datalab comes before the image's own; what a home
# has of other datalabs comes behind.
set_path() {
    local image=$prefix/env/bin added=${DATALAB_ADDITIONS:+$DATALAB_ADDITIONS/bin} path=:$PATH: folder
    for folder in "$added" "$HOME/.local/bin"; do
        [ -z "$folder" ] || path=${path//:"$folder":/:}
    done
    [[ $path == *:"$image":* ]] || path=:$image$path
    path=${path/:"$image":/:${added:+$added:}$image:$HOME/.local/bin:}
    path=${path#:}
    export PATH=${path%:}
}

# Where packages go that are installed in the running datalab: an environment in the home for this datalab and this lock alone, as
# they are chosen to go with the image's.
choose_additions() {
    local line lock=none version='' name
    [ -r "$prefix/env/pyvenv.cfg" ] || return 0
    while read -r line; do
        [[ ! $line =~ ^version\ =\ ([0-9]+\.[0-9]+) ]] || version=${BASH_REMATCH[1]}
    done <"$prefix/env/pyvenv.cfg"
    line=
    [ ! -r "$prefix/build.json" ] || line=$(<"$prefix/build.json")
    [[ ! $line =~ \"lock\":\"sha256:([0-9a-f]{12}) ]] || lock=${BASH_REMATCH[1]}
    copy_name
    name=${REPLY// /-}-$lock-$version
    DATALAB_ADDITIONS=$HOME/.local/share/datalab/additions/$name
    { [ -z "${DATALAB_WITHOUT_ADDITIONS-}" ] && usable "$DATALAB_ADDITIONS"; } || DATALAB_ADDITIONS=$scratch/additions
    export DATALAB_ADDITIONS
    # pip is told by the image's Python (lib/python/datalab_additions.py), uv by this.
    export UV_PYTHON=${UV_PYTHON:-$DATALAB_ADDITIONS/bin/python}
    additions_site=lib/python$version/site-packages
    additions_links=("$prefix"/env/bin/python "$prefix"/env/bin/python3 "$prefix/env/bin/python$version")
}

# An environment (PEP 405) that finds the image's packages behind its own.
make_additions() {
    [ -n "${DATALAB_ADDITIONS-}" ] || return 0
    mkdir -p -- "$DATALAB_ADDITIONS/bin" "$DATALAB_ADDITIONS/$additions_site" &&
        cp -P --remove-destination -- "${additions_links[@]}" "$DATALAB_ADDITIONS/bin/" &&
        cp -- "$prefix/env/pyvenv.cfg" "$DATALAB_ADDITIONS/" &&
        printf "import site, sys; sys.prefix == '%s' or site.addsitedir('%s')\n" "$prefix/env" "$prefix/env/$additions_site" \
            >"$DATALAB_ADDITIONS/$additions_site/datalab_image.pth"
}

# The image has no bytecode of the user's packages and /opt is read-only: what Python compiles is kept while the container
# lives. Not longer: files of an image all have one mtime, so a later image's could be mistaken for it.
choose_bytecode_folder() {
    export PYTHONPYCACHEPREFIX=$scratch/pycache
    folders+=("$PYTHONPYCACHEPREFIX/usr/lib")
}

# Python looks nowhere else for bytecode then, so the system's is there too.
link_bytecode() {
    local library libraries=()
    for library in "$prefix"/pycache/usr/lib/*/; do
        [ -d "$library" ] && libraries+=("${library%/}")
    done
    [ ${#libraries[@]} -eq 0 ] || ln -s -- "${libraries[@]}" "$PYTHONPYCACHEPREFIX/usr/lib/"
}

# Folders for this user alone, in the scratch folder, that are made beside the start.
folders=()

# Does what hooks, kernels and programs need and the page does not; await_folders waits for it.
make_folders() {
    (
        remove_probes
        make_additions || say "warning: packages cannot be added: '$DATALAB_ADDITIONS' cannot be written to"
        umask 077
        mkdir -p -- "${folders[@]}" && link_bytecode
    ) &
    making=$!
    probes=()
}

# To be called by 'serve', before what needs the folders and before the shell becomes another program.
await_folders() {
    [ -z "${making-}" ] || wait "$making" || say "warning: not all folders in '$scratch' could be made"
    making=
}

set_identity() {
    # Without a passwd entry nothing else answers getpass.getuser() and git. As in a prompt, bash itself knows the name.
    local name='\u'
    name=${name@P}
    [ "$name" != 'I have no name!' ] || name=datalab
    export USER=${USER:-$name}
    export LOGNAME=${LOGNAME:-$USER}
    # bash itself has set SHELL to sh where there is no passwd entry.
    case ${SHELL-} in
        '' | /bin/sh | */nologin) SHELL=/bin/bash ;;
    esac
    export SHELL
}

# The level as one of five words, in REPLY.
find_log_level() {
    case ${LOG_LEVEL,,} in
        debug | info | error | critical) REPLY=${LOG_LEVEL,,} ;;
        warn | warning) REPLY=warning ;;
        *) REPLY=info ;;
    esac
}

# The same, printed.
log_level() {
    find_log_level
    printf '%s' "$REPLY"
}

# Functions that the kind says.
load_kind() {
    # shellcheck source=/dev/null
    [ -r "$prefix/serve.sh" ] && . "$prefix/serve.sh"
    [ "$(type -t serve)" = function ] || fail 70 "'$prefix/serve.sh' does not say how the page is served (function 'serve')"
}

# The command that a script of the repository is run by, in the array 'command': by its first line, else by bash. Nothing need be
# executable, nor written with the line ends of this system.
command_of() {
    local file=$1 line
    if grep -q $'\r' -- "$file"; then
        sed 's/\r$//' -- "$file" >"$scratch/${file##*/}" && file=$scratch/${file##*/}
    fi
    IFS= read -r line <"$file"
    if [[ $line =~ ^#![[:space:]]*([^[:space:]]+)([[:space:]]+(.*[^[:space:]]))?[[:space:]]*$ ]]; then
        command=("${BASH_REMATCH[1]}" ${BASH_REMATCH[3]:+"${BASH_REMATCH[3]}"} "$file")
    else
        command=(bash "$file")
    fi
}

# Whether this process is the one that serves: a script that is late must not serve a second time.
claim_serving() { mkdir -- "$scratch/serving" 2>/dev/null; }

# Starts a command beside this shell, in 'child'; with job control, as else it would be deaf to Ctrl+C, and all that it starts.
start_child() {
    set -m
    "$@" &
    child=$!
    set +m
}

# Waits until the child has ended, with its status in 'status'; 1 when it has not become the server in its time.
await_child() {
    local end=$((SECONDS + $1)) again
    while [ ! -d "$scratch/serving" ] && kill -0 "$child" 2>/dev/null; do
        [ "$SECONDS" -lt "$end" ] || ! claim_serving || return 1
        sleep 0.1
    done
    # A signal ends the waiting, not the child.
    while wait "$child"; status=$?; kill -0 "$child" 2>/dev/null; do :; done
    # It may have ended between the two.
    wait "$child" 2>/dev/null
    again=$?
    [ "$again" = 127 ] || status=$again
}

# Runs the repository's file 'start' with the server's command behind it, which the file becomes by 'exec "$@"' (Binder's rule).
# Returns when it did not: the page opens without it then.
run_start_file() {
    local file=$1 command child status=0 stopping='' limit=${DATALAB_START_SECONDS:-60}
    shift
    [ -r "$shipped/$file" ] || { notice "the file '$file' cannot be read; the page opened without it" && return; }
    [[ $limit =~ ^[1-9][0-9]{0,4}$ ]] || { say "warning: DATALAB_START_SECONDS is no number of seconds" && limit=60; }
    await_folders
    command_of "$shipped/$file"
    declare -p scratch workspace >"$scratch/state"
    export REPO_DIR=${REPO_DIR:-$DATALAB_START_DIR}
    say "running '$file'"
    trap 'stopping=yes; kill -TERM "$child" 2>/dev/null' TERM INT
    start_child "${command[@]}" "$prefix/start.sh" --serve-from "$scratch" "$@"
    if await_child "$limit"; then
        [ -z "$stopping" ] && claim_serving || exit "$status"
        notice "the file '$file' ended with status $status and did not go on to the server; the page opened without it"
    else
        notice "the file '$file' was still running after $limit s; the page opened without it"
    fi
    trap - TERM INT
}

# What is left of a start when the file 'start' has become this one's command.
serve_from() {
    scratch=$1
    shift
    # shellcheck source=/dev/null
    . "$scratch/state"
    load_kind
    if ! claim_serving; then
        say "the file 'start' went on to the server after the page had opened: what it set does not reach the page"
        exit 0
    fi
    serve_page "$@"
}

# What pages and commands alike need: writable folders, a name, the PATH and Python's places.
prepare_user() {
    choose_scratch
    export DATALAB_NOTICES=$scratch/notices
    choose_home
    drop_unusable_folders XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME IPYTHONDIR MPLCONFIGDIR
    set_identity
    choose_additions
    set_path
    choose_bytecode_folder
}

# Whether the arguments are a command of the user's: options are the server's, and so is the one word by which hubs ask for it.
is_command() {
    case ${1-} in
        '' | -*) return 1 ;;
        jupyterhub-singleuser | jupyter-labhub) return 1 ;;
    esac
}

# Becomes the command. Standard output is its own, so what there is to say goes to the log.
run_command() {
    exec 3>&1 >&2
    [ ! -r "$prefix/serve.sh" ] || load_kind
    prepare_user
    if [ "$(type -t prepare_command)" = function ]; then prepare_command; fi
    make_folders
    run_hooks
    activate_environment
    await_folders
    # Whoever names no folder means the shipped files.
    [ "$PWD" != / ] || [ ! -d "$shipped" ] || cd -- "$shipped" || exit 73
    exec 1>&3 3>&-
    exec -- "$@"
}

start_server() {
    local file=''
    cd -- "$DATALAB_START_DIR" || exit 73
    [ ! -r "$prefix/start-file" ] || IFS= read -r file <"$prefix/start-file"
    [ -z "$file" ] || run_start_file "$file" "$@"
    serve_page "$@"
}

serve_page() {
    # Login shells (terminals) reset PATH; profile.d/datalab.sh brings this one back.
    export DATALAB_PATH=$PATH
    cd -- "$DATALAB_START_DIR" || exit 73
    say "serving http://0.0.0.0:$DATALAB_PORT$DATALAB_BASE_PATH (files in $DATALAB_START_DIR)"
    serve "$@"
}

main() {
    exec 2>&1
    load_kind
    choose_port
    choose_base_path
    choose_frame_origin
    prepare_user
    if [ "$(type -t prepare)" = function ]; then prepare; fi
    choose_workspace
    make_folders
    hand_out_files || say "warning: not all files of '$shipped' could be copied to '$workspace'; they can be read there"
    run_hooks
    activate_environment
    start_server "$@"
}

if [ "${1-}" = --serve-from ]; then
    shift
    serve_from "$@"
elif is_command "$@"; then
    run_command "$@"
else
    # What is left of a hub's words for "the server" are its options.
    case ${1-} in [!-]*) shift ;; esac
    main "$@"
fi
