"""The self-test of the hostile registry: that it conforms where it is not to misbehave, and that every behaviour is played."""

import concurrent.futures
import gzip
import json
import os
import socket
import ssl
import time

from hostile.sample import Sample, digest_of
from trial import Program, blob, control, curl, descriptor, digest, layout, need, post, pushed, skopeo, upload

PLAIN = Sample()


def behaviours():
    return json.loads(os.popen(f"{os.path.dirname(os.path.abspath(__file__))}/hostile-registry --list").read())


def test_behaviours_are_listed(folder):
    listed = behaviours()
    need(len({one["name"] for one in listed}) == len(listed) >= 45, "at least 45 names")
    with open(f"{os.path.dirname(os.path.abspath(__file__))}/README.md") as file:
        text = file.read()
    missing = [one["name"] for one in listed if f"`{one['name']}`" not in text]
    need(not missing, f"README.md has not: {missing}")
    for one in listed:
        need(one["operation"] in ("pull", "push", "tags", "referrers", "login", "mount"), f"{one}")
        need(one["expect"] in ("refuse", "succeed", "either") and one["evil"] in (None, "untouched", "anonymous") and one["reason"], f"{one}")


def test_conforms_where_it_should(folder):
    with Program("hostile-registry") as server:
        url, source = server.facts["url"], layout(folder, 1_000_000)
        skopeo("copy", f"oci:{source}:it", f"docker://{server.facts['address']}/plain/image:it", "--dest-tls-verify=false")
        skopeo("copy", f"docker://{server.facts['address']}/plain/image:it", f"oci:{folder}/back:it", "--src-tls-verify=false")
        need(pushed(source) == pushed(f"{folder}/back"), "the image came back otherwise")
        skopeo("copy", f"docker://{server.facts['address']}/cookies:latest", f"oci:{folder}/sample:it", "--src-tls-verify=false")
        upload(url, "plain/a", b"content")
        mount = f"?mount={digest(b'content')}&from=plain/a"
        need(curl("-X", "POST", f"{url}/v2/plain/b/blobs/uploads/{mount}").status == 201, "mount")
        need(blob(url, "plain/b", b"content").body == b"content", "the mounted blob")
        need(curl("-X", "POST", "-d", "single", f"{url}/v2/plain/b/blobs/uploads/?digest={digest(b'single')}").status == 201, "a single POST")
        need(curl("-r", "2-4", f"{url}/v2/plain/b/blobs/{digest(b'content')}").body == b"nte", "Range")
        secure = curl("--cacert", server.facts["ca"], f"{server.facts['tls-url']}/v2/")
        need(secure.status == 200, f"https: {secure}")


def test_conforming_uploads_resume(folder):
    """Through a cut, unlike docker-registry 2.8, which answers 404 when an upload has more bytes than it last said."""
    content = os.urandom(1_000_000)
    rules = [{"method": "PATCH", "times": 1, "do": {"cut-request": {"after": 300_000, "how": "fin"}}}]
    for name in ("hostile-registry", "run-registry"):
        with Program(name) as server, Program("fault-proxy", "--upstream", server.facts["url"], "--rules", json.dumps(rules)) as proxy:
            def patch(location, more, *extra):
                location = location if "://" in location else proxy.facts["url"] + location
                return curl("-X", "PATCH", "-H", "Content-Type: application/octet-stream", *extra, "--data-binary", "@-", location, given=more)
            location = curl("-X", "POST", f"{proxy.facts['url']}/v2/up/blobs/uploads/").headers["location"]
            need(patch(location, content).code in (52, 55, 56), "the first PATCH is cut")
            found = curl(location if "://" in location else proxy.facts["url"] + location)
            if name == "run-registry":
                need(found.status == 404 and b"BLOB_UPLOAD_INVALID" in found.body, f"docker-registry resumes now: {found}")
                continue
            need(found.status == 204 and found.headers["range"] == "0-299999", f"{found}")
            need(patch(location, b"wrong", "-H", "Content-Range: 5-9").status == 416, "out of order")
            done = patch(found.headers["location"], content[300_000:], "-H", "Content-Range: 300000-999999")
            need(done.status == 202 and done.headers["range"] == "0-999999", f"{done}")
            end = curl("-X", "PUT", f"{proxy.facts['url']}{done.headers['location']}&digest={digest(content)}")
            need(end.status == 201 and blob(proxy.facts["url"], "up", content).body == content, f"{end}")
            counts = control(proxy, "/counts?method=PATCH&path=/blobs/uploads/")
            need(counts["upload-bytes"] == 1_000_005 and counts["cut"] == 1, f"{counts}")


