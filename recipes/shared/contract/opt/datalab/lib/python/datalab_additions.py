"""Lets the Python of the image's environment see what its user has installed since the datalab was started.

Imported by every start of that Python (datalab_additions.pth). The image cannot be written to, so pip installs into an environment of the
user's home instead (DATALAB_ADDITIONS, made by start.sh), which sees the image's packages and comes before them.
"""

import os
import re
import site
import sys


def command():
    """The words that this Python was started with."""
    words = getattr(sys, "orig_argv", None)
    if words is None:  # before Python 3.10
        with open("/proc/self/cmdline", "rb") as file:
            words = [os.fsdecode(word) for word in file.read().split(b"\0")[:-1]]
    return words


def arguments_of_pip(words):
    """What pip is given, where this Python was started to run pip; else None."""
    rest = list(words[1:])
    while rest and rest[0].startswith("-") and rest[0] != "-":
        word = rest.pop(0)
        if word.startswith("-") and word.endswith("m") and not word.startswith("--"):
            return rest[1:] if rest[:1] == ["pip"] else None
        if word.startswith("-mpip") or word.startswith("-c") or word == "--":
            return rest if word == "-mpip" else None
        if word in ("-W", "-X", "--check-hash-based-pycs"):
            del rest[:1]
    is_pip = rest and re.fullmatch(r"pip[0-9.]*", os.path.basename(rest[0]))
    return rest[1:] if is_pip and os.path.dirname(rest[0]) == os.path.join(sys.prefix, "bin") else None


def become_pip(additions, arguments):
    """Runs pip as the environment in the home, where it installs and removes, and leaves the image as it is."""
    python = os.path.join(additions, "bin", "python")
    if not os.access(python, os.X_OK):
        print(f"datalab: the folder for added packages '{additions}' is gone: start the datalab again", file=sys.stderr)
        os._exit(73)
    if "--user" in arguments:
        arguments = [word for word in arguments if word != "--user"]
        print("datalab: '--user' is not needed here: packages go to your home anyway", file=sys.stderr)
    # A user's own settings may say it, too.
    os.environ["PIP_USER"] = "0"
    # Kernels keep their bytecode elsewhere.
    os.environ.setdefault("PIP_NO_COMPILE", "1")
    sys.stderr.flush()
    os.execv(python, [python, "-m", "pip", *arguments])


def add_packages(additions):
    """Puts the packages of the home before the image's, and behind Python's own modules."""
    folder = os.path.join(additions, "lib", "python%d.%d" % sys.version_info[:2], "site-packages")
    before = list(sys.path)
    site.addsitedir(folder)
    added = [path for path in sys.path if path not in before]
    own = os.path.join(sys.prefix, "lib", "")
    place = next((index for index, path in enumerate(before) if path.startswith(own)), len(before))
    sys.path[:] = before[:place] + added + before[place:]


def main():
    additions = os.environ.get("DATALAB_ADDITIONS")
    # In the home's environment, which reads the image's too, there is nothing to add.
    if not additions or os.path.realpath(sys.prefix) == os.path.realpath(additions):
        return
    arguments = arguments_of_pip(command())
    if arguments is not None:
        become_pip(additions, arguments)
    add_packages(additions)


main()
