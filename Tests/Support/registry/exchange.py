"""One request through the fault proxy: on to the upstream and back, with what the rules do to it."""

import json
import re
import time
import urllib.parse

from referrers import INDEX, LIST, MANIFEST, index, page
from wire import Body, Head, wait_for_data

CAPTURE_LIMIT = 8 << 20
UPLOAD = re.compile(r"^/v2/.+/blobs/uploads/")


class Cut(Exception):
    """The connection is to be ended here: what was cut, and whether by RST."""

    def __init__(self, what, how="rst"):
        super().__init__(what)
        self.what, self.reset = what, how != "fin"


def cut_of(action):
    """(bytes, how) of a cut; without one, more bytes than there ever are."""
    if isinstance(action, dict):
        return action["after"], action.get("how", "rst")
    return (1 << 62 if action is None else action), "rst"


class Exchange:
    """`serve` returns whether the client's connection can be used again."""

    def __init__(self, proxy, client, head, entry, actions):
        self.proxy, self.client, self.head, self.entry, self.actions = proxy, client, head, entry, actions
        self.method, self.target = entry["method"], entry["path"]
        self.path = urllib.parse.urlsplit(self.target).path
        self.body, self.early = Body(client, head), False
        self.captured = bytearray()

    def serve(self):
        answer = self.actions.get("answer")
        if answer is None and "chunk-minimum" in self.actions:
            answer = self.too_small_before(self.actions["chunk-minimum"])
        if answer is not None:
            return self.answer(**answer)
        if self.proxy.revoked(self.head):
            self.head.without("Authorization")
        if self.method == "GET" and LIST.match(self.path) and self.own_list():
            return True
        return self.forward()

    # What the proxy answers by itself.

    def answer(self, status, headers=(), body="", reason="", read=True, size=0):
        """Instead of the upstream's; the request's body is read first unless `read` is false."""
        self.delay()
        if read:
            self.read_request()
        content = body if isinstance(body, str) else json.dumps(body)
        content = content.encode() + b"x" * max(0, size - len(content))
        pairs = list(headers.items() if isinstance(headers, dict) else headers)
        names = {name.lower() for name, _ in pairs}
        pairs += [] if "content-length" in names else [("Content-Length", str(len(content)))]
        self.respond(Head(f"HTTP/1.1 {status} {reason or 'By rule'}", pairs))
        if self.method != "HEAD":
            self.send_content(content)
        if not self.body.done:
            self.client.finish()
            self.client.linger(2)
            return False
        return True

    def read_request(self):
        if self.head.get("Expect") and not self.body.done:
            self.client.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        after, how = cut_of(self.actions.get("cut-request"))
        while True:
            if self.body.received >= after:
                raise Cut("request", how)
            if self.body.done:
                return
            self.receive(after)

    def too_small_before(self, minimum):
        """OCI-Chunk-Min-Length: a small chunk may only be the last, so what follows one is refused."""
        if self.method not in ("PATCH", "PUT") or not UPLOAD.match(self.path):
            return None
        size = int(self.head.get("Content-Length") or 0)
        small = self.path in self.proxy.small_chunks
        if small and (self.method == "PATCH" or size > 0):
            error = {"code": "SIZE_INVALID", "message": f"an earlier chunk was smaller than {minimum} bytes"}
            return {"status": 416, "body": {"errors": [error]}, "headers": {"Content-Type": "application/json"}}
        if self.method == "PATCH" and self.head.get("Content-Length") is not None and size < minimum:
            self.proxy.small_chunks.add(self.path)
        return None

    def own_list(self):
        """Answers the referrers or the tags if the rules say that the proxy does; whether it did."""
        most, headers = self.actions.get("page", 1 << 30), []
        if self.path.endswith("/tags/list"):
            if "page" not in self.actions:
                return False
            head, content = self.proxy.fetch(self.head, self.path)
            if head.status != 200:
                return False
            found = json.loads(content)
            found["tags"], headers = page(found["tags"] or [], self.target, most, str)
            self.answer(200, [*headers, ("Content-Type", "application/json")], found)
            return True
        if "referrers" not in self.actions:
            return False
        found, filtered = self.proxy.referrers.listed(self.target)
        found, headers = page(found, self.target, most, lambda one: one["digest"])
        headers += [("OCI-Filters-Applied", "artifactType")] if filtered else []
        self.answer(200, [*headers, ("Content-Type", INDEX)], index(found).decode())
        return True

    # On to the upstream.

    def forward(self):
        upstream = self.proxy.connect()
        try:
            upstream.send(self.request_head().content())
            response = self.pump_request(upstream)
            response = response or self.read_response(upstream)
            return self.relay(response, upstream)
        except (OSError, Cut):
            # The upstream sees the end, and is given time to note what it has before the client can ask for it.
            upstream.finish()
            upstream.linger(1)
            raise
        finally:
            upstream.close()

    def request_head(self):
        head = Head(self.head.first, list(self.head.headers)).without("Connection", "Keep-Alive", *self.actions.get("strip-request", ()))
        if self.actions.get("mount-as-upload") and self.method == "POST":
            head.first = f"POST {self.path} HTTP/1.1"
        for name, value in self.actions.get("add-request", {}).items():
            head.set(name, value)
        return head.set("Connection", "close").set("X-Forwarded-Proto", self.proxy.scheme)

    def pump_request(self, upstream):
        """Sends the body on; gives the answer if the upstream has one before the body ends."""
        after, how = cut_of(self.actions.get("cut-request"))
        while True:
            if self.body.received >= after:
                raise Cut("request", how)
            if self.body.done:
                upstream.send(self.body.end())
                return None
            ready = wait_for_data(self.client, upstream)
            if upstream in ready:
                return self.early_response(upstream)
            if self.client not in ready:
                continue
            piece = self.receive(after)
            try:
                upstream.send(self.body.framed(piece) if piece else b"")
            except OSError:
                return self.early_response(upstream)

    def early_response(self, upstream):
        self.early = True
        return self.read_response(upstream)

    def receive(self, after):
        """One piece of the request's body, in the measure the rules allow."""
        rate = self.actions.get("throttle-request")
        most = min(65536, after - self.body.received, max(1, rate // 10) if rate else 65536)
        piece = self.body.piece(most)
        self.entry["request-bytes"] = self.body.received
        if self.method == "PUT" and "referrers" in self.actions and len(self.captured) < CAPTURE_LIMIT:
            self.captured += piece
        if rate:
            time.sleep(len(piece) / rate)
        return piece

    def read_response(self, upstream):
        """The final head; those before it (100 Continue) go on to the client."""
        while True:
            head = Head.read(upstream)
            if head is None:
                raise ConnectionError("the upstream closed without an answer")
            if head.status >= 200:
                return head
            self.client.send(head.content())
            if self.early:
                self.early = False
                return self.pump_request(upstream) or self.read_response(upstream)

    # Back to the client.

    def relay(self, head, upstream):
        bodiless = self.method == "HEAD" or head.status in (204, 304)
        body = Body(upstream, head, until_end=True)
        if bodiless:
            body.none()
        self.note(head)
        if self.actions.get("drop-response"):
            while body.piece():
                pass
            self.entry["status"] = head.status
            raise Cut("answer", self.actions["drop-response"])
        self.delay()
        self.change(head)
        if self.early or body.until_end:
            head.set("Connection", "close")
        self.respond(head)
        self.pump_response(body)
        if self.early:
            self.client.finish()
            self.client.linger(2)
        return not (self.early or body.until_end)

    def note(self, head):
        """Keeps what the referrers API will be asked for."""
        if "referrers" not in self.actions or not MANIFEST.match(self.path):
            return
        if self.method == "PUT" and head.status == 201:
            subject = self.proxy.referrers.pushed(self.path, self.head.get("Content-Type"), bytes(self.captured))
            if subject:
                head.set("OCI-Subject", subject)
        elif self.method == "DELETE" and head.status == 202:
            self.proxy.referrers.deleted(self.path)

    def change(self, head):
        head.without("Connection", "Keep-Alive", *self.actions.get("strip-response", ()))
        location = head.get("Location")
        if location and "rewrite-location" in self.actions:
            head.set("Location", self.rewritten(location, self.actions["rewrite-location"]))
        if "chunk-minimum" in self.actions and self.method == "POST" and head.status == 202:
            head.set("OCI-Chunk-Min-Length", str(self.actions["chunk-minimum"]))
        for name, value in self.actions.get("add-response", {}).items():
            head.set(name, value)

    def rewritten(self, location, how):
        """`relative`, `query`, `other-case`, or a text in which {location} and {path} stand for the upstream's."""
        url = urllib.parse.urlsplit(location)
        relative = urllib.parse.urlunsplit(("", "", *url[2:]))
        if how == "relative":
            return relative
        if how == "query":
            return f"{location}{'&' if url.query else '?'}extra=a%2Fb%3D&state=1"
        if how == "other-case":
            return f"{self.proxy.scheme.upper()}://{self.head.get('Host', '').upper()}{relative}"
        return how.replace("{location}", location).replace("{path}", relative)

    def delay(self):
        time.sleep(self.actions.get("delay", 0))

    def respond(self, head):
        self.entry["status"], self.entry["response-headers"] = head.status, head.headers
        self.client.send(head.content())
        self.entry["response-bytes"] = 0

    def pump_response(self, body):
        after, how = cut_of(self.actions.get("cut-response"))
        rate = self.actions.get("throttle-response")
        while True:
            if body.received >= after:
                raise Cut("response", how)
            if body.done:
                break
            piece = body.piece(min(65536, after - body.received, max(1, rate // 10) if rate else 65536))
            self.client.send(body.framed(piece) if piece else b"")
            self.entry["response-bytes"] = body.received
            if rate:
                time.sleep(len(piece) / rate)
        self.client.send(body.end())

    def send_content(self, content):
        after, how = cut_of(self.actions.get("cut-response"))
        self.client.send(content[:after])
        self.entry["response-bytes"] = min(len(content), after)
        if after <= len(content):
            raise Cut("response", how)
