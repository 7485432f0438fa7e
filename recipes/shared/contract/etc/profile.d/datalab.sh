# Jupyter's terminals are login shells, and Debian's /etc/profile has just replaced PATH.
# Without DATALAB_PATH somebody has entered the container from outside.
PATH=${DATALAB_PATH:-/opt/datalab/env/bin:$PATH}
export PATH

# An arbitrary UID has no name: keep "I have no name!" out of the prompt.
if [ -n "${BASH_VERSION-}" ] && [ -n "${PS1-}" ] && ! id -un >/dev/null 2>&1; then
    PS1='\w\$ '
fi
