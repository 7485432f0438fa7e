"""Executes the datalab's notebooks with the user's kernel, in a copy of its files; prints what came of it as JSON.

Arguments: patterns of paths below the datalab's files. Run by the server's Python, which has nbclient.
"""

import fnmatch
import json
import os
import pathlib
import shutil
import sys
import tempfile
import time

PREFIX = "/opt/datalab"
SHIPPED = pathlib.Path("/media/notebooks")
# As start.sh has it: the user's kernel, not the server's Python.
os.environ["JUPYTER_PATH"] = f"{PREFIX}/share/jupyter:{PREFIX}/env/share/jupyter"
os.environ["JUPYTER_PREFER_ENV_PATH"] = "0"
SECONDS = 3600


def failed_cell(notebook):
    """The number of the code cell that raised, from 1."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, 1):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return number
    return None


def execute(path, folder):
    import nbclient
    import nbformat

    start, outcome, notebook = time.monotonic(), {"path": path}, None
    try:
        notebook = nbformat.read(folder / path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = []
        client = nbclient.NotebookClient(
            notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str((folder / path).parent)}}
        )
        client.execute()
    except nbclient.exceptions.CellExecutionError as error:
        outcome["error"] = f"{error.ename}: {error.evalue}".strip().splitlines()[0]
        outcome["cell"] = failed_cell(notebook)
    except Exception as error:
        outcome["error"] = (f"{type(error).__name__}: {error}".strip().splitlines() or ["it cannot be executed"])[0]
    outcome["seconds"] = round(time.monotonic() - start, 2)
    return outcome


def main():
    patterns = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["JUPYTER_RUNTIME_DIR"] = f"{scratch}/runtime"
        os.environ["IPYTHONDIR"] = f"{scratch}/ipython"
        folder = pathlib.Path(scratch, "files")
        shutil.copytree(SHIPPED, folder, symlinks=True)
        paths = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
        chosen = [path for path in paths if any(fnmatch.fnmatch(path, pattern) for pattern in patterns)]
        outcomes = [execute(path, folder) for path in chosen]
    json.dump(outcomes, sys.stdout)


main()
