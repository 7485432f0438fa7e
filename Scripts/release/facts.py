"""What every form of a release says of itself, each from its one place."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What it is called in Debian and as an image.
NAME = "datalab"
# What it is called on PyPI, where 'datalab' is another project.
DISTRIBUTION = "datalab-creator"
SUMMARY = "From a git repository with a requirements.txt to a container image that opens JupyterLab, a desktop or Theia, in seconds"
MAINTAINER = "The datalab project <datalab@example.org>"


def _git(*arguments):
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def version():
    """The version: of Sources/CommandLines/ProgramVersion.swift."""
    source = (ROOT / "Sources/CommandLines/ProgramVersion.swift").read_text()
    return re.search(r'static let number = "([^"]+)"', source)[1]


def commit():
    """The commit of this checkout, twelve digits; with '-dirty' where files differ from it."""
    return _git("describe", "--always", "--abbrev=12", "--dirty", "--exclude=*")


def commit_time():
    """When the commit was made, in seconds since 1970: the time of everything that is packed."""
    return int(_git("log", "-1", "--format=%ct"))


def tool_version(tool):
    """The version of a tool that the project is tested with ('uv', 'kingfisher'): of Scripts/setup."""
    return re.search(rf"^{tool}_version=(\S+)$", (ROOT / "Scripts/setup").read_text(), re.M)[1]


def changes():
    """What CHANGELOG.md says of this version; ends with an error where it says nothing."""
    text = (ROOT / "CHANGELOG.md").read_text()
    found = re.search(rf"^## {re.escape(version())}\b.*\n([\s\S]*?)(?=^## |\Z)", text, re.M)
    if not found or not found[1].strip():
        raise SystemExit(f"error: CHANGELOG.md says nothing of version {version()}; add the heading '## {version()}' with what changed")
    return found[1].strip()


def licence():
    """The project's own licence file; None while it has none."""
    return next((ROOT / name for name in ("LICENSE", "LICENSE.txt", "LICENSE.md") if (ROOT / name).is_file()), None)
