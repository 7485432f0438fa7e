"""A request to the hostile registry: where it goes, what the behaviours may do with it, and its record."""

import json
import select
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler

from hostile.behaviour import ALL, PASS

PIECE = 65536


class Hostile:
    """What all ports share."""

    def __init__(self, store, record, limit):
        self.store, self.record, self.limit = store, record, limit
        # The addresses, once the ports are known: "http", "https", "evil", each host:port.
        self.address = {}
        # What `GET /v2/` plays, for clients that take the challenge from there alone.
        self.ping = None


class Exchange(BaseHTTPRequestHandler):
    """The tools behaviours use. `hostile` is set by the program, `scheme` and `port_name` per port."""

    protocol_version = "HTTP/1.1"
    hostile = scheme = port_name = None

    def log_message(self, *_):
        pass

    def handle_expect_100(self):
        """The behaviours answer an `Expect` themselves; the conforming registry does so when it reads the body."""
        return True

    def handle_any(self):
        url = urllib.parse.urlsplit(self.path)
        self.route, self.query = urllib.parse.unquote(url.path), dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        self.rest = None if self.chunked() else int(self.headers.get("Content-Length") or 0)
        self.entry = {"port": self.port_name, "time": time.time(), "method": self.command, "path": self.path,
                      "headers": self.headers.items(), "request-bytes": 0, "status": None, "played": [], "defect": None}
        # Noted before it is answered: whoever has the answer finds the request in the record.
        self.hostile.record.add(self.entry)
        try:
            self.play()
        except (OSError, ConnectionError):
            self.close_connection = True
        except Exception as error:
            self.entry["defect"] = repr(error)
            raise

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

    # The request.

    def chunked(self):
        return "chunked" in self.headers.get("Transfer-Encoding", "").lower()

    def pieces(self):
        """The request's body, as it comes."""
        if self.headers.get("Expect") and self.rest != 0:
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        while self.rest is None or self.rest > 0:
            if self.rest is None:
                size = int(self.rfile.readline().split(b";")[0] or b"0", 16)
                piece = self.rfile.read(size)
                self.rfile.readline()
                self.rest = None if size else 0
            else:
                piece = self.rfile.read1(min(PIECE, self.rest))
                self.rest -= len(piece)
                if not piece:
                    raise ConnectionError("the body is cut")
            self.entry["request-bytes"] += len(piece)
            if piece:
                yield piece

    def body(self):
        """The whole body, at most 32 MB of it."""
        content = bytearray()
        for piece in self.pieces():
            content += piece if len(content) < 32 << 20 else b""
        return bytes(content)

    # Addresses.

    @property
    def base(self):
        """This registry as the client calls it."""
        return f"{self.scheme}://{self.headers.get('Host', self.hostile.address[self.scheme])}"

    @property
    def evil(self):
        """The other host, by a name that is not this one's."""
        return f"http://{self.hostile.address['evil']}"

    @property
    def evil_host(self):
        return self.hostile.address["evil"]

    # Answers.

    def reply(self, status, body=b"", headers=(), kind=None):
        """A whole answer; the request's body is read first."""
        for _ in self.pieces():
            pass
        if isinstance(body, (dict, list)):
            body, kind = json.dumps(body).encode(), kind or "application/json"
        pairs = list(headers.items() if isinstance(headers, dict) else headers)
        names = {name.lower() for name, _ in pairs}
        if kind and "content-type" not in names:
            pairs.append(("Content-Type", kind))
        if "content-length" not in names and status != 204:
            pairs.append(("Content-Length", str(len(body))))
        self.head(f"HTTP/1.1 {status} {self.responses.get(status, ('Unknown',))[0]}", pairs)
        if self.command != "HEAD":
            self.wfile.write(body)

    def head(self, first, pairs=()):
        """The status line and headers, unchecked: nothing is refused or encoded."""
        self.entry["status"] = first.split(" ")[1] if " " in first else first
        lines = "".join(f"{name}: {value}\r\n" for name, value in pairs)
        self.wfile.write(f"{first}\r\n{lines}\r\n".encode("utf-8", "surrogateescape"))

    def raw(self, content):
        """These bytes, then the end of the connection."""
        self.entry["status"] = "raw"
        self.close_connection = True
        self.wfile.write(content)

    def error(self, status, code, message="", headers=()):
        self.reply(status, {"errors": [{"code": code, "message": message or code.lower()}]}, headers)

    def endless(self, piece=b"x" * PIECE, first=b"", kind="application/json", status=200, headers=()):
        """A body in chunks that does not end (before the server's limit, when the connection is closed)."""
        self.close_connection = True
        self.head(f"HTTP/1.1 {status} OK", [("Content-Type", kind), ("Transfer-Encoding", "chunked"), *headers])
        sent = 0
        content = first or piece
        while sent < self.hostile.limit:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))
            sent += len(content)
            content = piece

    def trickle(self, content, pause=0.5):
        """A byte now and then; when there are no more, nothing for ever, until the client goes."""
        self.close_connection = True
        self.entry["status"] = self.entry["status"] or "raw"
        for byte in content:
            self.wfile.write(bytes([byte]))
            time.sleep(pause)
        while not self.gone():
            time.sleep(0.05)

    def gone(self):
        """Whether the client has closed the connection."""
        readable, _, _ = select.select([self.connection], [], [], 0)
        try:
            return bool(readable) and not self.connection.recv(PIECE)
        except OSError:
            return True

    def redirect(self, location, status=307):
        self.reply(status, b"", [("Location", location)])

    # Behaviours.

    def behaviour_of(self):
        """By the repository's first part, by the token server's path, or by the host NAME.localhost."""
        parts = self.route.split("/")
        named = parts[2] if len(parts) > 2 and parts[1] in ("v2", "token", "elsewhere") else ""
        host = self.headers.get("Host", "").split(".")[0]
        ping = self.hostile.ping if self.route in ("/v2", "/v2/") else None
        return ALL.get(named) or ALL.get(host) or ALL.get(ping)

    def hooked(self, point):
        """Lets the behaviour answer; whether it did."""
        hook = self.behaviour.hooks.get(point) if self.behaviour else None
        if hook is None:
            return False
        self.entry["played"].append(point)
        return hook(self) is not PASS
