"""The other host, `localhost` on a port of its own: it records, and gives whoever comes what would please them."""

from hostile.behaviour import ALL
from hostile.exchange import Exchange
from hostile.sample import Sample, digest_of

PLAIN = Sample()


class Evil(Exchange):
    def play(self):
        behaviour = self.behaviour_of()
        sample = behaviour.sample() if behaviour else PLAIN
        last = self.route.rstrip("/").split("/")[-1]
        if last in sample.blobs:
            return self.reply(200, sample.blobs[last], [("Docker-Content-Digest", last)], "application/octet-stream")
        if "/manifests/" in self.route and self.command != "PUT":
            return self.reply(200, sample.latest, [("Docker-Content-Digest", digest_of(sample.latest))], sample.kind)
        if "token" in self.route:
            return self.reply(200, {"token": f"token-of-{behaviour.name}" if behaviour else "token", "expires_in": 300})
        if self.route.endswith("/tags/list"):
            return self.reply(200, {"name": last, "tags": ["evil"]})
        if "/referrers/" in self.route:
            return self.reply(200, {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": []})
        if self.command in ("POST", "PATCH"):
            content = self.body()
            return self.reply(202, b"", [("Location", self.path), ("Range", f"0-{max(0, len(content) - 1)}")])
        if self.command == "PUT":
            self.body()
            return self.reply(201, b"", [("Docker-Content-Digest", self.query.get("digest", ""))])
        self.reply(404, {})

