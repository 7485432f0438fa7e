"""Behaviours of blobs: their bytes, their length, and where a redirect leads."""

import gzip

from hostile.behaviour import PASS, at
from hostile.exchange import PIECE
from hostile.sample import digest_of


def layer(function):
    """Only the layers misbehave: the configuration comes as it should."""
    def hook(x):
        if x.command == "HEAD" or x.reference == digest_of(x.sample.config):
            return PASS
        return function(x, x.sample.blobs.get(x.reference, b""))
    return hook


def blob(name, reason, expect="refuse", **more):
    """A behaviour of the layers' blobs."""
    def decorate(function):
        at("blob", name, "pull", expect, reason, **more)(layer(function))
        return function
    return decorate


def send(x, content, **headers):
    x.reply(200, content, {"Docker-Content-Digest": x.reference, **headers}, "application/octet-stream")


@blob("blob-short", "a blob shorter than its descriptor says")
def blob_short(x, content):
    send(x, content[:-10])


@blob("blob-long", "a blob longer than its descriptor says, which begins rightly")
def blob_long(x, content):
    send(x, content + b"more")


@blob("blob-wrong-bytes", "a blob of the right size and with one wrong bit")
def blob_wrong(x, content):
    send(x, content[:50] + bytes([content[50] ^ 1]) + content[51:])


@blob("blob-empty", "a blob of no bytes")
def blob_empty(x, content):
    send(x, b"")


@blob("blob-cut-always", "the connection always ends in the middle of a blob, and Range is ignored")
def blob_cut(x, content):
    x.close_connection = True
    x.head("HTTP/1.1 200 OK", [("Content-Length", str(len(content)))])
    x.wfile.write(content[:len(content) // 2])


@blob("blob-endless", "a blob in chunks without end")
def blob_endless(x, content):
    x.endless(first=content, kind="application/octet-stream")


@blob("blob-length-lies", "Content-Length says a terabyte, and zeros come")
def blob_length_lies(x, content):
    x.close_connection = True
    x.head("HTTP/1.1 200 OK", [("Content-Length", str(1 << 40))])
    sent = 0
    while sent < x.hostile.limit:
        x.wfile.write(bytes(PIECE))
        sent += PIECE


@blob("blob-digest-header-lies", "the bytes are right, Docker-Content-Digest is not", expect="either")
def blob_header_lies(x, content):
    x.reply(200, content, {"Docker-Content-Digest": "sha256:" + "0" * 64}, "application/octet-stream")


@blob("blob-missing", "the manifest's layer is not there")
def blob_missing(x, content):
    x.error(404, "BLOB_UNKNOWN")


@blob("blob-range-unasked", "206 with another part than was asked for")
def blob_range(x, content):
    x.reply(206, content[10:], {"Content-Range": f"bytes 10-{len(content) - 1}/{len(content)}"}, "application/octet-stream")


@blob("blob-resume-lies", "the first answer is cut; asked for the rest, the server says the right Content-Range and sends the beginning")
def blob_resume(x, content):
    if not x.headers.get("Range"):
        return blob_cut(x, content)
    start = int(x.headers["Range"].split("=")[1].split("-")[0])
    x.reply(206, content[:len(content) - start], {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"}, "application/octet-stream")


@blob("blob-gzip-encoded", "Content-Encoding gzip around a layer that nobody asked for", expect="either")
def blob_gzip(x, content):
    send(x, gzip.compress(content, mtime=0), **{"Content-Encoding": "gzip"})


@blob("blob-trickles", "a byte a second, for ever")
def blob_trickles(x, content):
    x.close_connection = True
    x.head("HTTP/1.1 200 OK", [("Content-Length", str(len(content)))])
    x.trickle(content)


# Redirects. The repository wants a token, so that there is an Authorization to lose.

def redirect(name, target, reason, expect="refuse", evil="untouched", scheme="http"):
    """Blobs are elsewhere; in the target stand {evil}, {base}, {http}, {name} and {digest}."""
    @blob(name, reason, expect=expect, evil=evil, auth=True, scheme=scheme)
    def hook(x, content):
        text = target.format(evil=x.evil_host, base=x.base, http=x.hostile.address["http"], name=name, digest=x.reference)
        x.redirect(text)


redirect("redirect-file", "file:///etc/passwd", "to a file")
redirect("redirect-ftp", "ftp://{evil}/{digest}", "to ftp")
redirect("redirect-gopher", "gopher://{evil}/_{digest}", "to gopher")
redirect("redirect-dict", "dict://{evil}/d:{digest}", "to dict")
redirect("redirect-data", "data:application/octet-stream;base64,AAAA", "to a data URL")
redirect("redirect-unix", "http://%2Ftmp%2Fsocket/{digest}", "to a host that is a path")
redirect("redirect-https-to-http", "http://{evil}/elsewhere/{name}/{digest}", "from https to http", scheme="https")
redirect("redirect-other-host", "http://{evil}/elsewhere/{name}/{digest}", "to another host: it may see no Authorization", "succeed", "anonymous")
redirect("redirect-other-host-308", "HTTP://{evil}/elsewhere/{name}/{digest}?signature=a%2Bb", "to another host, scheme in capitals", "succeed", "anonymous")
redirect("redirect-slashes", "//{evil}/elsewhere/{name}/{digest}", "to //host, which is another host: it may see no Authorization", "succeed", "anonymous")
redirect("redirect-backslashes", "/\\{evil}/elsewhere/{name}/{digest}", "to /\\host, which some readers take for a host", "refuse", "anonymous")
redirect("redirect-credentials", "http://user:secret@{evil}/elsewhere/{name}/{digest}", "to a URL with credentials in it", "refuse", "anonymous")
redirect("redirect-host-trick", "http://127.0.0.1@{evil}/elsewhere/{name}/{digest}", "to a host that stands behind an @", "refuse", "anonymous")
redirect("redirect-fragment-trick", "http://{evil}#@127.0.0.1/{digest}", "to a host before a fragment that looks like one", "refuse", "anonymous")
redirect("redirect-no-host", "http:///{digest}", "to no host")
redirect("redirect-bad-port", "http://localhost:99999/{digest}", "to a port that does not exist")
redirect("redirect-empty", "", "to nothing")
redirect("redirect-itself", "{base}/v2/{name}/blobs/{digest}", "to the same place, for ever")


@blob("redirect-chain", "a chain of redirects without end, each to a new place", auth=True)
def redirect_chain(x, content):
    x.redirect(f"{x.base}/v2/redirect-chain/blobs/{x.reference}?n={int(x.query.get('n', '0')) + 1}")


@blob("redirect-header-injection", "Location with bytes that would be a header", auth=True, evil="untouched")
def redirect_injection(x, content):
    x.redirect(f"{x.base}/v2/redirect-header-injection/blobs/x\rX-Injected: yes")


@blob("redirect-without-location", "307 without Location", auth=True)
def redirect_nowhere(x, content):
    x.reply(307)


@blob("redirect-two-locations", "two Locations that disagree", auth=True, evil="anonymous")
def redirect_two(x, content):
    name = "redirect-two-locations"
    x.reply(307, b"", [("Location", f"{x.base}/v2/{name}/blobs/{x.reference}?again"), ("Location", f"{x.evil}/elsewhere/{name}/{x.reference}")])


@at("manifest", "redirect-manifest", "pull", "either", "the manifest is on another host: it may see no Authorization", auth=True, evil="anonymous")
def redirect_manifest(x):
    x.redirect(f"{x.evil}/elsewhere/redirect-manifest/manifests/{x.reference}")
