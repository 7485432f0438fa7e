"""Serves the desktop's page (noVNC) below the base path, and passes the desktop's pictures on to it.

usage: page.py LOG_LEVEL

start.sh says by DATALAB_* variables where. The page's WebSocket carries the bytes of the VNC protocol as they are.
"""

import asyncio
import logging
import os
import re
import signal
import sys
from urllib.parse import urlsplit

from tornado.ioloop import IOLoop
from tornado.web import Application, RequestHandler, StaticFileHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

# This program runs isolated, so its neighbours have to be named.
sys.path.append("/opt/datalab/lib/python")
from datalab_hub_login import CALLBACK, HubLogin, Refused, is_secure

PAGES = "/usr/share/novnc"
SOCKET = os.environ["DATALAB_VNC_SOCKET"]
BASE = os.environ["DATALAB_BASE_PATH"]
PLATFORM = os.environ["DATALAB_FRAME_ORIGIN"]
# What the page does by itself: no question before the desktop, its size that of the window, back after a broken line.
DEFAULTS = {"autoconnect": True, "resize": "remote", "reconnect": True, "reconnect_delay": 1000, "show_dot": True}
# What it may not remember of another desktop that the same browser has shown.
MANDATORY = {"host": "", "port": 0, "path": "websockify", "shared": True}


class Framed:
    """Headers of every answer: the page is shown in a frame of the platform, and of nobody else."""

    def set_default_headers(self):
        self.set_header("Content-Security-Policy", f"frame-ancestors 'self' {PLATFORM}".strip())
        self.set_header("X-Content-Type-Options", "nosniff")


# Who comes in, where a hub has started the desktop; else the platform's proxy says so.
LOGIN = HubLogin.of(os.environ)


class Guarded(Framed):
    """Lets in whom the hub lets in: pages, and the line to the desktop alike."""

    async def prepare(self):
        if LOGIN is None:
            return
        headers = self.request.headers
        if await IOLoop.current().run_in_executor(None, LOGIN.visitor, headers):
            return
        if self.request.method != "GET" or headers.get("Upgrade"):
            self.send_error(403)
            return
        place, cookie = LOGIN.begin(self.request.uri, is_secure(headers))
        self.set_header("Set-Cookie", cookie)
        self.redirect(place)


class Callback(Framed, RequestHandler):
    """Where browsers come back from the hub's login."""

    async def get(self):
        request = self.request
        try:
            place, cookie = await IOLoop.current().run_in_executor(
                None, LOGIN.finish, request.query, request.headers, is_secure(request.headers)
            )
        except Refused as refused:
            self.set_status(403)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(str(refused))
            return
        self.set_header("Set-Cookie", cookie)
        self.redirect(place)


class Pages(Guarded, StaticFileHandler):
    def set_extra_headers(self, path):
        # A newer image's files have the same address and the same time.
        self.set_header("Cache-Control", "no-cache")


class Settings(Guarded, RequestHandler):
    def initialize(self, settings):
        self.page_settings = settings

    def get(self):
        self.write(self.page_settings)


class Ready(Framed, RequestHandler):
    """The probe: whether the desktop takes connections. Its socket is there just when it does."""

    def get(self):
        ready = os.path.exists(SOCKET)
        self.set_status(200 if ready else 503)
        self.write({"status": "ready" if ready else "starting"})


class ToBase(Framed, RequestHandler):
    def get(self):
        self.redirect(BASE)


class Desktop(Guarded, WebSocketHandler):
    """One browser's line to the desktop."""

    writer = None

    def check_origin(self, origin):
        """Other sites' pages must not reach the desktop with the user's login; proxies may have renamed the host."""
        headers = self.request.headers
        hosts = [headers.get("Host"), headers.get("X-Forwarded-Host")]
        return origin == PLATFORM or urlsplit(origin).netloc in [host for host in hosts if host]

    def select_subprotocol(self, subprotocols):
        return "binary" if "binary" in subprotocols else None

    async def open(self, *args, **kwargs):
        self.set_nodelay(True)
        try:
            reader, self.writer = await asyncio.open_unix_connection(SOCKET)
        except OSError:
            self.close(1013, "the desktop is starting")
            return
        self.reading = asyncio.create_task(self.pass_on(reader))

    async def pass_on(self, reader):
        try:
            while data := await reader.read(1 << 16):
                await self.write_message(data, binary=True)
        except (OSError, WebSocketClosedError):
            pass
        self.close(1000)

    async def on_message(self, message):
        if self.writer is None or isinstance(message, str):
            self.close(1003, "bytes are expected")
            return
        self.writer.write(message)
        try:
            await self.writer.drain()
        except OSError:
            self.close(1011)

    def on_close(self):
        if self.writer is not None:
            self.writer.close()


def application():
    start = {"path": PAGES, "default_filename": "vnc.html"}
    base = re.escape(BASE)
    routes = [
        (f"{base}ready", Ready),
        (f"{base}websockify", Desktop),
        (f"{base}defaults.json", Settings, {"settings": DEFAULTS}),
        (f"{base}mandatory.json", Settings, {"settings": MANDATORY}),
        (f"{base}(.*)", Pages, start),
    ]
    if LOGIN:
        routes.insert(0, (f"{base}{CALLBACK}", Callback))
    if BASE != "/":
        routes.insert(0, (re.escape(BASE.rstrip("/")), ToBase))
    # Proxies end a line that is silent for a minute.
    return Application(routes, websocket_ping_interval=25, websocket_ping_timeout=20)


async def main(level):
    logging.basicConfig(level=level.upper(), format="datalab: page: %(message)s", stream=sys.stdout)
    # A page has a hundred files; that each of them was sent is for who looks for a fault.
    logging.getLogger("tornado.access").setLevel(logging.INFO if level == "debug" else logging.WARNING)
    server = application().listen(int(os.environ["DATALAB_PORT"]))
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    await stopped.wait()
    server.stop()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
