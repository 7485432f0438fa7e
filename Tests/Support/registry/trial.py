"""What the self-test drives the servers with: programs as a test starts them, curl, skopeo, a small image."""

import dataclasses
import gzip
import hashlib
import json
import os
import subprocess
import tarfile
import io

HERE = os.path.dirname(os.path.abspath(__file__))


def need(true, message):
    if not true:
        raise AssertionError(message)


def digest(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


def descriptor(kind, content, **more):
    return {"mediaType": kind, "digest": digest(content), "size": len(content), **more}


class Program:
    """A server of this folder, started as a test does: ended by the end of its standard input."""

    def __init__(self, name, *arguments):
        self.process = subprocess.Popen([f"{HERE}/{name}", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = self.process.stdout.readline()
        need(line, f"{name} does not start")
        self.facts = json.loads(line)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"{self.process.args} does not end with its standard input")
        finally:
            self.process.stdout.close()


@dataclasses.dataclass
class Answer:
    """curl's exit status, and the last answer's status, headers (lower case) and body."""

    code: int
    status: int
    headers: dict
    body: bytes

    def __str__(self):
        return f"curl {self.code}, status {self.status}, {self.headers}, {self.body[:300]!r}"


def curl(*arguments, given=None, seconds=20):
    quiet = [] if any("Expect" in one for one in arguments) else ["-H", "Expect:"]
    command = ["curl", "-s", "-D", "/dev/fd/2", "--max-time", str(seconds), *quiet, *arguments]
    result = subprocess.run(command, input=given, capture_output=True)
    head = result.stderr.decode("latin-1").split("\r\n\r\n")
    lines = next((one for one in reversed(head) if one.strip()), "").split("\r\n")
    status = lines[0].split(" ")[1] if lines[0].startswith("HTTP/") and " " in lines[0] else "0"
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    return Answer(result.returncode, int(status) if status.isdigit() else 0, headers, result.stdout)


def skopeo(*arguments, fails=False):
    """True when it failed as it should."""
    result = subprocess.run(["skopeo", "--insecure-policy", *arguments], capture_output=True, text=True)
    need((result.returncode != 0) == fails, f"skopeo {' '.join(arguments)}: {result.stdout}{result.stderr}")
    return fails


def control(proxy, path):
    return json.loads(curl(proxy.facts["control"] + path).body)


def post(url, content=b""):
    answer = curl("-X", "POST", "--data-binary", "@-", url, given=content)
    need(answer.status == 200, f"{url}: {answer}")


def upload(url, repository, content):
    location = curl("-X", "POST", f"{url}/v2/{repository}/blobs/uploads/").headers["location"]
    location = location if "://" in location else url + location
    mark = "&" if "?" in location else "?"
    done = curl("-X", "PUT", "-H", "Content-Type: application/octet-stream", "--data-binary", "@-",
                f"{location}{mark}digest={digest(content)}", given=content)
    need(done.status == 201, f"{done}")


def blob(url, repository, content):
    return curl(f"{url}/v2/{repository}/blobs/{digest(content)}")


def layer(size):
    """A gzipped archive of one file that does not compress."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        entry = tarfile.TarInfo("file")
        entry.size = size
        archive.addfile(entry, io.BytesIO(os.urandom(size)))
    return buffer.getvalue()


def layout(folder, size):
    """An OCI layout with one image, `it`; gives its folder."""
    archive = layer(size)
    packed = gzip.compress(archive, 1, mtime=0)
    config = json.dumps({"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": [digest(archive)]}}).encode()
    manifest = json.dumps({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                           "config": descriptor("application/vnd.oci.image.config.v1+json", config),
                           "layers": [descriptor("application/vnd.oci.image.layer.v1.tar+gzip", packed)]}).encode()
    os.makedirs(f"{folder}/layout/blobs/sha256")
    for content in (packed, config, manifest):
        with open(f"{folder}/layout/blobs/sha256/{digest(content)[7:]}", "wb") as file:
            file.write(content)
    index = {"schemaVersion": 2, "manifests": [descriptor("application/vnd.oci.image.manifest.v1+json", manifest,
                                                          annotations={"org.opencontainers.image.ref.name": "it"})]}
    for name, content in (("oci-layout", {"imageLayoutVersion": "1.0.0"}), ("index.json", index)):
        with open(f"{folder}/layout/{name}", "w") as file:
            json.dump(content, file)
    return f"{folder}/layout"


def pushed(folder):
    """The digest of a layout's one image."""
    with open(f"{folder}/index.json") as file:
        return json.load(file)["manifests"][0]["digest"]
