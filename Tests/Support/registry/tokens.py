"""A token server after distribution's token specification: GET with basic credentials, POST as OAuth2, refresh tokens.

Tokens are RS256 JWTs. Only what is asked and allowed is granted; granting less than asked is no error.
"""

import base64
import datetime
import json
import secrets
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler

ACTIONS = ["pull", "push", "delete"]


def encoded(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=")


class Issuer:
    """Decides who may do what, and signs it.

    The policy has: user, password, service, issuer, expires, dead, deny, read_only, anonymous.
    """

    def __init__(self, key, policy):
        self.key, self.policy, self.lock = key, policy, threading.Lock()
        self.issued, self.refreshing = 0, {}

    def knows(self, user, password):
        return user == self.policy.user and password == self.policy.password

    def access(self, scopes, user):
        """What of the scopes is granted, in the form a JWT says it."""
        granted = []
        for scope in scopes:
            kind, _, rest = scope.partition(":")
            name, _, asked = rest.rpartition(":")
            allowed = self.allowed(kind, name, user)
            wanted = ACTIONS if asked == "*" else asked.split(",")
            actions = [action for action in wanted if action in allowed]
            if actions:
                granted.append({"type": kind, "name": name, "actions": actions})
        return granted

    def allowed(self, kind, name, user):
        if kind != "repository" or name in self.policy.deny:
            return []
        if user is None:
            return ["pull"] if self.policy.anonymous == "pull" else []
        return ["pull"] if name in self.policy.read_only else ACTIONS

    def token(self, service, access, user):
        """A signed token; the first `dead` of them have ended long ago, past the registry's minute of leeway."""
        with self.lock:
            self.issued += 1
            dead = self.issued <= self.policy.dead
        now = int(time.time())
        ends = now - 600 if dead else now + self.policy.expires
        header = {"typ": "JWT", "alg": "RS256", "kid": self.key.identity}
        claims = {"iss": self.policy.issuer, "sub": user or "", "aud": service, "iat": now, "nbf": now - 10, "exp": ends,
                  "jti": secrets.token_hex(8), "access": access}
        content = b".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
        return b".".join([content, encoded(self.key.sign(content))]).decode()

    def refresh_token(self, user):
        token = secrets.token_urlsafe(24)
        with self.lock:
            self.refreshing[token] = user
        return token

    def refreshed(self, token):
        with self.lock:
            return self.refreshing.get(token)

    def revoke(self):
        """No refresh token given so far is good any more."""
        with self.lock:
            self.refreshing.clear()


def token_handler(issuer, record):
    """The handler class of a token server; it answers /token, and the control requests /counts and POST /revoke."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        policy = issuer.policy

        def log_message(self, *_):
            pass

        def do_GET(self):
            url = urllib.parse.urlsplit(self.path)
            self.query = urllib.parse.parse_qs(url.query, keep_blank_values=True)
            if url.path == "/counts":
                return self.answer(200, {"issued": issuer.issued, "requests": len(record.all())})
            if url.path != "/token":
                return self.refuse(404, "not_found")
            user, known = self.basic_user()
            if not known or (user is None and self.policy.anonymous == "none"):
                return self.refuse(401, "unauthorized", [("WWW-Authenticate", 'Basic realm="datalab test tokens"')])
            offline = self.query.get("offline_token") == ["true"]
            self.grant(user, self.query.get("scope", []), self.one("service"), offline)

        def do_POST(self):
            text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            self.query = urllib.parse.parse_qs(text, keep_blank_values=True)
            if self.path == "/revoke":
                issuer.revoke()
                return self.answer(200, {})
            if self.path != "/token" or self.policy.no_post:
                return self.refuse(404, "not_found")
            kind, user = self.one("grant_type"), None
            if kind == "password" and issuer.knows(self.one("username"), self.one("password")):
                user = self.one("username")
            elif kind == "refresh_token":
                user = issuer.refreshed(self.one("refresh_token"))
            if user is None:
                return self.refuse(401, "invalid_grant")
            kept = self.one("refresh_token") if kind == "refresh_token" else None
            self.grant(user, self.query.get("scope", []), self.one("service"), self.one("access_type") == "offline", kept)

        def one(self, name):
            return self.query.get(name, [""])[0]

        def basic_user(self):
            """The user of the basic credentials, none when there are none, and whether they are right."""
            kind, _, value = self.headers.get("Authorization", "").partition(" ")
            if not value:
                return None, True
            try:
                user, _, password = base64.b64decode(value).decode().partition(":")
            except ValueError:
                return None, False
            # Docker's convention: the user `<token>` has a refresh token for a password.
            return user, kind.lower() == "basic" and issuer.knows(user, password)

        def grant(self, user, scopes, service, offline, kept=None):
            scopes = [scope for text in scopes for scope in text.split(" ") if scope]
            access = issuer.access(scopes, user)
            token = issuer.token(service, access, user)
            body = {"expires_in": self.policy.expires, "issued_at": datetime.datetime.now(datetime.timezone.utc).isoformat()}
            body |= {name: token for name in self.policy.fields}
            if offline or kept:
                body["refresh_token"] = kept or issuer.refresh_token(user)
            self.answer(200, body, user=user, scopes=scopes, granted=access)

        def refuse(self, status, code, headers=()):
            self.answer(status, {"error": code, "errors": [{"code": code.upper(), "message": code}]}, headers)

        def answer(self, status, body, headers=(), **facts):
            if not self.path.startswith(("/counts", "/revoke")):
                record.add({"method": self.command, "path": self.path, "headers": self.headers.items(), "form": self.query,
                            "status": status, **facts})
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in [*headers, ("Content-Type", "application/json"), ("Content-Length", str(len(content)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    return Handler
