"""Debian's docker-registry on a loopback port, and pushing into it."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

import measure

REPOSITORY = "benchmark"
CONFIGURATION = """\
version: 0.1
log: {{level: error, accesslog: {{disabled: true}}}}
storage: {{filesystem: {{rootdirectory: {storage}}}}}
http: {{addr: "{address}"}}
"""
# Where skopeo, buildah and podman remember, as root, which blob is where and what it is uncompressed. It cannot be configured.
BLOB_INFO_CACHE = "/var/lib/containers/cache"
IN_PRIVATE = f'mount --bind "$0" {BLOB_INFO_CACHE} && exec "$@"'
MEDIA_TYPES = "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json"


class Registry:
    """A registry of the benchmark's own, which holds the base and can be put back to holding nothing else."""

    def __init__(self, folder):
        self.folder = folder
        self.storage = os.path.join(folder, "storage")
        self.seed = os.path.join(folder, "seed")
        self.process = None
        os.makedirs(folder)
        # The port stays the same, since what clients remember of a registry is by its address.
        self.address = f"127.0.0.1:{free_port()}"
        with open(self._configuration, "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(storage=self.storage, address=self.address))

    def prepare(self, base):
        """Starts with a base in it, which each `reset` brings back; `base` is an image as skopeo names it."""
        self.start()
        measure.run(["skopeo", "copy", "-q", "--dest-tls-verify=false", base, self.target("base")])
        self.stop()
        shutil.copytree(self.storage, self.seed)
        self.start()

    def reset(self):
        """Holds the base and nothing else."""
        self.stop()
        shutil.rmtree(self.storage)
        shutil.copytree(self.seed, self.storage)
        self.start()

    def start(self):
        """Starts the registry, and waits until it answers."""
        with open(os.path.join(self.folder, "log"), "ab") as log:
            command = ["docker-registry", "serve", self._configuration]
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        end = time.monotonic() + 20
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise measure.CommandFailed(f"docker-registry does not answer: see {self.folder}/log")
            time.sleep(0.05)

    def stop(self):
        """Ends the process this object started, if any."""
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process = None

    def place(self, tag):
        """An image of this registry as `datalab publish` names it."""
        return f"{self.address}/{REPOSITORY}:{tag}"

    def target(self, tag):
        """An image of this registry as skopeo and buildah name it."""
        return f"docker://{self.place(tag)}"

    def manifest(self, tag):
        """The bytes of an image's manifest."""
        address = f"http://{self.address}/v2/{REPOSITORY}/manifests/{tag}"
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": MEDIA_TYPES})) as answer:
            return answer.read()

    def digest(self, tag):
        """The digest of an image."""
        return "sha256:" + hashlib.sha256(self.manifest(tag)).hexdigest()

    def layers(self, tag):
        """The layers of an image, as its manifest describes them."""
        return json.loads(self.manifest(tag))["layers"]

    def own_layers_size(self, tag):
        """The bytes of an image's layers above the base, which is held to be the registry's: else a push moved it too."""
        base, layers = self.layers("base"), self.layers(tag)
        if [layer["digest"] for layer in layers[: len(base)]] != [layer["digest"] for layer in base]:
            raise measure.CommandFailed(f"the image that {tag} pushed is not on the base that the registry has")
        return sum(layer["size"] for layer in layers[len(base) :])

    def _answers(self):
        try:
            with urllib.request.urlopen(f"http://{self.address}/v2/"):
                return True
        except urllib.error.URLError:
            return False

    @property
    def _configuration(self):
        return os.path.join(self.folder, "config.yml")


class BlobInfoCache:
    """A cache of a tool's own for what it knows of blobs in registries; else one tool's push would shorten another's."""

    def __init__(self, folder):
        self.folder = os.path.join(folder, "blob-info")
        self.seed = os.path.join(folder, "blob-info-seed")
        os.makedirs(self.folder)
        os.makedirs(BLOB_INFO_CACHE, exist_ok=True)

    def command(self, command):
        """A command, in a mount namespace where this cache is the only one (a few ms more)."""
        return ["unshare", "--mount", "sh", "-c", IN_PRIVATE, self.folder] + command

    def keep(self):
        """Remembers what is known now."""
        shutil.copytree(self.folder, self.seed)

    def reset(self):
        """Knows what was kept, and nothing of later pushes."""
        shutil.rmtree(self.folder)
        if os.path.isdir(self.seed):
            shutil.copytree(self.seed, self.folder)
        else:
            os.makedirs(self.folder)


def free_port():
    """A port of the loopback interface that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
