"""The datalab that is measured: 20 notebooks, a few sentences of metadata, and the packages of a solar physicist."""

import json
import os
import shutil

REQUIREMENTS = ["jupyterlab", "numpy", "pandas", "matplotlib", "scipy", "astropy", "astroquery", "sunpy"]
ADDED = "photutils"
NOTEBOOKS = 20
METADATA = """\
title: Benchmark
alternateName: benchmark
version: 1.0.0
abstract: The datalab that `make bench` measures.
creator:
  name: The datalab project
contactPoint:
  email: benchmark@datalabs.example.org
distribution:
  license: Apache-2.0
"""


class Workspace:
    """A folder with a datalab's files; every tool builds from the same one."""

    def __init__(self, folder):
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        self.reset()

    def reset(self):
        """The files as they were at first."""
        self._write("meta-data.yaml", METADATA)
        self._require(REQUIREMENTS)
        for number in range(NOTEBOOKS):
            self._write(f"notebook-{number:02}.ipynb", notebook(number, "a"))

    def change_notebook(self, letter):
        """Another letter in one notebook, of the same length."""
        self._write("notebook-07.ipynb", notebook(7, letter))

    def add_requirement(self):
        """One more line of requirements.txt."""
        self._require(REQUIREMENTS + [ADDED])

    def _require(self, names):
        self._write("requirements.txt", "".join(f"{name}\n" for name in names))

    def _write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def notebook(number, letter):
    """A notebook of about 40 kB, as they are with a picture or two: text, code, and output that compresses badly."""
    noise = "".join(f"{(position * 2654435761 + number * 40503) % 2**32:08x}" for position in range(4096))
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": [f"# Notebook {number} {letter}\n"]},
        {"cell_type": "raw", "id": "b", "metadata": {}, "source": [noise]},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)
