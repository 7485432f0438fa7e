"""The conforming registry (distribution-spec 1.1, with resumable uploads) that behaviours break in one place each."""

import json
import os
import re
import urllib.parse

from hostile.behaviour import Behaviour
from hostile.exchange import PIECE, Exchange
from hostile.sample import digest_of

PLACES = [
    ("manifests", re.compile(r"^/v2/(.+)/manifests/([^/]+)$")),
    ("uploads", re.compile(r"^/v2/(.+)/blobs/uploads/([^/]*)$")),
    ("blobs", re.compile(r"^/v2/(.+)/blobs/([^/]+)$")),
    ("tags", re.compile(r"^/v2/(.+)/tags/(list)$")),
    ("referrers", re.compile(r"^/v2/(.+)/referrers/([^/]+)$")),
]
BLOB = "application/octet-stream"


class Registry(Exchange):
    """The registry's own ports, http and https, and the token server at /token/NAME."""

    def play(self):
        self.behaviour = self.behaviour_of()
        self.sample = (self.behaviour or Behaviour("", "", "", "")).sample() if self.behaviour else None
        if self.route.startswith("/token"):
            return self.hooked("token") or self.token()
        if self.route in ("/v2", "/v2/"):
            return self.refused() or self.hooked("answer") or self.hooked("ping") or self.reply(200, {})
        for place, pattern in PLACES:
            if match := pattern.match(self.route):
                self.repository, self.reference = match.groups()
                return self.refused() or self.hooked("answer") or getattr(self, place)()
        self.error(404, "NAME_UNKNOWN")

    # Tokens.

    def refused(self):
        """Asks for a token if the behaviour wants one; whether it did."""
        if not self.behaviour or not self.behaviour.auth:
            return False
        if self.headers.get("Authorization") == f"Bearer {self.token_text()}":
            return False
        if not self.hooked("challenge"):
            self.challenge(f'Bearer {self.parameters()}')
        return True

    def token_text(self):
        return f"token-of-{self.behaviour.name}"

    def parameters(self, realm=None):
        """A challenge's parameters, with the realm of this server unless another is given."""
        realm = f"{self.base}/token/{self.behaviour.name}" if realm is None else realm
        scope = f',scope="repository:{self.repository}:pull,push"' if getattr(self, "repository", None) else ""
        return f'realm="{realm}",service="hostile"{scope}'

    def challenge(self, *values):
        self.reply(401, {"errors": [{"code": "UNAUTHORIZED", "message": "a token is needed"}]}, [("WWW-Authenticate", one) for one in values])

    def token(self, **changes):
        """The token server's answer; None leaves a field out."""
        content = {"token": self.token_text() if self.behaviour else "token", "expires_in": 300} | changes
        self.reply(200, {name: value for name, value in content.items() if value is not None})

    # Manifests.

    def manifests(self):
        if self.command == "PUT":
            return self.hooked("put-manifest") or self.put_manifest()
        if self.command not in ("GET", "HEAD"):
            return self.error(405, "UNSUPPORTED")
        self.hooked("manifest") or self.get_manifest()

    def found_manifest(self):
        """(content, kind) of what was pushed, else of the sample image."""
        found = self.hostile.store.manifest(self.repository, self.reference)
        if found or not self.sample:
            return found
        if self.reference == "latest":
            return self.sample.latest, self.sample.kind
        content = self.sample.manifests.get(self.reference)
        return content and (content, self.sample.kinds[self.reference])

    def get_manifest(self):
        found = self.found_manifest()
        if not found:
            return self.error(404, "MANIFEST_UNKNOWN")
        self.reply(200, found[0], [("Docker-Content-Digest", digest_of(found[0], self.algorithm()))], found[1])

    def algorithm(self):
        """What a manifest is known by: the algorithm of the digest that was asked for, SHA-256 for a tag."""
        return "sha512" if self.reference.startswith("sha512:") else "sha256"

    def put_manifest(self, **changes):
        """Accepts a manifest whose blobs are here; `changes` are other headers to answer."""
        content = self.body()
        try:
            manifest = json.loads(content)
        except ValueError:
            return self.error(400, "MANIFEST_INVALID")
        wanted = [one["digest"] for one in [manifest.get("config"), *(manifest.get("layers") or [])] if one]
        missing = [one for one in wanted if not self.blob_size(one)]
        if missing:
            return self.error(404, "MANIFEST_BLOB_UNKNOWN", missing[0])
        digest = digest_of(content, self.algorithm())
        if ":" in self.reference and self.reference != digest:
            return self.error(400, "DIGEST_INVALID")
        kind = self.headers.get("Content-Type", manifest.get("mediaType", ""))
        self.hostile.store.put_manifest(self.repository, self.reference, content, kind)
        headers = {"Location": f"/v2/{self.repository}/manifests/{digest}", "Docker-Content-Digest": digest}
        headers |= {"OCI-Subject": manifest["subject"]["digest"]} if manifest.get("subject") else {}
        self.reply(201, b"", headers | changes)

    # Blobs.

    def blobs(self):
        if self.command == "HEAD" and self.hooked("blob-head"):
            return
        if self.command not in ("GET", "HEAD"):
            return self.error(405, "UNSUPPORTED")
        self.hooked("blob") or self.get_blob()

    def blob_size(self, digest):
        """(size,) of a blob that is here, none otherwise."""
        path = self.hostile.store.blob(self.repository, digest)
        if path:
            return (os.path.getsize(path),)
        return (len(self.sample.blobs[digest]),) if self.sample and digest in self.sample.blobs else None

    def blob_content(self, start, count):
        path = self.hostile.store.blob(self.repository, self.reference)
        if not path:
            yield self.sample.blobs[self.reference][start:start + count]
            return
        with open(path, "rb") as file:
            file.seek(start)
            while count and (piece := file.read(min(PIECE, count))):
                count -= len(piece)
                yield piece

    def get_blob(self):
        """The blob or, when asked by Range, the part of it."""
        found = self.blob_size(self.reference)
        if not found:
            return self.error(404, "BLOB_UNKNOWN")
        start, end, status = 0, found[0], 200
        headers = [("Docker-Content-Digest", self.reference), ("Content-Type", BLOB), ("Accept-Ranges", "bytes")]
        if match := re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", "")):
            start, status = int(match[1]), 206
            end = min(end, int(match[2]) + 1 if match[2] else end)
            if start >= end:
                return self.reply(416, b"", [("Content-Range", f"bytes */{found[0]}")])
            headers.append(("Content-Range", f"bytes {start}-{end - 1}/{found[0]}"))
        self.head(f"HTTP/1.1 {status} OK", [*headers, ("Content-Length", str(end - start))])
        if self.command == "GET":
            for piece in self.blob_content(start, end - start):
                self.wfile.write(piece)

    # Uploads.

    def uploads(self):
        point = {"POST": "start", "PATCH": "patch", "PUT": "put", "GET": "status", "DELETE": "cancel"}.get(self.command)
        if point is None:
            return self.error(405, "UNSUPPORTED")
        if self.command == "POST" and "mount" in self.query and self.hooked("mount"):
            return
        self.hooked(point) or getattr(self, point)()

    def location(self, identity):
        return f"/v2/{self.repository}/blobs/uploads/{identity}?state=a%2Fb"

    def start(self, **changes):
        """POST: a mount, a whole blob, or the beginning of an upload; `changes` are other headers (None: without)."""
        query, store = self.query, self.hostile.store
        if "mount" in query and store.mount(query.get("from", ""), self.repository, query["mount"]):
            return self.created(query["mount"])
        identity = store.begin(self.repository)
        if "digest" in query:
            self.reference = identity
            return self.put()
        self.accepted(202, identity, **changes)

    def accepted(self, status, identity, **changes):
        """The answer that says how far the upload is."""
        path = self.hostile.store.upload(self.repository, identity)
        size = os.path.getsize(path)
        headers = {"Location": self.location(identity), "Range": f"0-{max(0, size - 1)}", "Docker-Upload-UUID": identity} | changes
        self.reply(status, b"", {name: value for name, value in headers.items() if value is not None})

    def created(self, digest, **changes):
        headers = {"Location": f"/v2/{self.repository}/blobs/{digest}", "Docker-Content-Digest": digest} | changes
        self.reply(201, b"", headers)

    def receive(self):
        """Appends the body to the upload, what came before a cut included; whether there was no mistake."""
        path = self.hostile.store.upload(self.repository, self.reference)
        if not path:
            self.error(404, "BLOB_UPLOAD_UNKNOWN")
            return False
        match = re.fullmatch(r"(\d+)-(\d+)", self.headers.get("Content-Range", ""))
        if match and int(match[1]) != os.path.getsize(path):
            self.accepted(416, self.reference)
            return False
        with open(path, "ab", buffering=0) as file:
            for piece in self.pieces():
                file.write(piece)
        return True

    def patch(self, **changes):
        if self.receive():
            self.accepted(202, self.reference, **changes)

    def put(self, **changes):
        digest = self.query.get("digest", "")
        if not re.fullmatch(r"sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}", digest):
            return self.error(400, "DIGEST_INVALID")
        if self.receive():
            if not self.hostile.store.finish(self.repository, self.reference, digest):
                return self.error(400, "DIGEST_INVALID")
            self.created(digest, **changes)

    def status(self):
        if not self.hostile.store.upload(self.repository, self.reference):
            return self.error(404, "BLOB_UPLOAD_UNKNOWN")
        self.accepted(204, self.reference)

    def cancel(self):
        if not self.hostile.store.upload(self.repository, self.reference):
            return self.error(404, "BLOB_UPLOAD_UNKNOWN")
        os.unlink(self.hostile.store.cancel(self.reference))
        self.reply(204)

    # Lists.

    def tags(self):
        if self.hooked("tags"):
            return
        tags = sorted(set(self.hostile.store.listed(self.repository)) | ({"latest"} if self.sample else set()))
        if not tags:
            return self.error(404, "NAME_UNKNOWN")
        left = [one for one in tags if one > self.query.get("last", "")]
        most = int(self.query.get("n", 1 << 30))
        more = urllib.parse.urlencode({"n": most, "last": left[most - 1]}) if 0 < most < len(left) else None
        link = [("Link", f'</v2/{self.repository}/tags/list?{more}>; rel="next"')] if more else []
        self.reply(200, {"name": self.repository, "tags": left[:most]}, link)

    def referrers(self):
        if self.hooked("referrers"):
            return
        wanted = self.query.get("artifactType")
        content = self.hostile.store.referrers(self.repository, self.reference, wanted)
        filtered = [("OCI-Filters-Applied", "artifactType")] if wanted else []
        self.reply(200, content, filtered, content["mediaType"])
