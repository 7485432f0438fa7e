"""What scripts that look at Jupyter inside a datalab share: put before them. Run by the server's Python.

They see what a kernel of the page would: the variables of the running server, its kernelspecs and the programs these are started by.
"""

import json
import os
import pathlib
import sys
import tempfile
import time

PREFIX = "/opt/datalab"
SERVER = f"{PREFIX}/server/bin/python"
sys.path.append(f"{PREFIX}/lib/jupyter")


def variables_of_server():
    """The variables of the running server: hooks and the file 'start' have set some; none when there is no such process."""
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "cmdline").read_bytes().split(b"\0")[0] == os.fsencode(SERVER) and int(folder.name) != os.getpid():
                pairs = (folder / "environ").read_bytes().split(b"\0")
                return dict(os.fsdecode(pair).split("=", 1) for pair in pairs if b"=" in pair)
        except OSError:
            pass  # it has ended, or is another user's
    return {}


def kernel_specs():
    try:
        from datalab_kernels import DatalabKernelSpecs
    except ImportError:  # a base of an earlier version
        from jupyter_client.kernelspec import KernelSpecManager as DatalabKernelSpecs
    return DatalabKernelSpecs(ensure_native_kernel=False)


def last_line(text, otherwise):
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), otherwise)


found = variables_of_server()
os.environ.update(found or {"JUPYTER_PATH": f"{PREFIX}/share/jupyter:{PREFIX}/env/share/jupyter"})
os.environ["JUPYTER_PREFER_ENV_PATH"] = "0"
