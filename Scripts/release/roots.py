"""Fresh Debian systems that what is released is tried in, and what such a trial finds outside: an AppStore with a base."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import facts

KEPT = facts.ROOT / ".artifacts/release"
LINKED = KEPT / "bin"
# The ordinary user of a trial.
USER = 1234
PASSWORD = "the password of a trial"
# Where an own authority stands between this machine and PyPI, clients are told of it as they are here.
NETWORK = ("SSL_CERT_FILE", "PIP_CERT", "http_proxy", "https_proxy", "no_proxy", "PIP_INDEX_URL", "UV_DEFAULT_INDEX")


def run(*command, **more):
    """Runs a command that must succeed."""
    return subprocess.run([str(one) for one in command], check=True, **more)


def tar(suite, packages, name):
    """The tar of a small system with packages; made once."""
    kept = KEPT / f"roots/{suite}-{name}.tar"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part.tar")
        options = ["--variant=minbase", f"--include={','.join(packages)}", "--dpkgopt=force-unsafe-io", "--quiet"]
        run("mmdebstrap", *options, suite, part)
        part.rename(kept)
    return kept


@contextlib.contextmanager
def system(suite, packages, name):
    """A fresh system in a folder of its own."""
    kept = tar(suite, packages, name)
    with tempfile.TemporaryDirectory(prefix="release-") as scratch:
        os.chmod(scratch, 0o755)
        root = pathlib.Path(scratch) / "system"
        root.mkdir()
        run("tar", "-C", root, "-xf", kept, "--exclude=./dev/*")
        yield root


@contextlib.contextmanager
def appstore_with_bases():
    """An AppStore on loopback with a published base and a user 'ci'; gives its address."""
    with tempfile.TemporaryDirectory(prefix="release-store-") as folder:
        add = [LINKED / "appstore", "user", "add", "ci", "--role", "administrator", "--password-stdin", "--folder", f"{folder}/store"]
        run(*add, input=PASSWORD, text=True, stdout=sys.stderr)
        command = [LINKED / "appstore", "serve", "--folder", f"{folder}/store", "--port", "0", "--log-level", "warning"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            address = server.stdout.readline().strip().removeprefix("http://")
            _publish_base(address, folder)
            yield address
        finally:
            server.terminate()
            server.wait()


def _publish_base(address, folder):
    """Builds the base, where the home kept for this has none, and publishes it for everybody."""
    environment = {
        **os.environ, "DATALAB_HOME": str(KEPT / "home"), "DATALAB_BASES": "none", "REGISTRY_AUTH_FILE": f"{folder}/auth.json",
        "DATALAB_TOOLS": str(facts.ROOT / ".tools/bin"),
        # Of the recipes that are released: by another a base would be another.
        "DATALAB_RECIPES": str(KEPT / "tree/share/datalab/recipes"),
    }
    more = {"env": environment, "stdout": sys.stderr}
    run(LINKED / "datalab", "base", "build", "--progress", "plain", **more)
    login = ["login", address, "--username", "ci", "--password-stdin"]
    run(LINKED / "datalab", *login, input=PASSWORD, text=True, **more)
    environment |= {"DATALAB_APPSTORE": address, "DATALAB_BASES": f"{address}/bases"}
    run(LINKED / "datalab", "base", "publish", **more)


def prepare(root, wheel, user):
    """Puts into a system what somebody brings: a home, the wheel, the certificates this network wants; gives the variables."""
    home = root / "home/user"
    home.mkdir(parents=True)
    shutil.copy(wheel, root / "home" / wheel.name)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    variables = {"HOME": "/home/user", "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}
    for name in NETWORK:
        if value := os.environ.get(name):
            variables[name] = value
            if value.startswith("/"):
                shutil.copy(value, root / f"home/{name}")
                variables[name] = f"/home/{name}"
    os.chown(home, user, user)
    return variables


def enter(root, user, script, variables):
    """Runs a script as a user in a system; gives what it prints."""
    (root / "home/trial").write_text(script)
    inside = 'mount -t proc proc "$0/proc" && mount --bind /dev "$0/dev" && exec /usr/sbin/chroot --userspec="$1:$1" "$0" sh /home/trial'
    command = ["unshare", "--mount", "sh", "-c", inside, root, user]
    return run(*command, env=variables, stdout=subprocess.PIPE, text=True).stdout


def wheel():
    """The wheel in dist/."""
    found = sorted((facts.ROOT / "dist").glob("*.whl"))
    if not found:
        sys.exit("error: there is no wheel in dist/; make it: 'make release'")
    return found[-1]
