"""What a proxy adds for an upstream that lacks it: the referrers API, and lists by pages."""

import hashlib
import json
import re
import threading
import urllib.parse

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = re.compile(r"^/v2/(.+)/manifests/([^/?]+)$")
LIST = re.compile(r"^/v2/(.+)/(tags/list|referrers/([^/?]+))$")


class Referrers:
    """The subjects of the manifests that went through, per repository; kept in memory."""

    def __init__(self):
        self.lock, self.known = threading.Lock(), {}

    def pushed(self, path, kind, content):
        """Notes a manifest that was accepted; the digest of its subject, if it has one."""
        repository = MANIFEST.match(path).group(1)
        try:
            manifest = json.loads(content)
            subject = manifest["subject"]["digest"]
        except (ValueError, KeyError, TypeError):
            return None
        digest = "sha256:" + hashlib.sha256(content).hexdigest()
        descriptor = {"mediaType": manifest.get("mediaType", kind), "digest": digest, "size": len(content)}
        artifact = manifest.get("artifactType") or manifest.get("config", {}).get("mediaType")
        descriptor |= {"artifactType": artifact} if artifact else {}
        descriptor |= {"annotations": manifest["annotations"]} if manifest.get("annotations") else {}
        with self.lock:
            self.known.setdefault((repository, subject), {})[digest] = descriptor
        return subject

    def deleted(self, path):
        repository, digest = MANIFEST.match(path).groups()
        with self.lock:
            for (one, _), descriptors in self.known.items():
                if one == repository:
                    descriptors.pop(digest, None)

    def listed(self, target):
        """The descriptors asked for, and whether they were filtered."""
        url = urllib.parse.urlsplit(target)
        wanted = urllib.parse.parse_qs(url.query).get("artifactType", [None])[0]
        match = LIST.match(url.path)
        with self.lock:
            found = list(self.known.get((match.group(1), match.group(3)), {}).values())
        return [one for one in found if wanted in (None, one.get("artifactType"))], wanted is not None


def page(entries, target, most, key):
    """The entries after `last`, at most `most`, and the Link to the next page if there is one."""
    url = urllib.parse.urlsplit(target)
    query = dict(urllib.parse.parse_qsl(url.query))
    last, asked = query.get("last", ""), int(query.get("n", most))
    entries = sorted((one for one in entries if key(one) > last), key=key)
    shown = entries[:min(most, asked)]
    if len(shown) == len(entries) or not shown:
        return shown, []
    query["last"] = key(shown[-1])
    return shown, [("Link", f'<{url.path}?{urllib.parse.urlencode(query)}>; rel="next"')]


def index(descriptors):
    return json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": descriptors}).encode()
