# shellcheck shell=bash disable=SC2154
# What is JupyterLab's of the start: start.sh reads this file and calls these functions.
#
# Variables more are understood:
#   JUPYTER_TOKEN           a token to ask for, when no proxy authenticates
#   JUPYTERHUB_API_TOKEN    JupyterHub has started the datalab: its login says who comes in

prepare() { prepare_command; }

# Commands run notebooks too.
prepare_command() {
    drop_unusable_folders JUPYTER_CONFIG_DIR JUPYTER_DATA_DIR
    # Sockets and connection files: not on a network file system, and gone with the container.
    export JUPYTER_RUNTIME_DIR=$scratch/runtime
    folders+=("$JUPYTER_RUNTIME_DIR")
    # Ours come first: this kernel hides the one of the server, and users' widgets are found by the page.
    export JUPYTER_PATH=$prefix/share/jupyter:$prefix/env/share/jupyter${JUPYTER_PATH:+:$JUPYTER_PATH}
    export JUPYTER_PREFER_ENV_PATH=0
    # Settings of the page (labconfig) that belong to the image; a user's own win over them.
    export JUPYTER_CONFIG_PATH=$prefix/etc/jupyter${JUPYTER_CONFIG_PATH:+:$JUPYTER_CONFIG_PATH}
}

# The server's command, in the array 'command'.
server_command() {
    local level program=jupyterlab
    find_log_level
    # Jupyter has a word of its own for it.
    level=${REPLY/warning/warn}
    # A hub's proxy authenticates nobody: each server asks the hub itself.
    [ -z "${JUPYTERHUB_API_TOKEN-}" ] || program=jupyterhub.singleuser
    # -I: neither PYTHONPATH and the like, meant for kernels, nor a random.py of the user reaches the server.
    command=("$prefix/server/bin/python" -I -m "$program" --config="$prefix/etc/jupyter/jupyter_server_config.py"
        --ServerApp.log_level="${level^^}" "$@")
}

# Whether the server has come up: it leaves a file then. Else it has ended, or taken longer than any machine needs.
await_server() {
    local end=$((SECONDS + ${DATALAB_SERVER_SECONDS:-120}))
    until compgen -G "$JUPYTER_RUNTIME_DIR/jpserver-*.json" >/dev/null; do
        kill -0 "$1" 2>/dev/null && [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.1
    done
}

# Serves with what the user's packages have for the server. It may be anything: a server that does not come up with it comes up
# without it. Returns when it did not.
serve_with_extras() {
    local child status stopping='' again
    export DATALAB_SERVER_EXTRAS=$1
    trap 'stopping=yes; kill -TERM "$child" 2>/dev/null' TERM INT
    # With job control: without it kernels and terminals would be deaf to Ctrl+C.
    set -m
    JUPYTER_CONFIG_PATH=$JUPYTER_CONFIG_PATH:$1/with:$1/etc/jupyter "${command[@]}" &
    child=$!
    set +m
    if await_server "$child" || [ -n "$stopping" ]; then
        while wait "$child"; status=$?; kill -0 "$child" 2>/dev/null; do :; done
        # It may have ended between the two.
        wait "$child" 2>/dev/null
        again=$?
        [ "$again" = 127 ] || status=$again
        exit "$status"
    fi
    kill -KILL "$child" 2>/dev/null
    trap - TERM INT
    unset DATALAB_SERVER_EXTRAS
}

serve() {
    local command extras=$prefix/server-extras
    server_command "$@"
    await_folders
    if [ -d "$extras/lib" ]; then
        serve_with_extras "$extras"
        notice "the page's server did not come up with the extensions of this datalab's packages; it is shown without them"
    fi
    # Parts of the page whose server has nothing to answer them are turned off.
    [ ! -d "$extras" ] || export JUPYTER_CONFIG_PATH=$JUPYTER_CONFIG_PATH:$extras/without
    exec "${command[@]}"
}
