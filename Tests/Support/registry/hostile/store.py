"""What was pushed, in files of a temporary folder: blobs, manifests, tags, and uploads that can be resumed."""

import hashlib
import json
import os
import shutil
import threading
import uuid

from hostile.sample import INDEX, digest_of


def file_digest(path, algorithm):
    with open(path, "rb") as file:
        return f"{algorithm}:{hashlib.file_digest(file, algorithm).hexdigest()}"


class Store:
    """One for the whole server; everything is per repository."""

    def __init__(self, folder):
        self.folder, self.lock = folder, threading.RLock()
        self.blobs, self.manifests, self.tags, self.uploads = {}, {}, {}, {}

    def begin(self, repository):
        """A new upload: its identity."""
        identity = uuid.uuid4().hex
        path = os.path.join(self.folder, identity)
        open(path, "wb").close()
        with self.lock:
            self.uploads[identity] = (repository, path)
        return identity

    def upload(self, repository, identity):
        """The file of an upload, none when it is not known."""
        with self.lock:
            owner, path = self.uploads.get(identity, (None, None))
        return path if owner == repository else None

    def finish(self, repository, identity, digest):
        """Makes the upload a blob; False when it has another digest. The upload is over in both cases."""
        path = self.cancel(identity)
        if file_digest(path, digest.split(":")[0]) != digest:
            os.unlink(path)
            return False
        with self.lock:
            self.blobs[repository, digest] = path
        return True

    def cancel(self, identity):
        with self.lock:
            return self.uploads.pop(identity)[1]

    def blob(self, repository, digest):
        """The blob's file, or none."""
        with self.lock:
            return self.blobs.get((repository, digest))

    def mount(self, source, target, digest):
        with self.lock:
            path = self.blobs.get((source, digest))
            if path:
                self.blobs[target, digest] = path
        return path is not None

    def put_manifest(self, repository, reference, content, kind):
        with self.lock:
            # Under a digest by that digest's algorithm, under a tag by SHA-256.
            algorithm = reference.split(":")[0] if ":" in reference else "sha256"
            digest = digest_of(content, algorithm)
            self.manifests[repository, digest] = (content, kind)
            if ":" not in reference:
                self.tags.setdefault(repository, {})[reference] = digest
            return digest

    def manifest(self, repository, reference):
        """(content, kind) or none."""
        with self.lock:
            digest = self.tags.get(repository, {}).get(reference, reference)
            return self.manifests.get((repository, digest))

    def listed(self, repository):
        with self.lock:
            return sorted(self.tags.get(repository, {}))

    def referrers(self, repository, subject, wanted):
        """The index of the manifests that have the subject."""
        found = []
        with self.lock:
            known = [(key[1], *value) for key, value in self.manifests.items() if key[0] == repository]
        for digest, content, kind in known:
            manifest = json.loads(content)
            if (manifest.get("subject") or {}).get("digest") != subject:
                continue
            artifact = manifest.get("artifactType") or manifest.get("config", {}).get("mediaType")
            one = {"mediaType": kind, "digest": digest, "size": len(content), "artifactType": artifact}
            found.append(one | ({"annotations": manifest["annotations"]} if manifest.get("annotations") else {}))
        shown = [one for one in found if wanted in (None, one["artifactType"])]
        return {"schemaVersion": 2, "mediaType": INDEX, "manifests": shown}

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)
