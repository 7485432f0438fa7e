"""Our package layers against the same tars compressed by `gzip -6`, unpacked by podman and by umoci."""

import concurrent.futures
import hashlib
import json
import os
import shutil
import subprocess
import tempfile

import measure
from registry import BlobInfoCache

KINDS = {"ours": "our layers", "gzip": "gzip -6"}
TOOLS = {"podman": "podman pull", "umoci": "umoci unpack"}
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"


class Unpacking:
    """Two images with the package layers of an image of ours and nothing below them, so that nothing dilutes the ratio."""

    def __init__(self, folder, home, manifest_digest, package_layers):
        self.folder = folder
        self.home = home
        self.manifest = home.manifest(manifest_digest)
        self.layers = [layer["digest"] for layer in package_layers]
        os.makedirs(folder)
        self.blob_info = BlobInfoCache(folder)
        self.sizes = {}

    def prepare(self):
        """Writes both images as OCI layouts; the tars are recompressed one per processor."""
        with open(self.home.blob(self.manifest["config"]["digest"]), "rb") as file:
            config = json.load(file)
        places = {layer["digest"]: place for place, layer in enumerate(self.manifest["layers"])}
        diff_ids = [config["rootfs"]["diff_ids"][places[digest]] for digest in self.layers]
        config["rootfs"]["diff_ids"] = diff_ids
        config.pop("history", None)
        for kind, write in {"ours": self._link, "gzip": self._recompress}.items():
            blobs = os.path.join(self._layout(kind), "blobs/sha256")
            os.makedirs(blobs)
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                layers = list(pool.map(lambda digest: write(digest, blobs), self.layers))
            self.sizes[kind] = sum(layer["size"] for layer in layers)
            write_layout(self._layout(kind), config, layers)

    def measure(self, repeat, say):
        """The samples by (tool, kind); the kinds take turns, and which one is first does too."""
        samples = {}
        for number in range(repeat):
            for tool in TOOLS:
                for kind in sorted(KINDS, reverse=number % 2 == 0):
                    sample = getattr(self, f"_{tool}")(kind)
                    samples.setdefault((tool, kind), []).append(sample)
                    say(f"{TOOLS[tool]}: {KINDS[kind]}: {sample.seconds:.3f} s")
        return samples

    def _podman(self, kind):
        """Pulls the image from its layout into an empty storage."""
        storage = os.path.join(self.folder, "storage")
        self.blob_info.reset()
        # podman takes no path of more than 50 characters for what it keeps of a running system, and makes a layout's path an
        # image's name, which most paths cannot be: so the path is relative.
        with tempfile.TemporaryDirectory(prefix="datalab-bench-") as run:
            folders = ["--storage-driver", "overlay", "--root", storage, "--runroot", run]
            command = ["podman"] + folders + ["pull", "-q", f"oci:{kind}:benchmark"]
            return self._timed(self.blob_info.command(command), storage)

    def _umoci(self, kind):
        """Unpacks the image into an empty folder."""
        bundle = os.path.join(self.folder, "bundle")
        return self._timed(["umoci", "unpack", "--image", f"{kind}:benchmark", bundle], bundle)

    def _timed(self, command, written):
        """Measures a command with nothing left to be written to disk by an earlier one; removes the folder it wrote."""
        os.sync()
        sample = measure.timed(command, os.path.join(self.folder, "log"), folder=self.folder)
        measure.unmount_below(written)
        shutil.rmtree(written)
        return sample

    def _layout(self, kind):
        return os.path.join(self.folder, kind)

    def _link(self, digest, blobs):
        """The layer as it is."""
        path = os.path.join(blobs, digest.split(":")[1])
        os.link(self.home.blob(digest), path)
        return {"mediaType": LAYER, "digest": digest, "size": os.path.getsize(path)}

    def _recompress(self, digest, blobs):
        """The layer's tar, compressed by `gzip -6`."""
        partial = os.path.join(blobs, "partial-" + digest.split(":")[1])
        with open(partial, "wb") as output:
            plain = subprocess.Popen(["gzip", "-dc", self.home.blob(digest)], stdout=subprocess.PIPE)
            packed = subprocess.run(["gzip", "-6", "-n"], stdin=plain.stdout, stdout=output, check=False)
            plain.stdout.close()
        if plain.wait() != 0 or packed.returncode != 0:
            raise measure.CommandFailed(f"gzip: {digest} cannot be recompressed")
        with open(partial, "rb") as file:
            name = hashlib.file_digest(file, "sha256").hexdigest()
        os.rename(partial, os.path.join(blobs, name))
        return {"mediaType": LAYER, "digest": f"sha256:{name}", "size": os.path.getsize(os.path.join(blobs, name))}


def write_layout(folder, config, layers):
    """Completes an OCI layout whose layers are in place, with one image named `benchmark`."""
    described = write_blob(folder, CONFIG, config)
    manifest = {"schemaVersion": 2, "mediaType": MANIFEST, "config": described, "layers": layers}
    named = write_blob(folder, MANIFEST, manifest)
    named["annotations"] = {"org.opencontainers.image.ref.name": "benchmark"}
    for name, content in {
        "oci-layout": {"imageLayoutVersion": "1.0.0"},
        "index.json": {"schemaVersion": 2, "manifests": [named]},
    }.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(content, file)


def write_blob(folder, media_type, value):
    """Writes a value as JSON into a layout; gives its descriptor."""
    content = json.dumps(value).encode()
    digest = hashlib.sha256(content).hexdigest()
    with open(os.path.join(folder, "blobs/sha256", digest), "wb") as file:
        file.write(content)
    return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(content)}
