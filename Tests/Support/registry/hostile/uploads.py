"""Behaviours of pushing: where an upload goes, how far it says it is, what it says at the end."""

from hostile.behaviour import PASS, also, at


def start(name, location, reason, expect="refuse", **more):
    """POST answers with this Location (None: without one); in it stand {evil}, {http}, {base}, {name} and {id}."""
    @at("start", name, "push", expect, reason, **more)
    def hook(x):
        if location is None:
            return x.start(Location=None)
        identity = x.hostile.store.begin(x.repository)
        text = location.format(evil=x.evil_host, http=x.hostile.address["http"], base=x.base, name=x.repository, id=identity)
        x.accepted(202, identity, Location=text)


start("post-without-location", None, "202 to a POST without Location")
start("location-empty", "", "Location is empty")
start("location-file", "file:///tmp/{id}", "Location is a file", auth=True)
start("location-other-host", "http://{evil}/v2/{name}/blobs/uploads/{id}", "Location is on another host: it may see no Authorization", "either",
      evil="anonymous", auth=True)
start("location-slashes", "//{evil}/v2/{name}/blobs/uploads/{id}", "Location is //host: it may see no Authorization", "either", evil="anonymous", auth=True)
start("location-credentials", "http://user:secret@{evil}/v2/{name}/blobs/uploads/{id}", "Location has credentials in it", evil="anonymous", auth=True)
start("location-https-to-http", "http://{evil}/v2/{name}/blobs/uploads/{id}", "Location leads from https to http", evil="untouched", auth=True, scheme="https")
start("location-https-to-own-http", "http://{http}/v2/{name}/blobs/uploads/{id}", "Location leads from https to http on the same machine", auth=True,
      scheme="https")
start("location-dots", "{base}/v2/{name}/../../token/../v2/{name}/blobs/uploads/{id}", "Location has .. in it", "either")
start("location-blank", "/v2/{name}/blobs/uploads/{id} HTTP/1.1\tX-Injected: yes", "Location has blanks in it")
start("location-fragment", "/v2/{name}/blobs/uploads/{id}?a=b#fragment", "Location has a fragment, which is not to be sent", "succeed")
start("location-has-digest", "/v2/{name}/blobs/uploads/{id}?digest=sha256:" + "0" * 64, "Location has a digest in its query already", "either")
start("location-long", "/v2/{name}/blobs/uploads/{id}?" + "x" * 60_000, "Location has 60,000 characters", "either")


def chunk_minimum(name, value, expect="either"):
    """OCI-Chunk-Min-Length is this text."""
    @at("start", name, "push", expect, f"OCI-Chunk-Min-Length is {value}: no buffer of that size may be made")
    def hook(x):
        x.start(**{"OCI-Chunk-Min-Length": value})


chunk_minimum("chunk-minimum-huge", "999999999999999999")
chunk_minimum("chunk-minimum-negative", "-1")
chunk_minimum("chunk-minimum-text", "many")
chunk_minimum("chunk-minimum-beyond-64-bits", str(1 << 70))


@at("start", "post-says-created", "push", "refuse", "201 to the POST that only begins an upload")
def post_says_created(x):
    x.reply(201, b"", {"Location": f"/v2/{x.repository}/blobs/x"})


@at("start", "post-never", "push", "refuse", "503 to every POST")
def post_never(x):
    x.error(503, "UNAVAILABLE")


# How far an upload is.

@at("patch", "range-beyond", "push", "refuse", "PATCH says that more has come than was sent")
def range_beyond(x):
    if x.receive():
        x.accepted(202, x.reference, Range="0-99999999")


@also("status", "range-beyond")
def range_beyond_status(x):
    x.accepted(204, x.reference, Range="0-99999999")


@at("patch", "range-stands", "push", "refuse", "PATCH and GET say for ever that one byte has come")
def range_stands(x):
    x.reply(202, b"", {"Location": x.location(x.reference), "Range": "0-0"})


@also("status", "range-stands")
def range_stands_status(x):
    x.reply(204, b"", {"Location": x.location(x.reference), "Range": "0-0"})


@also("put", "range-stands")
def range_stands_put(x):
    x.reply(416, b"", {"Location": x.location(x.reference), "Range": "0-0"})


@at("patch", "patch-416-forever", "push", "refuse", "416 to every PATCH and PUT")
def patch_416(x):
    x.accepted(416, x.reference)


@also("put", "patch-416-forever")
def put_416(x):
    x.accepted(416, x.reference)


def patch_range(name, value, expect):
    """PATCH answers with this Range."""
    @at("patch", name, "push", expect, f"PATCH answers Range {value!r}")
    def hook(x):
        if x.receive():
            x.accepted(202, x.reference, Range=value)


patch_range("range-text", "everything", "refuse")
patch_range("range-negative", "0--5", "refuse")
patch_range("range-beyond-64-bits", "0-99999999999999999999999", "refuse")
patch_range("range-not-from-0", "5-10", "refuse")
patch_range("range-missing", None, "either")


@at("patch", "patch-without-location", "push", "either", "202 to a PATCH without Location")
def patch_nowhere(x):
    x.patch(Location=None)


