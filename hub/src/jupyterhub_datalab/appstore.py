"""Asks an AppStore on behalf of a hub's user."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from .launches import Launch, Refused, Wish

CLIENT = "jupyterhub"
"""The name that the hub has at the AppStore."""
LEAST_SECRET = 32


def read_secret(path: str) -> str:
    """The secret that the hub and the AppStore share, from a file that only its owner reads.

    :raises ValueError: the file cannot be used, with what to do.
    """
    file = Path(path)
    if not path:
        raise ValueError("the AppStore's secret is missing: give the file that 'appstore serve --hub-secret' names")
    if stat.S_IMODE(os.stat(file).st_mode) & 0o077:
        raise ValueError(f"{path}: others can read the secret; run 'chmod 600 {path}'")
    secret = file.read_text(encoding="ascii").strip()
    if len(secret) < LEAST_SECRET or not secret.isalnum():
        raise ValueError(f"{path}: expected {LEAST_SECRET} or more letters and digits; 'openssl rand -hex 32' makes them")
    return secret


class AppStore:
    """An AppStore, as its hub asks it: by name and secret, for a user whom the hub has signed in."""

    def __init__(self, url: str, secret: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
            raise ValueError(f"'{url}' is not an AppStore's address; write it as 'https://appstore.example.org'")
        self.url = url.rstrip("/")
        self._secret = secret

    async def launch(self, user: str, wish: Wish) -> Launch:
        """What is to be started for a user.

        :raises Refused: it is not there for this user, or cannot be started.
        """
        question = {"user": user, "datalab": wish.datalab, "version": wish.version, "digest": wish.digest}
        answer = await self._ask("POST", "/hub/launches", question)
        return Launch.read(answer)

    async def catalogue(self, user: str, text: str = "", limit: int = 100) -> list[dict[str, Any]]:
        """The datalabs that a user may launch, of a search."""
        answer = await self._ask("GET", "/hub/catalogue?" + urlencode({"user": user, "q": text, "limit": limit}))
        return [datalab for datalab in answer.get("datalabs", []) if isinstance(datalab, dict)]

    async def knows(self, user: str) -> bool:
        """Whether a user has an account that is not disabled.

        :raises Refused: the AppStore cannot be asked.
        """
        try:
            await self._ask("GET", "/hub/users?" + urlencode({"user": user}))
        except Refused as refused:
            if refused.status == 404:
                return False
            raise
        return True

    async def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        request = HTTPRequest(
            self.url + path,
            method=method,
            headers={"Content-Type": "application/json"},
            body=None if body is None else json.dumps(body),
            auth_username=CLIENT,
            auth_password=self._secret,
            connect_timeout=5,
            request_timeout=20,
            follow_redirects=False,
        )
        try:
            response = await AsyncHTTPClient().fetch(request)
            answer = json.loads(response.body)
        except HTTPClientError as error:
            raise Refused(self._words(error), error.code if error.code in (400, 403, 404) else 502) from None
        except (OSError, ValueError) as error:
            raise Refused(f"the AppStore cannot be asked: {error}; try again in a moment", 502) from None
        if not isinstance(answer, dict):
            raise Refused("the AppStore's answer cannot be read", 502)
        return answer

    @staticmethod
    def _words(error: HTTPClientError) -> str:
        """The AppStore's own words, where it said some."""
        try:
            first = json.loads(error.response.body)["errors"][0]  # type: ignore[union-attr]
            return str(first["message"])[:500]
        except (AttributeError, KeyError, IndexError, TypeError, ValueError):
            return f"the AppStore answered with status {error.code}"
