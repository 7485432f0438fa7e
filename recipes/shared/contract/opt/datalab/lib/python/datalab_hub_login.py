"""Asks JupyterHub who somebody is, for pages that ask nobody themselves: desktops and Theia (docs/contract.md, "JupyterHub").

A hub's proxy passes everything on, and the port may be reached past it: so the page itself lets in only whom the hub lets in
(OAuth 2.0, the hub as the provider). As a module, for a server in Python:

    login = HubLogin.of(os.environ)          # None where no hub has started the datalab
    login.visitor(headers)                   # whoever may come in, or None

As a program, for nginx's auth_request: datalab_hub_login.py SOCKET
"""

import collections
import hashlib
import hmac
import http.cookies
import http.server
import json
import os
import secrets
import socketserver
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

SESSION = "datalab-session"
STATE = "datalab-login"
CALLBACK = "oauth_callback"
# What the hub says of a token counts for so long, in seconds.
TRUST = 60
# Who has not come back from the hub's login by then begins anew.
PATIENCE = 600
MOST = 1000


class Refused(Exception):
    """Nobody is let in, and why."""


class Kept(collections.OrderedDict):
    """What is remembered of so many at most; the oldest goes first."""

    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()

    def keep(self, key, value):
        with self.lock:
            self[key] = value
            while len(self) > MOST:
                self.popitem(last=False)

    def take(self, key):
        with self.lock:
            return self.pop(key, None)


class HubLogin:
    """The login at a hub, for one datalab."""

    def __init__(self, variables):
        self.api = variables["JUPYTERHUB_API_URL"].rstrip("/")
        self.token = variables["JUPYTERHUB_API_TOKEN"]
        self.client = variables["JUPYTERHUB_CLIENT_ID"]
        self.base = variables["DATALAB_BASE_PATH"]
        self.callback = variables.get("JUPYTERHUB_OAUTH_CALLBACK_URL") or self.base + CALLBACK
        hub = variables.get("JUPYTERHUB_BASE_URL", "/").rstrip("/") + "/hub/api/oauth2/authorize"
        self.authorize = variables.get("JUPYTERHUB_HOST", "").rstrip("/") + hub
        self.scopes = set(json.loads(variables["JUPYTERHUB_OAUTH_ACCESS_SCOPES"]))
        if not self.scopes or not self.token:
            raise ValueError("the hub names nobody who may come in")
        self.begun, self.sessions, self.tokens = Kept(), Kept(), Kept()

    @classmethod
    def of(cls, variables):
        """The login of a datalab that a hub has started; None for any other."""
        return cls(variables) if variables.get("JUPYTERHUB_API_TOKEN") else None

    def visitor(self, headers):
        """The name of whoever sends a request, when they may come in; else None."""
        kind, _, token = headers.get("Authorization", "").partition(" ")
        if token and kind.lower() in ("token", "bearer"):
            return self.known(token.strip())
        session = self.sessions.get(mark(cookie(headers, SESSION)))
        return self.known(session) if session else None

    def begin(self, place, is_secure=False):
        """Where a browser is sent that nobody knows, and the cookie that goes with it."""
        state = secrets.token_urlsafe(32)
        if not place.startswith(self.base):
            place = self.base
        self.begun.keep(mark(state), (place, time.monotonic() + PATIENCE))
        query = {"client_id": self.client, "redirect_uri": self.callback, "response_type": "code", "state": state}
        return self.authorize + "?" + urllib.parse.urlencode(query), self.cookie(STATE, state, is_secure, PATIENCE)

    def finish(self, query, headers, is_secure=False):
        """Lets in whoever comes back from the hub.

        :returns: where they go on, and the cookie of their session.
        :raises Refused: they may not come in.
        """
        fields = urllib.parse.parse_qs(query)
        state, code = (fields.get(name, [""])[0] for name in ("state", "code"))
        # The state belongs to the browser that was sent away with it, and is good once.
        if not state or not hmac.compare_digest(state, cookie(headers, STATE)):
            raise Refused("this login was not begun here; open the datalab again")
        place, ends = self.begun.take(mark(state)) or (None, 0)
        if place is None or time.monotonic() > ends or not code:
            raise Refused("this login has ended; open the datalab again")
        form = {"client_id": self.client, "client_secret": self.token, "grant_type": "authorization_code", "code": code}
        answer = self.ask("/oauth2/token", urllib.parse.urlencode({**form, "redirect_uri": self.callback}).encode())
        token = (answer or {}).get("access_token")
        if not token or not self.known(token):
            raise Refused("this datalab is another user's")
        session = secrets.token_urlsafe(32)
        self.sessions.keep(mark(session), token)
        return place, self.cookie(SESSION, session, is_secure)

    def known(self, token):
        """The name of a token's user when they may come in, as the hub said within a minute; else None."""
        key = mark(token)
        found = self.tokens.get(key)
        if found and time.monotonic() < found[1]:
            return found[0]
        answer = self.ask("/user", token=token)
        may = answer is not None and not self.scopes.isdisjoint(answer.get("scopes") or [])
        name = str(answer.get("name")) if may else None
        self.tokens.keep(key, (name, time.monotonic() + TRUST))
        return name

    def ask(self, path, body=None, token=None):
        """The hub's answer; None when it says no."""
        headers = {"Authorization": "token " + token} if token else {}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.api + path, body, headers), timeout=10) as answer:
                return json.loads(answer.read(1 << 20))
        except urllib.error.HTTPError as error:
            error.close()
            return None
        except (OSError, ValueError) as error:
            print(f"datalab: page: the hub cannot be asked: {error}", flush=True)
            return None

    def cookie(self, name, value, is_secure, seconds=None):
        age = f"; Max-Age={seconds}" if seconds else ""
        return f"{name}={value}; Path={self.base}; HttpOnly; SameSite=Lax{age}{'; Secure' if is_secure else ''}"


