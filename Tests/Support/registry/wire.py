"""HTTP/1.1 as bytes on a socket: heads as they are, bodies piece by piece, so that a proxy can count and cut anywhere."""

import fcntl
import select
import socket
import ssl
import struct
import termios
import time

PIECE = 65536
HEAD_LIMIT = 4 << 20


class Wire:
    """A socket with a buffer for reading; every wait ends after `timeout` seconds with an error."""

    def __init__(self, connection, timeout=120):
        self.socket, self.buffer, self.ended = connection, bytearray(), False
        connection.settimeout(timeout)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def has_data(self):
        """Whether something can be read without a look at the socket."""
        return bool(self.buffer) or (isinstance(self.socket, ssl.SSLSocket) and self.socket.pending() > 0)

    def line(self):
        """A line without its end; none at the end of the stream."""
        while (at := self.buffer.find(b"\n")) < 0:
            if len(self.buffer) > HEAD_LIMIT:
                raise ConnectionError("a line without end")
            if not self.fill():
                return None
        text = bytes(self.buffer[:at]).rstrip(b"\r")
        del self.buffer[:at + 1]
        return text

    def some(self, most=PIECE):
        """At least one byte and at most `most`; nothing at the end of the stream."""
        if not self.buffer:
            self.fill()
        piece = bytes(self.buffer[:most])
        del self.buffer[:most]
        return piece

    def fill(self):
        piece = self.socket.recv(PIECE)
        self.buffer += piece
        self.ended = not piece
        return bool(piece)

    def send(self, content):
        # Sending nothing to a client that has gone would still fail.
        if content:
            self.socket.sendall(content)

    def finish(self):
        """Says that nothing more comes (FIN), and leaves reading open."""
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def linger(self, seconds):
        """Reads what the other side still sends: closing over unread bytes would take our answer from it."""
        end = time.monotonic() + seconds
        try:
            while (rest := end - time.monotonic()) > 0:
                self.socket.settimeout(rest)
                if not self.socket.recv(PIECE):
                    return
        except (OSError, ValueError):
            pass

    def close(self, reset=False):
        """Closes in order, or with RST once what was sent has left."""
        try:
            if reset:
                end = time.monotonic() + 2
                while self.unsent() and time.monotonic() < end:
                    time.sleep(0.002)
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()

    def unsent(self):
        """The bytes the other side's kernel has not confirmed (SIOCOUTQ)."""
        return struct.unpack("i", fcntl.ioctl(self.socket.fileno(), termios.TIOCOUTQ, b"\0\0\0\0"))[0]


def wait_for_data(*wires):
    """Those of the wires that have something to read (or have ended)."""
    ready = [wire for wire in wires if wire.has_data()]
    found, _, _ = select.select([wire.socket for wire in wires], [], [], 0 if ready else 1)
    return [wire for wire in wires if wire in ready or wire.socket in found]


class Head:
    """The first line and the headers of a request or a response, in order and as they were written."""

    def __init__(self, first, headers):
        self.first, self.headers = first, headers

    @classmethod
    def read(cls, wire):
        """None when the stream ended before a head."""
        first = wire.line()
        while first == b"":
            first = wire.line()
        if first is None:
            return None
        headers = []
        while line := wire.line():
            name, _, value = line.partition(b":")
            headers.append((name.decode("latin-1"), value.strip().decode("latin-1")))
        if line is None:
            raise ConnectionError("the head is cut")
        return cls(first.decode("latin-1"), headers)

    def get(self, name, default=None):
        return next((value for one, value in self.headers if one.lower() == name.lower()), default)

    def without(self, *names):
        lowered = {name.lower() for name in names}
        self.headers = [(name, value) for name, value in self.headers if name.lower() not in lowered]
        return self

    def set(self, name, value):
        self.without(name).headers.append((name, value))
        return self

    @property
    def status(self):
        return int(self.first.split(" ")[1])

    def content(self):
        lines = [self.first, *(f"{name}: {value}" for name, value in self.headers), "", ""]
        return "\r\n".join(lines).encode("latin-1")


class Body:
    """Reads a body by pieces as its head frames it; `received` counts its bytes."""

    def __init__(self, wire, head, until_end=False):
        self.wire, self.received, self.done = wire, 0, False
        self.chunked = "chunked" in (head.get("Transfer-Encoding") or "").lower()
        length = head.get("Content-Length")
        self.until_end = not self.chunked and length is None and until_end
        self.rest = 0 if self.chunked or self.until_end else int(length or 0)
        self.done = not self.chunked and not self.until_end and self.rest == 0

    def none(self):
        """For answers that have no body whatever their headers say."""
        self.done, self.chunked, self.until_end = True, False, False
        return self

    def piece(self, most=PIECE):
        """The next bytes, at least one; nothing when the body is over."""
        if self.chunked and self.rest == 0 and not self.done:
            self.next_chunk()
        if self.done:
            return b""
        content = self.wire.some(most if self.until_end else min(most, self.rest))
        if not content:
            if self.until_end:
                self.done = True
                return b""
            raise ConnectionError("the body is cut")
        self.received += len(content)
        if not self.until_end:
            self.rest -= len(content)
            if self.rest == 0 and self.chunked:
                self.wire.line()
            self.done = self.rest == 0 and not self.chunked
        return content

    def next_chunk(self):
        line = self.wire.line()
        if line is None:
            raise ConnectionError("the body is cut")
        self.rest = int(line.split(b";")[0], 16)
        if self.rest == 0:
            while self.wire.line():
                pass
            self.done = True

    def framed(self, content):
        """The bytes as they travel on."""
        return b"%x\r\n%s\r\n" % (len(content), content) if self.chunked else content

    def end(self):
        return b"0\r\n\r\n" if self.chunked else b""
