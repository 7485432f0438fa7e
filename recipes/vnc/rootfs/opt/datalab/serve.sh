# shellcheck shell=bash disable=SC2154
# What is the desktop's of the start: start.sh reads this file and calls these functions.
#
# Three programs make the page: Xvnc draws the desktop and speaks VNC on a socket of ours, the session puts windows on it,
# and the web server shows it. One that ends, ends the datalab.

prepare() {
    # The place of X's sockets is fixed; Xvnc makes it.
    [ -w /tmp ] && [ ! -e /tmp/.X11-unix -o -w /tmp/.X11-unix ] || fail 73 "a desktop needs a writable /tmp; with a read-only root mount one (--tmpfs /tmp)"
    local number=1
    while [ -e "/tmp/.X11-unix/X$number" ] || [ -e "/tmp/.X$number-lock" ]; do number=$((number + 1)); done
    export DISPLAY=:$number XAUTHORITY=$scratch/Xauthority
    export DATALAB_VNC_SOCKET=$scratch/vnc.socket DATALAB_SCRATCH=$scratch
    # Programs that ask keep their sockets here.
    export XDG_RUNTIME_DIR=$scratch/runtime
    folders+=("$XDG_RUNTIME_DIR")
    # Settings of programs that know X's resources only.
    export XENVIRONMENT=${XENVIRONMENT:-$prefix/desktop/Xresources}
}

# Only who has the key may draw on the desktop: without it, neighbours in one network could.
make_display_key() {
    local key
    # From the kernel's generator, 32 bits each.
    printf -v key '%08x%08x%08x%08x' "$SRANDOM" "$SRANDOM" "$SRANDOM" "$SRANDOM"
    : >"$XAUTHORITY" && xauth -q -f "$XAUTHORITY" add "$DISPLAY" . "$key"
}

# The level as a number of Xvnc's, in REPLY.
display_log_level() {
    find_log_level
    case $REPLY in
        debug) REPLY=100 ;;
        info) REPLY=10 ;;
        *) REPLY=0 ;;
    esac
}

# The picture has no password: its socket is a file that only this user opens, and the platform's proxy authenticates.
start_display() {
    display_log_level
    mkfifo -- "$scratch/display" || fail 73 "the folder '$scratch' takes no named pipe"
    Xvnc "$DISPLAY" -auth "$XAUTHORITY" -nolisten tcp -nolisten local -noreset -displayfd 3 \
        -geometry 1280x800 -depth 24 -dpi 96 -desktop "${DATALAB_NAME:-desktop}" -Log "*:stdout:$REPLY" \
        -rfbport -1 -rfbunixpath "$DATALAB_VNC_SOCKET" -rfbunixmode 0600 -SecurityTypes None -AlwaysShared \
        3>"$scratch/display" &
    display=$!
}

serve() {
    local stopping='' status=0 display='' web='' session='' ready=''
    # Killed in the trap too: a signal just before the wait would else be waited over.
    trap 'stopping=yes; kill -TERM $session $web $display 2>/dev/null' TERM INT
    # The page takes longest to start, so it comes first; its probe tells when the display is there.
    find_log_level
    # -I: neither PYTHONPATH and the like, meant for users' programs, nor a random.py of the user reaches the server.
    "$prefix/server/bin/python" -I "$prefix/desktop/page.py" "$REPLY" &
    web=$!
    make_display_key || fail 73 "the display's key cannot be written to '$XAUTHORITY'"
    start_display
    read -r ready <"$scratch/display"
    await_folders
    if [ -n "$ready" ]; then
        "$prefix/desktop/session" &
        session=$!
        [ -n "$stopping" ] || wait -n "$display" "$web"
    fi
    [ -n "$stopping" ] || say "error: the desktop's display or its page ended; the lines above tell why"
    [ -n "$stopping" ] || status=70
    # Programs end with their display.
    kill -TERM $session "$web" "$display" 2>/dev/null
    wait "$display" "$web"
    exit "$status"
}