class Walk:
    """Plays one behaviour by hand, with a client that is surprised by nothing."""

    def __init__(self, facts, behaviour):
        self.facts, self.behaviour, self.name = facts, behaviour, behaviour["name"]
        self.token = f"Authorization: Bearer token-of-{self.name}\r\n" if behaviour["credentials"] else ""

    def connect(self):
        if self.behaviour["scheme"] == "http":
            return socket.create_connection(self.facts["address"].split(":"), 5)
        context = ssl.create_default_context(cafile=self.facts["ca"])
        return context.wrap_socket(socket.create_connection(self.facts["tls-address"].split(":"), 5), server_hostname="127.0.0.1")

    def ask(self, method, path, body=b"", headers=""):
        """What comes within a moment, at most 300 kB."""
        with self.connect() as connection:
            length = f"Content-Length: {len(body)}\r\n" if body or method in ("POST", "PUT", "PATCH") else ""
            connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{headers}{length}\r\n".encode() + body)
            answer, end = bytearray(), time.monotonic() + 1
            try:
                while len(answer) < 300_000 and (rest := end - time.monotonic()) > 0:
                    connection.settimeout(rest)
                    piece = connection.recv(65536)
                    if not piece:
                        break
                    answer += piece
            except OSError:
                pass
            return bytes(answer)

    def play(self):
        if self.behaviour["credentials"]:
            need(b" 401 " in self.ask("GET", f"/v2/{self.name}/manifests/latest").split(b"\n")[0], "no challenge")
            self.ask("GET", f"/token/{self.name}?scope=x")
        getattr(self, self.behaviour["operation"])()

    def pull(self):
        for method in ("HEAD", "GET"):
            self.manifest = self.ask(method, f"/v2/{self.name}/manifests/{self.behaviour['reference']}", headers=self.token)
        place = f"/v2/{self.name}/blobs/{digest_of(PLAIN.layers[0])}"
        self.ask("GET", place, headers=self.token)
        self.ask("GET", place, headers=self.token + "Range: bytes=10-\r\n")

    login = pull

    def push(self):
        uploads = f"/v2/{self.name}/blobs/uploads/"
        self.ask("HEAD", f"/v2/{self.name}/blobs/{digest(b'x')}", headers=self.token)
        self.ask("POST", f"{uploads}?mount={digest(b'x')}&from=other", headers=self.token)
        begun = self.ask("POST", uploads, headers=self.token)
        identity = begun.split(b"Docker-Upload-UUID: ")[-1].split(b"\r\n")[0].decode("latin-1") if b"Docker-Upload-UUID" in begun else "none"
        self.ask("PATCH", uploads + identity, b"content", self.token + "Expect: 100-continue\r\n")
        self.ask("GET", uploads + identity, headers=self.token)
        self.ask("PUT", f"{uploads}{identity}?digest={digest(b'content')}", headers=self.token)
        self.ask("PUT", f"/v2/{self.name}/manifests/new", PLAIN.latest, self.token)

    mount = push

    def tags(self):
        self.ask("GET", f"/v2/{self.name}/tags/list", headers=self.token)

    def referrers(self):
        self.ask("GET", f"/v2/{self.name}/referrers/{self.behaviour['reference']}", headers=self.token)


def test_tokens_and_redirects_with_skopeo(folder):
    """A client that does as it should gets through, and what the other host sees is recorded."""
    with Program("hostile-registry") as server:
        for name in ("challenge-several-headers", "redirect-slashes"):
            post(f"{server.facts['control']}/ping/{name}")
            skopeo("copy", "--src-creds=a:b", "--src-tls-verify=false", f"docker://{server.facts['address']}/{name}:latest", f"oci:{folder}/{name}:it")
        evil = [one for one in control(server, "/record") if one["port"] == "evil"]
        need(len(evil) >= 2 and all("Authorization" not in dict(one["headers"]) for one in evil), f"{evil}")
        curl("-H", "Authorization: Bearer lost", f"http://{server.facts['evil']}/seen")
        need(dict(control(server, "/record")[-1]["headers"])["Authorization"] == "Bearer lost", "an Authorization at the other host is recorded")


def test_every_behaviour_is_played(folder):
    """Each hook is reached, each changed image differs, and nothing goes wrong but what should."""
    with Program("hostile-registry", "--record", f"{folder}/record", "--limit", "20000000") as server:
        listed = [one for one in behaviours() if one["name"] != "slow-manifest"]
        with concurrent.futures.ThreadPoolExecutor(24) as pool:
            walks = [Walk(server.facts, one) for one in listed]
            list(pool.map(Walk.play, walks))
        entries = control(server, "/record")
        defects = [(one["path"], one["defect"]) for one in entries if one["defect"]]
        need(not defects, f"defects: {defects[:5]}")
        played = {one["path"].split("/")[2].split("?")[0] for one in entries if one["played"]}
        for walk in walks:
            other = hasattr(walk, "manifest") and not walk.manifest.endswith(b"\r\n\r\n" + PLAIN.latest)
            need(walk.name in played or other or walk.name == "content-type-disagrees", f"{walk.name} is not played")
        need(len(open(f"{folder}/record").readlines()) == len(entries), "--record")


