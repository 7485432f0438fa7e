"""Builds a source into a wheel by its own backend (PEP 517), in the sealed box: run by the base's Python with the build
requirements installed. Reads its question, a JSON file; leaves a wheel in the answer's folder, or `requires.json` with what the
backend needs beside what is there."""

import importlib
import importlib.metadata
import json
import os
import re
import sys


def is_there(requirement, known):
    if requirement in known:
        return True
    if not re.fullmatch(r"[A-Za-z0-9._-]+", requirement):
        return False
    try:
        importlib.metadata.version(requirement)
        return True
    except importlib.metadata.PackageNotFoundError:
        return False


def load(question):
    sys.path.pop(0)  # the folder of this script
    sys.path[:0] = [os.path.abspath(path) for path in question["backend_path"]]
    module, _, attributes = question["backend"].partition(":")
    backend = importlib.import_module(module)
    for attribute in filter(None, attributes.split(".")):
        backend = getattr(backend, attribute)
    return backend


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        question = json.load(file)
    os.chdir(question["folder"])
    backend = load(question)
    hook = getattr(backend, "get_requires_for_build_wheel", None)
    needed = list(hook(None)) if hook else []
    missing = [each for each in needed if not is_there(each, question["requires"])]
    if missing:
        with open(os.path.join(question["answer"], "requires.json"), "w", encoding="utf-8") as file:
            json.dump([str(each) for each in needed], file)
        return
    backend.build_wheel(question["answer"], None, None)


main()
