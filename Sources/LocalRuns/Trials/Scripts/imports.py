"""Imports the top-level modules of every package of this environment; prints what came of it as JSON.

Each package has an interpreter of its own: one that crashes, or changes what others see, is found out as that one.
"""

import concurrent.futures
import importlib.machinery
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import sysconfig

CHILD = r"""
import importlib, json, os, sys, traceback
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
        answer = {"name": name}
    except BaseException as error:
        # With the type: Python 3.9 needs it.
        last = traceback.format_exception_only(type(error), error)[-1].strip().splitlines()[-1]
        answer = {"name": name, "error": last, "trace": "".join(traceback.format_exception(type(error), error, error.__traceback__))}
        # Many say in words of their own which extra to install.
        while error and not isinstance(error, ModuleNotFoundError):
            error = error.__cause__ or error.__context__
        if error:
            answer["missing"] = error.name
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
os._exit(0)
"""
LIBRARY = re.compile(r"(\S+\.so[.0-9]*): cannot open shared object file")
# Folders that some wheels put beside their modules; nobody imports them.
ASIDE = {"test", "tests", "testing", "doc", "docs", "example", "examples", "benchmark", "benchmarks", "scripts"}
SECONDS = 600


def stem(file):
    """The module a file is; nothing when it is none."""
    for suffix in [".py", *importlib.machinery.EXTENSION_SUFFIXES]:
        if file.name.endswith(suffix):
            name = file.name.removesuffix(suffix)
            return name if suffix == ".py" or len(file.parts) > 1 or is_module(file, name) else ""
    return ""


def is_module(file, name):
    """Whether a shared object is a module of Python, not a library that another module loads by its path (galpy's)."""
    try:
        return f"PyInit_{name}".encode() in file.locate().read_bytes()
    except OSError:
        return True


def modules(distribution):
    """What a package lets people import: its outermost modules and packages."""
    found = set()
    folders = {file.parent.parts for file in distribution.files or [] if file.name == "__init__.py"}
    for file in distribution.files or []:
        name = stem(file)
        if not name or not all(part.isidentifier() for part in (*file.parent.parts, name)):
            continue
        chain = [file.parent.parts[:length] for length in range(1, len(file.parent.parts) + 1)]
        package = next((parts for parts in chain if parts in folders), None)
        if package:
            found.add(".".join(package))
        elif len(file.parts) == 1:
            found.add(name)
    found = {name for name in found if name.split(".")[0] not in ASIDE}
    public = {name for name in found if not name.startswith("_")}
    return sorted(public or found)


def attempt(names):
    """Imports modules in one fresh interpreter."""
    try:
        child = subprocess.run([sys.executable, "-c", CHILD, *names], capture_output=True, text=True, errors="replace", timeout=SECONDS)
        lines, end = child.stdout.splitlines(), f"the interpreter ended with status {child.returncode}"
    except subprocess.TimeoutExpired as error:
        lines, end = (error.stdout or b"").decode(errors="replace").splitlines(), f"no end after {SECONDS} s"
    outcomes = [json.loads(line) for line in lines]
    for outcome in outcomes:
        library = LIBRARY.search(outcome.pop("trace", ""))
        if library:
            outcome["library"] = library[1].rpartition("/")[2]
    if len(outcomes) < len(names):
        outcomes.append({"name": names[len(outcomes)], "error": end})
        # Those behind it have had no chance yet.
        rest = names[len(outcomes):]
        outcomes += attempt(rest) if rest else []
    return outcomes


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def is_optional(module, distribution):
    """Whether a module is of a package that a distribution requires for one of its extras alone (black's `blackd` wants aiohttp)."""
    name = normal(module.split(".")[0])
    needs = [need for need in distribution.requires or [] if normal(re.match(r"[\w.-]+", need)[0]) == name]
    return bool(needs) and all("extra ==" in need for need in needs)


def trial(distribution):
    names = modules(distribution)
    outcomes = attempt(names) if names else []
    name = normal(distribution.metadata["Name"])
    works = any("error" not in outcome and normal(outcome["name"]) == name for outcome in outcomes)
    for outcome in outcomes:
        missing = outcome.pop("missing", None)
        # Some packages are for use beside another that they do not require (matplotlib-inline beside matplotlib). One that
        # the user did not ask for is here because a third one can do with or without it; of one that they did ask for, what
        # stands beside the module of its name need not work, nor what is for an extra.
        if missing and (distribution.read_text("REQUESTED") is None or works or is_optional(missing, distribution)):
            del outcome["error"]
            outcome["companion"] = missing
    return {"name": name, "version": distribution.version, "modules": outcomes}


def main():
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    packages = list(importlib.metadata.distributions(path=sorted(folders)))
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        results = sorted(pool.map(trial, packages), key=lambda result: result["name"])
    json.dump(results, sys.stdout)


main()
