# shellcheck shell=bash disable=SC2154
# What is JupyterLab's of the start: start.sh reads this file and calls these functions.
#
# Variables more are understood:
#   JUPYTER_TOKEN           a token to ask for, when no proxy authenticates
#   JUPYTERHUB_API_TOKEN    JupyterHub has started the datalab: its login says who comes in

prepare() {
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

serve() {
    local level program=jupyterlab
    find_log_level
    # Jupyter has a word of its own for it.
    level=${REPLY/warning/warn}
    # A hub's proxy authenticates nobody: each server asks the hub itself.
    [ -z "${JUPYTERHUB_API_TOKEN-}" ] || program=jupyterhub.singleuser
    await_folders
    # -I: neither PYTHONPATH and the like, meant for kernels, nor a random.py of the user reaches the server.
    exec "$prefix/server/bin/python" -I -m "$program" --config="$prefix/etc/jupyter/jupyter_server_config.py" \
        --ServerApp.log_level="${level^^}" "$@"
}
