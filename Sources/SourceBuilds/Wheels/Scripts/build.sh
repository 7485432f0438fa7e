# Installs the build requirements in the sealed box, offline, and builds the source; its argument is the base's Python.
set -e
uv() { /run/box/uv --quiet --offline --no-config --no-python-downloads --no-progress --color never "$@"; }
uv venv --python "$1" /tmp/env
[ ! -s /run/box/requirements.txt ] || uv pip install --python /tmp/env/bin/python --no-index --no-deps \
    --find-links /run/box/wheels -r /run/box/requirements.txt
exec /tmp/env/bin/python /run/box/build.py /run/box/question.json
