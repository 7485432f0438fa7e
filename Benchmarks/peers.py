"""The peers: what else puts the same wheels on the same base. Each measures the same four changes, where it can."""

import os
import shutil

import measure
import ours
from registry import BlobInfoCache

TARGET = "/opt/datalab/env"
CONTAINERFILE = """\
FROM localhost/bench-base
USER 0
COPY requirements.txt /tmp/requirements.txt
RUN {install} --no-index --find-links /wheels -r /tmp/requirements.txt
COPY . /media/notebooks
"""
INSTALLERS = {
    "uv": f"UV_CACHE_DIR=/cache UV_LINK_MODE=copy /tools/uv pip install -q --python {TARGET}/bin/python",
    "pip": f"{TARGET}/bin/python $(echo /wheels/pip-*.whl)/pip install -q --root-user-action ignore",
}


class Buildah:
    """`buildah bud --layers` with uv or pip: wheels, and the installer's cache, are mounted and warm.

    Without .pyc files under uv (its default), with them under pip (its default). The image stays in buildah's storage,
    uncompressed: a push compresses what the registry does not have.
    """

    is_pushed = True

    def __init__(self, installer, folder, registry, workspace, wheelhouse, uv):
        self.name = installer
        self.title = f"buildah bud --layers, {installer}"
        self.folder = folder
        self.registry = registry
        self.workspace = workspace
        self.wheelhouse = wheelhouse
        self.uv = uv
        self.layer_size = None
        self.blob_info = BlobInfoCache(folder)

    def prepare(self):
        """A storage of its own with the base in it, pulled from the registry, and a build that warms the installer's cache."""
        for name in ["cache", "tools"]:
            os.makedirs(self._path(name))
        shutil.copy(self.uv, self._path("tools/uv"))
        with open(self._path("Containerfile"), "w", encoding="utf-8") as file:
            file.write(CONTAINERFILE.format(install=INSTALLERS[self.name]))
        storage = f"[overlay@{self._path('root')}+{self._path('run')}]"
        pull = ["skopeo", "copy", "-q", "--src-tls-verify=false", self.registry.target("base")]
        target = f"containers-storage:{storage}localhost/bench-base:latest"
        measure.run(self.blob_info.command(pull + [target]))
        self.blob_info.keep()
        self.base = self._images()
        if self.name == "uv":
            measure.run(self._build)

    def cold(self):
        """No layer of an earlier build is known."""
        self._forget_images()
        return measure.timed(self._build, self._path("log"))

    def unchanged(self):
        """The same again; so are the others, the workspace having been changed."""
        return measure.timed(self._build, self._path("log"))

    notebook = unchanged
    added = unchanged

    def push(self, registry):
        """Pushes what was built last, compressing it."""
        command = self._buildah + ["push", "--quiet", "--tls-verify=false", "benchmark", registry.target(self.name)]
        return measure.timed(self.blob_info.command(command), self._path("push.log"))

    def _images(self):
        return set(measure.run(self._buildah + ["images", "--all", "--quiet", "--no-trunc"]).split())

    def _forget_images(self):
        made = self._images() - self.base
        if made:
            measure.run(self._buildah + ["rmi", "--force"] + sorted(made))

    @property
    def _buildah(self):
        folders = ["--root", self._path("root"), "--runroot", self._path("run")]
        return ["buildah", "--storage-driver", "overlay"] + folders

    @property
    def _build(self):
        mounts = [f"{self.wheelhouse}:/wheels:ro", f"{self._path('cache')}:/cache", f"{self._path('tools')}:/tools:ro"]
        volumes = [option for mount in mounts for option in ("--volume", mount)]
        options = ["bud", "--isolation", "chroot", "--layers", "--quiet", "--network", "host"]
        source = ["--tag", "benchmark", "--file", self._path("Containerfile"), self.workspace.folder]
        return self._buildah + options + volumes + source

    def _path(self, name):
        return os.path.join(self.folder, name)


class Umoci:
    """`uv pip install --target`, by hardlinks from a warm cache, then `umoci insert` of the folder."""

    name = "umoci"
    title = "uv pip install --target, umoci insert"
    unchanged = None
    is_pushed = True

    def __init__(self, folder, home, workspace, wheelhouse, uv):
        self.folder = folder
        self.home = home
        self.workspace = workspace
        self.wheelhouse = wheelhouse
        self.uv = uv
        self.layer_size = None
        self.blob_info = BlobInfoCache(folder)
        self.layout = os.path.join(folder, "layout")
        self.target = os.path.join(folder, "target")
        self.environment = dict(os.environ, UV_CACHE_DIR=os.path.join(folder, "cache"))

    def prepare(self):
        """Warms uv's cache."""
        measure.run(self._install, self.environment)

    def cold(self):
        """All packages into the base as one layer, the notebooks as another."""
        shutil.rmtree(self.layout, ignore_errors=True)
        measure.run(["skopeo", "copy", "-q", f"oci:{self.home.store}:{ours.BASE}", f"oci:{self.layout}:benchmark"])
        return self._install_and_insert() + self.notebook()

    def notebook(self):
        """One more layer with all notebooks."""
        return self._insert(self.workspace.folder, "/media/notebooks")

    def added(self):
        """All packages again: a folder has no layers of its own."""
        return self._install_and_insert()

    def push(self, registry):
        """Pushes the layout, whose layers are compressed already."""
        source = f"oci:{self.layout}:benchmark"
        command = ["skopeo", "copy", "-q", "--dest-tls-verify=false", source, registry.target(self.name)]
        return measure.timed(self.blob_info.command(command), os.path.join(self.folder, "push.log"))

    def _install_and_insert(self):
        shutil.rmtree(self.target, ignore_errors=True)
        install = measure.timed(self._install, os.path.join(self.folder, "log"), self.environment)
        return install + self._insert(self.target, f"{TARGET}/lib/python3.13/site-packages")

    def _insert(self, source, place):
        command = ["umoci", "insert", "--image", f"{self.layout}:benchmark", source, place]
        return measure.timed(command, os.path.join(self.folder, "log"))

    @property
    def _install(self):
        python = ["--python-version", "3.13", "--python-platform", "x86_64-manylinux_2_40"]
        wheels = ["--no-index", "--find-links", self.wheelhouse]
        requirements = ["-r", os.path.join(self.workspace.folder, "requirements.txt")]
        return [self.uv, "pip", "install", "-q", "--target", self.target] + python + wheels + requirements


class Floor:
    """Inflates and hashes every entry of the wheels on two threads, and writes nothing: `floor.c`."""

    name = "floor"
    title = "floor: inflate + SHA-256"
    unchanged = notebook = added = None
    is_pushed = False
    layer_size = 0

    def __init__(self, folder, wheels):
        self.folder = folder
        self.program = os.path.join(folder, "floor")
        self.wheels = wheels

    def prepare(self):
        """Compiles it for this processor."""
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "floor.c")
        flags = ["-O3", "-march=native", "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror"]
        measure.run(["gcc"] + flags + ["-o", self.program, source, "-ldeflate", "-lcrypto", "-lpthread"])
        measure.run([self.program] + self.wheels)

    def cold(self):
        """All wheels."""
        return measure.timed([self.program] + self.wheels, os.path.join(self.folder, "log"))


def make_wheelhouse(folder, wheels):
    """A folder with the wheels as hardlinks; gives its path."""
    os.makedirs(folder)
    for wheel in wheels:
        name = os.path.join(folder, os.path.basename(wheel))
        if not os.path.exists(name):
            os.link(wheel, name)
    return folder
