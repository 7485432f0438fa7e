# Jupyter's terminals are login shells, and Debian's /etc/profile has just replaced PATH.
if [ -n "${DATALAB_PATH-}" ]; then
    PATH=$DATALAB_PATH
    export PATH
fi

# An arbitrary UID has no name: keep "I have no name!" out of the prompt.
if [ -n "${BASH_VERSION-}" ] && [ -n "${PS1-}" ] && ! id -un >/dev/null 2>&1; then
    PS1='\w\$ '
fi
