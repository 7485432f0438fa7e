"""Behaviours of manifests: other bytes than asked for, fields that lie, documents that are too much."""

import gzip
import json

from hostile.behaviour import add, also, at
from hostile.sample import CONFIG, EVIL, INDEX, LAYER, MANIFEST, descriptor, digest_of

OTHER = json.dumps({"schemaVersion": 2, "mediaType": MANIFEST, "layers": [], "config": descriptor(CONFIG, b"{}")}).encode()
SCHEMA1 = "application/vnd.docker.distribution.manifest.v1+prettyjws"


def send(x, content, digest=None, kind=None, **headers):
    """A manifest as it is, with the digest it has unless another is said."""
    x.reply(200, content, {"Docker-Content-Digest": digest or digest_of(content), **headers}, kind or x.sample.kind)


def is_tag(x):
    return not x.reference.startswith("sha256:")


# Digests.

@at("manifest", "digest-header-lies", "pull", "refuse", "Docker-Content-Digest is another manifest's")
def digest_header_lies(x):
    send(x, x.sample.latest, digest=digest_of(OTHER))


@at("manifest", "digest-lies", "pull", "refuse", "a manifest asked for by digest has another digest", reference=lambda sample: sample.digest)
def digest_lies(x):
    send(x, x.sample.latest.replace(b'"schemaVersion"', b' "schemaVersion"'), digest=x.sample.digest)


@at("manifest", "digest-lies-in-both", "pull", "refuse", "another manifest than asked for by digest, with its own digest in the header",
    reference=lambda sample: sample.digest)
def digest_lies_in_both(x):
    send(x, OTHER)


@at("manifest", "digest-header-malformed", "pull", "refuse", "Docker-Content-Digest is no digest")
def digest_header_malformed(x):
    send(x, x.sample.latest, digest="sha256:../../etc/passwd")


@at("manifest", "digest-header-twice", "pull", "refuse", "two Docker-Content-Digest headers that disagree")
def digest_header_twice(x):
    right = ("Docker-Content-Digest", x.sample.digest)
    x.reply(200, x.sample.latest, [right, ("Docker-Content-Digest", digest_of(OTHER))], x.sample.kind)


@at("manifest", "digest-head-get-differ", "pull", "either",
    "HEAD says one digest and GET gives another manifest: a tag may move, but only one of them counts")
def digest_head_get_differ(x):
    send(x, OTHER if x.command == "HEAD" else x.sample.latest)


# Sizes and digests of the descriptors.

for name, size in {"too-small": 1, "too-large": 10_000_000, "negative": -1, "huge": (1 << 63) - 1, "beyond-64-bits": 1 << 64,
                   "beyond-double": 10 ** 400, "fraction": 1.5, "text": "1234", "null": None}.items():
    add(f"layer-size-{name}", "pull", "refuse", f"a layer's size is {name.replace('-', ' ')}",
        change=lambda sample, size=size: sample.layer(size=size))

for name, value in {"malformed": "sha256:zz", "path": "sha256:../../../../etc/passwd", "unknown-algorithm": "md5:" + "0" * 32,
                    "upper-case": "sha256:" + "AB" * 32, "short": "sha256:" + "0" * 63, "long": "sha256:" + "0" * 65,
                    "crossed": "sha512:" + "0" * 64, "newline": "sha256:" + "0" * 64 + "\n", "number": 5}.items():
    add(f"layer-digest-{name}", "pull", "refuse", f"a layer's digest is {name.replace('-', ' ')}: {value!r}"[:120],
        change=lambda sample, value=value: sample.layer(digest=value))

add("config-size-lies", "pull", "refuse", "the configuration is smaller than its descriptor says",
    change=lambda sample: sample.put(config=sample.content["config"] | {"size": 100_000}))
add("data-field-lies", "pull", "either", "the configuration's `data` is not what its digest says: it must not be used",
    change=lambda sample: sample.put(config=sample.content["config"] | {"data": "e30="}))
add("config-missing", "pull", "refuse", "the manifest has no configuration", change=lambda sample: sample.put(config=None))
add("layers-null", "pull", "refuse", "the manifest's layers are null", change=lambda sample: sample.put(layers=None))
add("layers-object", "pull", "refuse", "the manifest's layers are an object", change=lambda sample: sample.put(layers={"0": sample.content["layers"][0]}))
add("layers-10000", "pull", "either", "ten thousand descriptors of one layer",
    change=lambda sample: sample.put(layers=sample.content["layers"][:1] * 10_000))


# Kinds.

def kind(name, reason, content=None, kind=MANIFEST, expect="refuse"):
    """A document at the tag, of this Content-Type."""
    def change(sample):
        sample.tag(content(sample) if content else sample.latest, kind)
    add(name, "pull", expect, reason, change=change)


def changed(**fields):
    return lambda sample: json.dumps(sample.content | fields).encode()


kind("schema-version-1", "schemaVersion is 1 in a manifest of schema 2", changed(schemaVersion=1))
kind("schema-version-3", "schemaVersion is 3", changed(schemaVersion=3))
kind("schema-version-text", "schemaVersion is the text \"2\"", changed(schemaVersion="2"))
kind("schema1-signed", "a signed manifest of schema 1",
     lambda sample: json.dumps({"schemaVersion": 1, "name": "x", "tag": "latest", "fsLayers": [{"blobSum": digest_of(sample.layers[0])}],
                                "history": [{"v1Compatibility": "{}"}], "signatures": [{"signature": "AA"}]}).encode(), SCHEMA1)
