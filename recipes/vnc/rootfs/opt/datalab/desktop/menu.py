#!/usr/bin/python3 -IS
"""Writes the window manager's settings with the desktop's menu, and the command the desktop starts with.

usage: menu.py SETTINGS COMMAND

What the datalab wants on its desktop is in its metadata: {"desktop": {"start": …, "menu": [{"name": …, "command": …}]}}.
Programs that Debian packages brought are found by their desktop entries (Desktop Entry Specification 1.5).
"""

import configparser
import json
import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

HERE = Path("/opt/datalab/desktop")
METADATA = Path("/opt/datalab/meta-data.json")
ENTRIES = Path("/usr/share/applications")
# These are in the menu under names of their own.
KNOWN = {"xterm", "uxterm", "debian-xterm", "debian-uxterm", "xfa", "xfe", "xfw", "xfi", "xfp"}


def item(name, command):
    return f"<Program label={quoteattr(name)}>{escape(command)}</Program>"


def wanted():
    """The command to start with, and the datalab's own entries; a start without a name in the menu gets one."""
    try:
        said = json.loads(METADATA.read_text(encoding="utf-8")).get("desktop", {})
    except FileNotFoundError:
        # A base without a datalab.
        return "", []
    start = said.get("start", "")
    entries = [(entry["name"], entry["command"]) for entry in said.get("menu", [])]
    if start and all(command != start for _, command in entries):
        entries.insert(0, (start if len(start) <= 40 else start[:39] + "…", start))
    return start, entries


def installed():
    """Name and command of each program with a desktop entry, by name."""
    found = {}
    for file in sorted(ENTRIES.glob("*.desktop")):
        parser = configparser.RawConfigParser(strict=False, interpolation=None)
        parser.optionxform = str
        try:
            parser.read_string(file.read_text(encoding="utf-8"))
            entry = parser["Desktop Entry"]
        except (configparser.Error, KeyError, UnicodeDecodeError):
            continue
        hidden = entry.get("NoDisplay", "").lower() == "true" or entry.get("Hidden", "").lower() == "true"
        if file.stem in KNOWN or hidden or entry.get("Type") != "Application" or not entry.get("Exec"):
            continue
        # Field codes stand for files that a file manager would pass.
        command = re.sub(r"%[a-zA-Z]", "", entry["Exec"]).replace("%%", "%").strip()
        if entry.get("Terminal", "").lower() == "true":
            command = f"xterm -e {command}"
        found[entry.get("Name", file.stem)] = command
    return sorted(found.items(), key=lambda pair: pair[0].casefold())


def menu(entries):
    lines = [item(name, command) for name, command in entries]
    if lines:
        lines.append("<Separator/>")
    lines += [
        item("Terminal", "xterm"),
        item("Files", 'xfe "$DATALAB_START_DIR"'),
        item("Text editor", "xfw"),
    ]
    programs = [item(name, command) for name, command in installed()]
    if programs:
        lines += ["<Separator/>", '<Menu label="Programs">', *programs, "</Menu>"]
    return "\n".join(lines)


def main(settings, command):
    start, entries = wanted()
    Path(command).write_text(start, encoding="utf-8")
    text = (HERE / "jwmrc").read_text(encoding="utf-8")
    Path(settings).write_text(text.replace("<!-- the menu -->", menu(entries)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
