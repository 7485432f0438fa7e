"""`datalab build`, and the home it keeps between the runs."""

import atexit
import itertools
import json
import os
import shutil
import tarfile
import tomllib

import measure

BASE = "base/jupyterlab:trixie"
REFERENCE_NAME = "org.opencontainers.image.ref.name"


class Home:
    """A `$DATALAB_HOME` of the benchmark's own, which can be put back into the state a run starts from."""

    def __init__(self, folder):
        self.folder = folder
        self.store = os.path.join(folder, "store")
        self.locks = os.path.join(folder, "cache/locks")
        self.known_locks = {}
        # Beside the home, on its file system.
        self.forgotten = f"{folder}.forgotten-{os.getpid()}"
        self.numbers = itertools.count()
        atexit.register(shutil.rmtree, self.forgotten, ignore_errors=True)

    def forget_layers(self):
        """Base, wheels, index pages and the compiled rules for secrets stay known; images, layers, locks and findings do not."""
        if os.path.exists(self.store):
            self._keep_only_base()
        for name in ["layers", "installed-paths", "wheel-facts", "wheel-sets", "locks", "checks"]:
            self.forget(name)

    def forget(self, name):
        """A folder of the cache."""
        self._forget(os.path.join(self.folder, "cache", name))

    def _forget(self, path):
        """Puts a file or folder away until the benchmark ends: for minutes, ext4 looks at each inode that was freed before it gives
        one out, so that whoever had more removed would be slower in making files."""
        if os.path.exists(path):
            os.makedirs(self.forgotten, exist_ok=True)
            os.rename(path, os.path.join(self.forgotten, str(next(self.numbers))))

    def remember_locks(self):
        """Keeps the locks that are known now, for `restore_locks`."""
        for name in os.listdir(self.locks):
            with open(os.path.join(self.locks, name), "rb") as file:
                self.known_locks[name] = file.read()

    def restore_locks(self):
        """Lets exactly the remembered locks be known."""
        shutil.rmtree(self.locks, ignore_errors=True)
        os.makedirs(self.locks)
        for name, content in self.known_locks.items():
            with open(os.path.join(self.locks, name), "wb") as file:
                file.write(content)

    def copy_base(self, folder):
        """A new home that has this one's base and nothing else; the blobs are hardlinks, which nobody writes to."""
        copy = Home(folder)
        os.makedirs(os.path.join(copy.store, "blobs/sha256"))
        with open(os.path.join(self.store, "index.json"), "rb") as file:
            index = json.load(file)
        bases = self._bases(index)
        with open(os.path.join(copy.store, "index.json"), "w", encoding="utf-8") as file:
            json.dump(dict(index, manifests=bases), file)
        shutil.copy(os.path.join(self.store, "oci-layout"), copy.store)
        for digest in {digest for base in bases for digest in self._blobs_of(base["digest"])}:
            os.link(self.blob(digest), copy.blob(digest))
        return copy

    def remember_state(self):
        """Keeps which images and layers are known now, for `restore_state`."""
        with open(os.path.join(self.store, "index.json"), "rb") as file:
            self.known_index = file.read()
        self.known_files = {folder: set(os.listdir(folder)) for folder in self._layer_folders}

    def restore_state(self):
        """Lets exactly the remembered images and layers be known."""
        with open(os.path.join(self.store, "index.json"), "wb") as file:
            file.write(self.known_index)
        for folder, known in self.known_files.items():
            for name in set(os.listdir(folder)) - known:
                self._forget(os.path.join(folder, name))

    def blob(self, digest):
        """The file of a blob."""
        return os.path.join(self.store, "blobs", *digest.split(":"))

    def manifest(self, digest):
        """A manifest of the store."""
        with open(self.blob(digest), "rb") as file:
            return json.load(file)

    def wheels_of(self, manifest_digest):
        """The files of the wheels of an image, as its own lock (in its identity layer) names them."""
        identity = self.manifest(manifest_digest)["layers"][-1]["digest"]
        with tarfile.open(self.blob(identity), "r:gz") as layer:
            lock = tomllib.load(layer.extractfile("opt/datalab/pylock.toml"))
        wheels = [wheel for package in lock["packages"] for wheel in package.get("wheels", [])]
        cached = [os.path.join(self.folder, "cache/wheels/sha256", wheel["hashes"]["sha256"]) for wheel in wheels]
        return [os.path.join(folder, name) for folder in cached if os.path.isdir(folder) for name in os.listdir(folder)]

    def _keep_only_base(self):
        path = os.path.join(self.store, "index.json")
        with open(path, "rb") as file:
            index = json.load(file)
        bases = self._bases(index)
        kept = {digest for base in bases for digest in self._blobs_of(base["digest"])}
        with open(path, "w", encoding="utf-8") as file:
            json.dump(dict(index, manifests=bases), file)
        folder = os.path.join(self.store, "blobs/sha256")
        for name in os.listdir(folder):
            if f"sha256:{name}" not in kept:
                self._forget(os.path.join(folder, name))

    @staticmethod
    def _bases(index):
        return [m for m in index["manifests"] if m.get("annotations", {}).get(REFERENCE_NAME) == BASE]

    @property
    def _layer_folders(self):
        return [os.path.join(self.store, "blobs/sha256"), os.path.join(self.folder, "cache/layers")]

    def _blobs_of(self, digest):
        manifest = self.manifest(digest)
        return [digest, manifest["config"]["digest"]] + [layer["digest"] for layer in manifest["layers"]]


