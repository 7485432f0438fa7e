"""A WebSocket client (RFC 6455) of the few parts a test needs: text and binary messages, ping, close. No TLS."""

import base64
import os
import socket
import struct
from urllib.parse import urlsplit

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class WebSocket:
    def __init__(self, url, headers=(), timeout=60):
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port or 80), timeout)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {target} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            *headers,
        ]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.stream = self.socket.makefile("rb")
        status = self.stream.readline().decode().strip()
        while self.stream.readline() not in (b"\r\n", b""):
            pass
        if " 101 " not in status:
            raise ConnectionError(f"{url}: {status}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._frame(CLOSE, b"")
        self.socket.close()

    def send(self, text):
        self._frame(TEXT, text.encode())

    def receive(self):
        """The next message's bytes; pings are answered on the way."""
        message = b""
        while True:
            final, kind, payload = self._read_frame()
            if kind == CLOSE:
                raise ConnectionError(f"closed by the server: {payload[2:].decode(errors='replace')}")
            if kind == PING:
                self._frame(PONG, payload)
            elif kind != PONG:
                message += payload
                if final:
                    return message

    def _frame(self, kind, payload):
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", 0x80 | kind, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x80 | kind, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | kind, 0x80 | 127, size)
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
        self.socket.sendall(head + mask + masked)

    def _read_frame(self):
        first, second = self._read(2)
        size = second & 0x7F
        if size == 126:
            (size,) = struct.unpack("!H", self._read(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", self._read(8))
        return bool(first & 0x80), first & 0x0F, self._read(size)

    def _read(self, count):
        data = self.stream.read(count)
        if len(data) != count:
            raise ConnectionError("the connection ended")
        return data