@at("patch", "patch-other-host", "push", "either", "the Location after a PATCH is on another host: it may see no Authorization", evil="anonymous", auth=True)
def patch_other_host(x):
    x.patch(Location=f"{x.evil}/v2/{x.repository}/blobs/uploads/{x.reference}")


@at("patch", "patch-500-forever", "push", "refuse", "500 to every PATCH and PUT")
def patch_500(x):
    x.error(500, "UNKNOWN")


@also("put", "patch-500-forever")
def put_500(x):
    x.error(500, "UNKNOWN")


@at("patch", "session-vanishes", "push", "refuse", "the upload is unknown as soon as it has begun, always")
def session_vanishes(x):
    x.error(404, "BLOB_UPLOAD_UNKNOWN")


for point in ("put", "status"):
    also(point, "session-vanishes")(session_vanishes)


# The end.

@at("put", "put-other-digest", "push", "refuse", "201 to a PUT, with another blob's digest")
def put_other(x):
    x.put(**{"Docker-Content-Digest": "sha256:" + "0" * 64})


@at("put", "put-says-accepted", "push", "refuse", "202 to the PUT that ends an upload, and the blob never is there")
def put_accepted(x):
    for _ in x.pieces():
        pass
    x.accepted(202, x.reference)


@at("put", "put-loses-blob", "push", "refuse", "201 to the PUT, but the blob is not there: the manifest is refused")
def put_loses(x):
    for _ in x.pieces():
        pass
    x.created(x.query.get("digest", ""))


@at("put-manifest", "manifest-other-digest", "push", "refuse", "201 to the manifest, with another digest")
def manifest_other(x):
    x.put_manifest(**{"Docker-Content-Digest": "sha256:" + "0" * 64})


@at("put-manifest", "manifest-too-large", "push", "refuse", "413 to every manifest")
def manifest_too_large(x):
    x.error(413, "SIZE_INVALID", "manifests here have at most 10 bytes")


@at("put-manifest", "subject-lies", "push", "either", "OCI-Subject names another subject than was pushed")
def subject_lies(x):
    x.put_manifest(**{"OCI-Subject": "sha256:" + "0" * 64})


@at("blob-head", "head-size-lies", "push", "either", "HEAD says that every blob is here, with a size of 3: it is to be uploaded or refused")
def head_size_lies(x):
    if x.hostile.store.blob(x.repository, x.reference):
        return PASS
    x.reply(200, b"", {"Content-Length": "3", "Docker-Content-Digest": x.reference})


@at("blob-head", "head-digest-lies", "push", "either", "HEAD says that every blob is here, with another digest")
def head_digest_lies(x):
    if x.hostile.store.blob(x.repository, x.reference):
        return PASS
    x.reply(200, b"", {"Docker-Content-Digest": "sha256:" + "0" * 64})


@at("mount", "mount-lies", "mount", "either", "201 to a mount of something that is not here: the manifest is refused")
def mount_lies(x):
    x.created(x.query["mount"])


@at("mount", "mount-other-digest", "mount", "either", "201 to a mount, with another blob's digest")
def mount_other(x):
    x.created("sha256:" + "0" * 64)


@at("mount", "mount-accepted-nowhere", "mount", "refuse", "202 to a mount, without Location")
def mount_nowhere(x):
    x.start(Location=None)


# What is sent stays here: a redirect to another host carries nothing of it.

def sent_on(point, status):
    """This status sends what was to come here to another host."""
    @at(point, f"{point}-sent-on-{status}", "push", "refuse", f"{point} is redirected to another host by {status}: nothing of it may go there",
        evil="untouched", auth=True)
    def hook(x):
        x.close_connection = True
        x.body()
        x.redirect(f"{x.evil}/v2/{x.repository}/blobs/uploads/{point}-sent-on-{status}", status)


for point_ in ("patch", "put", "put-manifest"):
    for status_ in (302, 307, 308):
        sent_on(point_, status_)


# 100 Continue. The client asks with `Expect: 100-continue`, or not at all.

@at("patch", "continue-1000", "push", "either", "100 Continue a thousand times")
def continue_many(x):
    x.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)
    return PASS


@at("patch", "continue-endless", "push", "refuse", "100 Continue without end")
def continue_endless(x):
    x.close_connection, sent = True, 0
    while sent < x.hostile.limit:
        x.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
        sent += 2500


@at("patch", "continue-never", "push", "either", "417 to Expect, always")
def continue_never(x):
    if not x.headers.get("Expect"):
        return PASS
    x.close_connection = True
    x.head("HTTP/1.1 417 Expectation Failed", [("Content-Length", "0"), ("Connection", "close")])


@at("patch", "switches-protocols", "push", "refuse", "101 Switching Protocols that nobody asked for")
def switches(x):
    x.raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\nConnection: Upgrade\r\n\r\nhello\n")


@at("patch", "early-hints", "push", "succeed", "103 Early Hints before the answer")
def early_hints(x):
    x.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n")
    return PASS


for point in ("put", "start"):
    for name, function in (("continue-1000", continue_many), ("continue-endless", continue_endless), ("switches-protocols", switches),
                           ("early-hints", early_hints)):
        also(point, name)(function)