class Ours:
    """The product: builds a workspace into the store of a home."""

    name = "datalab"
    title = "datalab build"
    is_pushed = True

    def __init__(self, program, tools, home, workspace, scratch):
        os.makedirs(scratch, exist_ok=True)
        self.blob_info = None
        self.program = program
        self.home = home
        self.workspace = workspace
        self.scratch = scratch
        self.environment = dict(os.environ, DATALAB_HOME=home.folder, DATALAB_TOOLS=tools)
        self.digests = set()
        self.stages = []
        self.layer_size = 0
        self.reference = None
        self.manifest_digest = None
        self.package_layers = []

    def prepare(self):
        """Builds with and without the added requirement, over the network: base, wheels and index pages are known then.

        Returns: the wheels of the datalab, and those with the added requirement.
        """
        self.home.forget_layers()
        self.workspace.reset()
        digest = self.build_online()
        self.home.remember_locks()
        wheels = self.home.wheels_of(digest)
        self.workspace.add_requirement()
        return wheels, self.home.wheels_of(self.build_online())

    def build_online(self):
        """Builds, not measured; gives the image's digest."""
        return json.loads(measure.run(self.command, self.environment))["result"]["digest"]

    @property
    def command(self):
        return [self.program, "build", self.workspace.folder, "--format", "json", "--progress", "none"]

    def cold(self):
        """Wheels, base and lock known; no package layer known, nor which packages share paths."""
        self.home.forget_layers()
        self.home.restore_locks()
        sample, result = self._build()
        self.digests.add(result["digest"])
        self.stages.append({stage["stage"]: stage["seconds"] for stage in result["stages"]})
        own = [layer for layer in result["layers"] if layer["role"] in ("packages", "files", "identity")]
        self.layer_size = sum(layer["size"] for layer in own)
        self.manifest_digest = result["digest"]
        self.package_layers = [layer for layer in own if layer["role"] == "packages"]
        return sample

    def unchanged(self):
        """The same again."""
        sample, result = self._build()
        self.digests.add(result["digest"])
        return sample

    def notebook(self):
        """The same with another notebook byte."""
        return self._build()[0]

    def added(self):
        """The same with one more requirement: resolved anew from cached index pages, its wheel already downloaded."""
        return self._build()[0]

    def push(self, registry):
        """Publishes what was built last."""
        command = [self.program, "publish", self.reference, registry.place(self.name), "--progress", "none"]
        return measure.timed(command, os.path.join(self.scratch, "push.log"), self.environment)

    def _build(self):
        output = os.path.join(self.scratch, "ours.json")
        # Cached index pages are asked for again after ten minutes; a benchmark is not to depend on the network.
        environment = dict(self.environment, UV_OFFLINE="1")
        sample = measure.timed(self.command, os.path.join(self.scratch, "ours.log"), environment, output)
        with open(output, encoding="utf-8") as file:
            result = json.load(file)["result"]
        self.reference = result["reference"]
        return sample, result


class Before(Ours):
    """An earlier program, which is built with only: its home has a base of its own, which the registry has not."""

    name = "before"
    title = "datalab build, before"
    is_pushed = False