def mark(secret):
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).digest()


def cookie(headers, name):
    """The value of a cookie; empty without one."""
    jar = http.cookies.SimpleCookie()
    try:
        jar.load(headers.get("Cookie", ""))
    except http.cookies.CookieError:
        return ""
    return jar[name].value if name in jar else ""


def is_secure(headers):
    """Whether the browser's line is encrypted, as the first proxy says: a false word costs who says it their own login."""
    return headers.get("X-Forwarded-Proto", "").split(",")[0].strip() == "https"


class Answers(http.server.BaseHTTPRequestHandler):
    """What nginx asks: /check (204 or 401), /begin and /finish for browsers."""

    login = None

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/check":
            return self.answer(204 if self.login.visitor(self.headers) else 401)
        if path == "/begin":
            if self.headers.get("X-Original-Method") != "GET" or self.headers.get("X-Original-Upgrade"):
                return self.answer(403, text="sign in at the hub first")
            place, value = self.login.begin(self.headers.get("X-Original-URI", ""), is_secure(self.headers))
            return self.answer(302, {"Location": place, "Set-Cookie": value, "Cache-Control": "no-store"})
        try:
            place, value = self.login.finish(query, self.headers, is_secure(self.headers))
        except Refused as refused:
            return self.answer(403, text=str(refused))
        self.answer(302, {"Location": place, "Set-Cookie": value, "Cache-Control": "no-store"})

    do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_PATCH = do_GET

    def answer(self, status, headers=(), text=""):
        content = text.encode()
        self.send_response(status)
        for name, value in dict(headers).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if content and self.command != "HEAD":
            self.wfile.write(content)

    def address_string(self):
        return "nginx"

    def log_message(self, *_):
        """Each request for a page's file asks here; none of it is news."""


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


def main(socket):
    Answers.login = HubLogin.of(os.environ)
    os.umask(0o077)
    Server(socket, Answers).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
