"""The small image every hostile repository holds: well formed, until a behaviour changes it."""

import gzip
import hashlib
import io
import json
import tarfile

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
# The other host, once its port is known.
EVIL = {"host": "localhost:1"}


def digest_of(content, algorithm="sha256"):
    return f"{algorithm}:{hashlib.new(algorithm, content).hexdigest()}"


def descriptor(kind, content, **more):
    return {"mediaType": kind, "digest": digest_of(content), "size": len(content), **more}


def archive(name, content):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as file:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        file.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def noise(size):
    """The same bytes each time, which do not compress: what trickles or is cut takes its time."""
    return b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(size // 32))


class Sample:
    """`blobs` and `manifests` by digest, `latest` the manifest of the tag, `kind` its Content-Type."""

    def __init__(self):
        plain = [archive("one", noise(16_384)), archive("two", bytes(range(256)) * 64)]
        self.layers = [gzip.compress(one, 6, mtime=0) for one in plain]
        self.config = json.dumps({"architecture": "amd64", "os": "linux", "config": {"Env": ["PATH=/usr/bin:/bin"]},
                                  "rootfs": {"type": "layers", "diff_ids": [digest_of(one) for one in plain]}}).encode()
        self.blobs = {digest_of(one): one for one in [self.config, *self.layers]}
        self.manifests, self.kinds = {}, {}
        self.content = {"schemaVersion": 2, "mediaType": MANIFEST, "config": descriptor(CONFIG, self.config),
                        "layers": [descriptor(LAYER, one) for one in self.layers]}
        self.tag(json.dumps(self.content).encode(), MANIFEST)

    def keep(self, content, kind):
        """Keeps a manifest under its digest, which is given."""
        digest = digest_of(content)
        self.manifests[digest], self.kinds[digest] = content, kind
        return digest

    def tag(self, content, kind=MANIFEST):
        """Makes this the manifest of the tag."""
        self.latest, self.kind = content, kind
        self.digest = self.keep(content, kind)

    def layer(self, **changes):
        """The manifest with another first layer."""
        self.content["layers"][0] |= changes
        self.tag(json.dumps(self.content).encode())

    def put(self, **changes):
        """The manifest with other fields."""
        self.tag(json.dumps(self.content | changes).encode(), self.kind)

    def index(self, entries):
        """An index at the tag."""
        self.tag(json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries}).encode(), INDEX)

    def entry(self, **changes):
        """The descriptor of the image's manifest, for an index."""
        platform = {"architecture": "amd64", "os": "linux"}
        return descriptor(MANIFEST, json.dumps(self.content).encode(), platform=platform) | changes