def test_lies_are_told(folder):
    """Some of the behaviours, looked at one by one."""
    with Program("hostile-registry", "--limit", "3000000") as server:
        url, layer = server.facts["url"], digest_of(PLAIN.layers[0])

        def manifest(name, reference="latest", *arguments):
            return curl(*arguments, f"{url}/v2/{name}/manifests/{reference}")

        def content(name, *arguments):
            return curl(*arguments, f"{url}/v2/{name}/blobs/{layer}")

        def bearer(name):
            return ["-H", f"Authorization: Bearer token-of-{name}"]
        lie = manifest("digest-header-lies")
        need(lie.headers["docker-content-digest"] != digest(lie.body) and lie.body == PLAIN.latest, f"{lie}")
        need(digest(manifest("digest-lies", PLAIN.digest).body) != PLAIN.digest, "digest-lies")
        need(json.loads(manifest("layer-size-negative").body)["layers"][0]["size"] == -1, "layer-size-negative")
        need(len(manifest("manifest-100-mb").body) > 100_000_000, "manifest-100-mb")
        need(len(json.loads(manifest("index-10000").body)["manifests"]) == 10_000, "index-10000")
        need(manifest("deep-json").body.count(b"[") > 100_000, "deep-json")
        need(gzip.decompress(manifest("gzip-manifest").body) == PLAIN.latest, "gzip-manifest")
        need(len(content("blob-short").body) == len(PLAIN.layers[0]) - 10, "blob-short")
        wrong = content("blob-wrong-bytes").body
        need(len(wrong) == len(PLAIN.layers[0]) and digest(wrong) != layer, "blob-wrong-bytes")
        endless = content("blob-endless")
        need(endless.code == 18 and len(endless.body) >= 3_000_000, f"blob-endless: {endless.code}, {len(endless.body)}")
        moved = content("redirect-other-host", *bearer("redirect-other-host"), "-L")
        need(moved.body == PLAIN.layers[0], f"{moved}")
        need(content("redirect-file", *bearer("redirect-file")).headers["location"] == "file:///etc/passwd", "redirect-file")
        secure = f"{server.facts['tls-url']}/v2/redirect-https-to-http/blobs/{layer}"
        plain = curl("--cacert", server.facts["ca"], *bearer("redirect-https-to-http"), secure)
        need(plain.headers["location"].startswith("http://localhost:"), f"{plain}")
        several = manifest("challenge-several")
        need(several.status == 401 and "pull,push" in several.headers["www-authenticate"], f"{several}")
        ping = curl("-H", "Host: realm-file.localhost", f"{url}/v2/")
        need(ping.status == 401 and "file:///etc/passwd" in ping.headers["www-authenticate"], f"{ping}")
        need(b"\\r\\n" in curl(f"{url}/token/token-line-break").body, "token-line-break")
        need("location" not in curl("-X", "POST", f"{url}/v2/post-without-location/blobs/uploads/").headers, "post-without-location")
        need(curl("-X", "POST", f"{url}/v2/mount-lies/blobs/uploads/?mount={layer}&from=a").status == 201, "mount-lies")
        need(curl(f"{url}/v2/status-600/tags/list").status == 600, "status-600")
        need(len(manifest("header-1-mb").headers.get("x-large", "")) == 0 and manifest("header-1-mb").code != 0, "curl refuses a header of 1 MB")
        need(manifest("retry-after-year").headers["retry-after"] == "31536000", "retry-after-year")
        need(b"\\u001b" in manifest("error-escapes").body or b"\x1b" in manifest("error-escapes").body, "error-escapes")
        evil = [one for one in control(server, "/record") if one["port"] == "evil"]
        need(len(evil) == 1 and evil[0]["path"] == f"/elsewhere/redirect-other-host/{layer}", f"{evil}")
        need(manifest("layers-with-urls").body.count(server.facts["evil"].encode()) == 1, "layers-with-urls")


TESTS = [test_behaviours_are_listed, test_conforms_where_it_should, test_conforming_uploads_resume,
         test_tokens_and_redirects_with_skopeo, test_every_behaviour_is_played, test_lies_are_told]