kind("media-type-disagrees", "mediaType says index, Content-Type says manifest", changed(mediaType=INDEX))
kind("content-type-disagrees", "mediaType says manifest, Content-Type says index", kind=INDEX)
kind("content-type-html", "a web page with status 200", lambda _: b"<html><body>Please log in</body></html>", "text/html")
kind("both-layers-and-manifests", "layers and manifests in one document (CVE-2021-41190)",
     lambda sample: json.dumps({key: value for key, value in sample.content.items() if key != "mediaType"} | {"manifests": [sample.entry()]}).encode())
kind("empty-body", "a manifest of no bytes", lambda _: b"")
kind("top-level-list", "the manifest is a list", lambda _: b"[]")
kind("malformed-json", "the manifest ends in the middle", lambda sample: sample.latest[:-40])
kind("trailing-bytes", "something follows the manifest's end", lambda sample: sample.latest + b'{"layers":[]}')
kind("duplicate-keys", "the key layers stands twice", lambda sample: sample.latest[:-1] + b', "layers": []}')
kind("invalid-utf8", "an annotation is no UTF-8", lambda sample: sample.latest[:-1] + b', "annotations": {"a": "\xff\xfe"}}')
kind("byte-order-mark", "the manifest begins with a byte order mark", lambda sample: b"\xef\xbb\xbf" + sample.latest, expect="either")
kind("deep-json", "100,000 brackets", lambda sample: sample.latest[:-1] + b', "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")
kind("number-huge", "a number of a million digits", lambda sample: sample.latest[:-1] + b', "x": ' + b"9" * 1_000_000 + b"}", expect="either")
kind("manifest-100-mb", "a manifest of 100 MB", lambda sample: sample.latest[:-1] + b', "x": "' + b"x" * 100_000_000 + b'"}')


@at("manifest", "manifest-endless", "pull", "refuse", "a manifest without end")
def manifest_endless(x):
    x.reply(200) if x.command == "HEAD" else x.endless(first=x.sample.latest[:-1] + b', "x": "', kind=MANIFEST)


@at("manifest", "manifest-length-lies", "pull", "refuse", "Content-Length says more than comes")
def manifest_length_lies(x):
    x.close_connection = True
    send(x, x.sample.latest, **{"Content-Length": str(len(x.sample.latest) + 10)})


@at("manifest", "gzip-manifest", "pull", "either", "Content-Encoding gzip that nobody asked for: the digest is of the plain bytes")
def gzip_manifest(x):
    packed = gzip.compress(x.sample.latest, mtime=0)
    send(x, packed, digest=x.sample.digest, **{"Content-Encoding": "gzip"})


@at("manifest", "gzip-bomb", "pull", "refuse", "Content-Encoding gzip, 100 kB that become 100 MB")
def gzip_bomb(x):
    send(x, gzip.compress(x.sample.latest + b" " * 100_000_000, 9, mtime=0), digest=x.sample.digest, **{"Content-Encoding": "gzip"})


# Indexes.

add("index-entry-size-lies", "pull", "refuse", "the index says another size for the manifest than it has",
    change=lambda sample: sample.index([sample.entry(size=7)]))
add("index-digest-malformed", "pull", "refuse", "the index's entry has no proper digest",
    change=lambda sample: sample.index([sample.entry(digest="sha256:..")]))
add("index-no-platform-fits", "pull", "refuse", "the index has no entry for any machine of ours",
    change=lambda sample: sample.index([sample.entry(platform={"architecture": "s390x", "os": "plan9"})]))
add("index-type-disagrees", "pull", "refuse", "the index says its entry is an index, and it is a manifest",
    change=lambda sample: sample.index([sample.entry(mediaType=INDEX)]))


def many_entries(sample):
    others = [sample.entry(digest=f"sha256:{number:064x}", platform={"architecture": f"a{number}", "os": "linux"}) for number in range(9_999)]
    sample.index([*others, sample.entry()])


add("index-10000", "pull", "either", "an index of 10,000 entries, the last is the one", change=many_entries)


def indexes_in_indexes(sample):
    for _ in range(200):
        entry = descriptor(sample.kind, sample.latest, platform={"architecture": "amd64", "os": "linux"})
        sample.index([entry])


add("index-nested-200", "pull", "refuse", "200 indexes, each in the next", change=indexes_in_indexes)


@at("manifest", "index-in-itself", "pull", "refuse", "the index's entry, asked for by digest, is the index again",
    change=lambda sample: sample.index([sample.entry(mediaType=INDEX)]))
def index_in_itself(x):
    send(x, x.sample.latest, digest=None if is_tag(x) else x.reference, kind=INDEX)


# Places outside.

def layers_elsewhere(sample, kind):
    sample.layer(mediaType=kind, urls=[f"http://{EVIL['host']}/elsewhere/layers-with-urls/{digest_of(sample.layers[0])}"])


NONDISTRIBUTABLE = "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"
for name, kind_, expect in (("layers-with-urls", LAYER, "succeed"), ("layers-nondistributable", NONDISTRIBUTABLE, "either")):
    add(name, "pull", expect, "a layer names another host in `urls`: the registry's own copy counts", evil="untouched",
        change=lambda sample, kind=kind_: layers_elsewhere(sample, kind))
add("layers-only-elsewhere", "pull", "refuse", "a layer is only to be had from the other host in `urls`", evil="untouched",
    change=lambda sample: layers_elsewhere(sample, LAYER))


@also("blob", "layers-only-elsewhere")
def layers_only_elsewhere(x):
    if x.reference == digest_of(x.sample.config):
        return x.get_blob()
    x.error(404, "BLOB_UNKNOWN")
