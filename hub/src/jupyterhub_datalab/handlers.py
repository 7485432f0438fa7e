"""What the AppStore's pages ask the hub: what of a user runs, what there is to choose, what a datalab logged.

The hub's own rules on scopes hold: a user's token sees that user, the AppStore's token everybody.
"""

from __future__ import annotations

import json
from datetime import timezone
from typing import Any

from jupyterhub.apihandlers.base import APIHandler
from jupyterhub.scopes import needs_scope
from tornado import web

from .launches import Refused
from .spawner import DatalabMixin

LONGEST_LOG = 64 << 10
"""So many characters of a log are sent, from its end."""


class UserHandler(APIHandler):
    """``GET /hub/api/datalab/users/NAME``"""

    @needs_scope("read:servers")
    async def get(self, user_name: str) -> None:
        """Everything that a page about a user's datalabs shows."""
        user = self.find_user(user_name)
        # Somebody who never launched anything is no user of the hub yet.
        spawners = list(user.spawners.values()) if user else []
        sample = self.settings["spawner_class"]
        offers: dict[str, Any] = {"limit": None, "sizes": [], "volumes": []}
        if issubclass(sample, DatalabMixin):
            offers = choices(sample(config=self.settings["config"]), user_name)
        self.set_header("Content-Type", "application/json")
        self.write(
            json.dumps(
                {
                    "servers": [described(spawner) for spawner in spawners if is_shown(spawner)],
                    **offers,
                }
            )
        )


class LogHandler(APIHandler):
    """``GET /hub/api/datalab/users/NAME/servers/SERVER/log``"""

    @needs_scope("read:servers")
    async def get(self, user_name: str, server_name: str) -> None:
        """The end of a datalab's log."""
        user = self.find_user(user_name)
        spawner = user.spawners.get(server_name) if user else None
        if not isinstance(spawner, DatalabMixin) or not spawner.active:
            raise web.HTTPError(404, "this datalab does not run")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.write((await spawner.log_text())[-LONGEST_LOG:])


async def sweep(app: Any) -> None:
    """Ends what a hub that was killed has left behind, once this one knows what runs."""
    if issubclass(app.spawner_class, DatalabMixin):
        known = [spawner for user in app.users.values() for spawner in user.spawners.values() if isinstance(spawner, DatalabMixin)]
        in_use = {str(getattr(spawner, "container", "")) for spawner in known if spawner.active or spawner.server}
        await app.spawner_class(config=app.config).sweep(in_use)


def choices(spawner: DatalabMixin, user: str) -> dict[str, Any]:
    """What a user may choose from."""
    return {
        "limit": spawner.at_once or None,
        "sizes": [{"name": size.name, "title": size.title} for size in spawner.known_sizes()],
        "volumes": [
            {"name": volume.name, "title": volume.title, "isReadOnly": volume.read_only} for volume in spawner.volumes_of(user)
        ],
    }


def is_shown(spawner: Any) -> bool:
    """Whether a server runs, starts, ends, or did not start and nobody has been told."""
    return isinstance(spawner, DatalabMixin) and (spawner.active or failure(spawner) is not None)


def failure(spawner: Any) -> str | None:
    """Why the last start failed, in words; None where it did not."""
    future = spawner._spawn_future  # JupyterHub's own pages look here too.
    if spawner.active or future is None or not future.done() or future.cancelled():
        return None
    error = future.exception()
    if error is None:
        return None
    if isinstance(error, (Refused, web.HTTPError)):
        return str(getattr(error, "jupyterhub_message", None) or getattr(error, "log_message", None) or error)
    return "it did not start; the hub's log says why"


def described(spawner: Any) -> dict[str, Any]:
    """A server as the AppStore's pages show it."""
    launch = spawner.launch
    options = spawner.user_options or {}
    state = "ready" if spawner.ready else {"spawn": "starting", "stop": "stopping"}.get(spawner.pending or "", "failed")
    started = spawner.orm_spawner.started
    return {
        "server": spawner.name,
        "datalab": launch.datalab if launch else str(options.get("datalab", "")),
        "title": launch.title if launch else "",
        "kind": launch.kind if launch else None,
        "version": launch.version if launch else "",
        "digest": launch.digest if launch else None,
        "state": state,
        "message": failure(spawner) or spawner.doing if state in ("starting", "failed") else "",
        "since": int(started.replace(tzinfo=timezone.utc).timestamp()) if started else None,
        "url": spawner.server.base_url if spawner.server else None,
    }
