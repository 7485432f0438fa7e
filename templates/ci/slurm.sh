#!/bin/bash
#SBATCH --job-name=datalab-build
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=00:30:00
# Builds a datalab on a node of a cluster and publishes it; no root, no container engine, nothing installed on the node but Python:
#   sbatch --export=ALL,DATALAB_SOURCE=https://git.example.org/team/my-lab.git,DATALAB_PLACE=registry.example.org/team/my-lab slurm.sh
#
# Wanted besides: DATALAB_WHEEL (what pip installs: the address or file of datalab_creator-….whl, or its name and version),
# DATALAB_BASES (registry.example.org/bases), and once 'datalab login registry.example.org' for who runs it. What is kept from one
# build to the next is in DATALAB_HOME: name a folder that the nodes share, or it is gone with the node's.
set -euo pipefail
: "${DATALAB_SOURCE:?a git URL or a folder}" "${DATALAB_PLACE:?such as registry.example.org/team/my-lab}"
: "${DATALAB_WHEEL:?what pip installs}" "${DATALAB_BASES:?such as registry.example.org/bases}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/program"
"$work/program/bin/pip" install -q "$DATALAB_WHEEL"
export PATH="$work/program/bin:$PATH" CI=true

datalab build --ci "$DATALAB_SOURCE" --result "$work/build.json"
image=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["result"]["reference"])' "$work/build.json")
datalab publish "$image" "$DATALAB_PLACE" --progress plain
datalab cache prune --max-size "${DATALAB_CACHE:-20GB}" --old-images
