"""Executes the datalab's notebooks, each with the kernel it names, in a copy of its files; prints what came of it as JSON.

Arguments: patterns of paths below the datalab's files. Run by the server's Python, which has nbclient.
"""

import fnmatch
import shutil

SHIPPED = pathlib.Path("/media/notebooks")
SECONDS = 3600


def failed_cell(notebook):
    """The number of the code cell that raised, from 1."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, 1):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return number
    return None


class NoKernel(Exception):
    """A notebook names a kernel that is not here."""


def kernel_of(notebook, specs):
    """The kernel that a notebook names. One of Python that is not here is of another machine: people choose the datalab's then."""
    said = notebook.metadata.get("kernelspec", {})
    name = said.get("name") or "python3"
    language = said.get("language") or notebook.metadata.get("language_info", {}).get("name")
    if name in specs.find_kernel_specs():
        return name
    if language == "python" or (not language and name.startswith("python")):
        return "python3"
    raise NoKernel(f"no kernel '{name}' is here, which the notebook is for")


def manager_class(specs):
    """What starts kernels as the page does."""
    import jupyter_client

    class Manager(jupyter_client.AsyncKernelManager):
        def _kernel_spec_manager_default(self):
            return specs

    return Manager


def execute(path, folder, specs):
    import nbclient
    import nbformat

    start, outcome, notebook = time.monotonic(), {"path": path}, None
    try:
        notebook = nbformat.read(folder / path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = []
        client = nbclient.NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_name=kernel_of(notebook, specs),
            kernel_manager_class=manager_class(specs),
            resources={"metadata": {"path": str((folder / path).parent)}},
        )
        client.execute()
    except nbclient.exceptions.CellExecutionError as error:
        outcome["error"] = f"{error.ename}: {error.evalue}".strip().splitlines()[0]
        outcome["cell"] = failed_cell(notebook)
    except NoKernel as error:
        outcome["error"] = str(error)
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
        specs = kernel_specs()
        outcomes = [execute(path, folder, specs) for path in chosen]
    json.dump(outcomes, sys.stdout)


main()
