"""Runs a step's command on the examples that its metadata names, as an engine of CWL would; prints what came of it as JSON."""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

FILES = "/media/notebooks"
START = "/opt/datalab/start.sh"
RUNNER = "/opt/datalab/lib/step/notebook.py"
SECONDS = 600


def value(item):
    """What an input is in the trial; None for nothing."""
    given = item.get("example", item.get("default"))
    path = item["type"].startswith(("File", "Directory"))
    absolute = lambda text: os.path.join(FILES, text) if path else text
    if isinstance(given, list):
        return [absolute(text) for text in given]
    return None if given is None else absolute(given)


def is_list(item):
    return "[]" in item["type"]


def is_boolean(item):
    return item["type"].startswith("boolean")


def bound(item, given):
    """The words of an input behind the command (CWL v1.2, 4.1 "Input binding")."""
    prefix = item.get("prefix")
    if is_boolean(item) and not is_list(item):
        return [prefix] if given == "true" else []
    if is_list(item):
        if not given:
            return []
        words = [item["itemSeparator"].join(given)] if "itemSeparator" in item else given
    else:
        words = [given]
    if prefix is None:
        return words
    return [prefix + words[0]] + words[1:] if item.get("separate") is False else [prefix] + words


def replaced(word, values):
    """A word with the references of it replaced."""

    def one(match):
        place, name, part = match.groups()
        if place == "runtime":
            return {"outdir": os.getcwd(), "tmpdir": tempfile.gettempdir(), "cores": "1", "ram": "1024"}.get(name, "1024")
        text = values[name]
        base = os.path.basename(text)
        return {None: text, "path": text, "basename": base, "nameroot": os.path.splitext(base)[0], "nameext": os.path.splitext(base)[1]}[part]

    return re.sub(r"\$\((inputs|runtime)\.(\w+)(?:\.(\w+))?\)", one, word)


def command(step, values):
    """The words that an engine would run."""
    if "notebook" in step:
        words = ["python3", RUNNER, step["notebook"]]
        for item in step["inputs"]:
            given = values.get(item["name"])
            if given is not None:
                words += [f"{item['name']}={text}" for text in (given if is_list(item) else [given])]
        return words
    words = [replaced(word, values) for word in step["command"]]
    placed = [item for item in step["inputs"] if "position" in item and values.get(item["name"]) is not None]
    for item in sorted(placed, key=lambda item: (item["position"], item["name"])):
        words += bound(item, values[item["name"]])
    return words


def outputs(step, values):
    """How many files each output is; the executed notebook too."""
    found = {}
    for item in step["outputs"]:
        if item["type"] in ("stdout", "stderr"):
            continue
        patterns = [replaced(pattern, values) for pattern in item["glob"]]
        found[item["name"]] = sum(len(glob.glob(pattern)) for pattern in patterns)
    if "notebook" in step:
        found["notebook"] = int(os.path.exists(os.path.basename(step["notebook"])))
    return found


def main():
    with open("/opt/datalab/meta-data.json", encoding="utf-8") as file:
        step = json.load(file)["step"]
    values = {item["name"]: value(item) for item in step["inputs"]}
    # What is not said to be true is false.
    values.update({item["name"]: "false" for item in step["inputs"] if item["type"] == "boolean" and values[item["name"]] is None})
    lacking = [item["name"] for item in step["inputs"] if values[item["name"]] is None and not item["type"].endswith("?")]
    program = "python3" if "notebook" in step else step["command"][0]
    answer = {"program": program, "isThere": shutil.which(program) is not None, "lacking": lacking}
    if answer["isThere"] and not lacking:
        os.chdir(tempfile.mkdtemp(prefix="datalab-step-"))
        began = time.monotonic()
        ran = subprocess.run([START] + command(step, values), stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
        answer["seconds"] = round(time.monotonic() - began, 2)
        answer["status"] = ran.returncode
        said = ran.stderr.decode(errors="replace").strip().splitlines() or ran.stdout.decode(errors="replace").strip().splitlines()
        answer["said"] = said[-1][:500] if said else ""
        optional = {item["name"] for item in step["outputs"] if item["type"].endswith("?") or "[]" in item["type"]}
        answer["absent"] = [name for name, count in outputs(step, values).items() if count == 0 and name not in optional]
    json.dump(answer, sys.stdout)


main()
