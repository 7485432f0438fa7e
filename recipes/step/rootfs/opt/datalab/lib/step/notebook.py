"""Executes a notebook as a step of a pipeline: notebook.py NOTEBOOK [NAME=VALUE ...].

The values are parameters by papermill's convention: they are set behind the cell with the tag 'parameters'. Their types are those of the
image's metadata; a name that is given several times is a list, one that is not given keeps what the notebook says, but for a
list, which has nothing in it then, and a boolean, which is false. The executed notebook is written into the working folder, also
when a cell fails: then the status is 1.
"""

import json
import os
import sys
import tempfile

METADATA = "/opt/datalab/meta-data.json"


def converted(kind, text):
    """A value of a type of CWL."""
    if kind in ("int", "long"):
        return int(text)
    if kind in ("float", "double"):
        return float(text)
    if kind == "boolean":
        return text == "true"
    return text


def parameters(inputs, words):
    """The parameters that words of the form NAME=VALUE give."""
    given = {}
    for word in words:
        name, _, text = word.partition("=")
        given.setdefault(name, []).append(text)
    unknown = set(given) - {item["name"] for item in inputs}
    if unknown:
        sys.exit(f"notebook.py: the step has no input '{sorted(unknown)[0]}'")
    values = {}
    for item in inputs:
        name, notation = item["name"], item["type"]
        kind = notation.rstrip("?").removesuffix("[]")
        texts = given.get(name)
        if texts is None:
            if not notation.endswith("?") and kind == "boolean" and "[]" not in notation:
                values[name] = False
            elif not notation.endswith("?") and "[]" in notation:
                values[name] = []
        elif "[]" in notation:
            values[name] = [converted(kind, text) for text in texts]
        else:
            values[name] = converted(kind, texts[-1])
    return values


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    source = sys.argv[1]
    with open(METADATA, encoding="utf-8") as file:
        step = json.load(file)["step"]
    values = parameters(step["inputs"], sys.argv[2:])
    # The home is where results are collected from: what Jupyter writes for itself stays out of it.
    scratch = tempfile.mkdtemp(prefix="datalab-notebook-")
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR"):
        os.environ[name] = os.path.join(scratch, name.lower())
    import papermill
    from jupyter_client.kernelspec import KernelSpecManager
    from papermill.exceptions import PapermillExecutionError

    with open(source, encoding="utf-8") as file:
        metadata = json.load(file).get("metadata", {})
    wanted = metadata.get("kernelspec", {}).get("name")
    language = metadata.get("kernelspec", {}).get("language") or metadata.get("language_info", {}).get("name") or "python"
    kernel = wanted
    # A notebook names the kernel of the machine it was written on.
    if wanted not in KernelSpecManager().find_kernel_specs():
        if language.lower() != "python":
            sys.exit(f"notebook.py: no package of the image brings a kernel for {language}")
        kernel = "python3"
    try:
        papermill.execute_notebook(
            source,
            os.path.basename(source),
            parameters=values,
            kernel_name=kernel,
            language=None if wanted and kernel == wanted else language,
            progress_bar=False,
            log_output=False,
            stdout_file=sys.stdout,
            stderr_file=sys.stderr,
        )
    except PapermillExecutionError as error:
        print(f"notebook.py: {error}", file=sys.stderr)
        sys.exit(1)


main()
