# shellcheck shell=bash
# A step of a pipeline, read by start.sh: nothing is served, it runs the command that it is given (docs/contract.md).

prepare() {
    fail 64 "this is a step of a pipeline, which opens no page: give it a command, such as 'python3 --version'"
}

serve() { prepare; }
