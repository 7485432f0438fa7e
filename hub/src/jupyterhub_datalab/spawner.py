"""What every spawner of datalabs has in common, whatever starts the container."""

from __future__ import annotations

import time
from typing import Any, AsyncIterator
from urllib.parse import urlsplit, urlunsplit

from traitlets import Bool, Integer, List, Unicode
from traitlets.config import Configurable

from .appstore import AppStore, read_secret
from .form import options_form
from .launches import Launch, Refused, Wish
from .sites import Size, Volume, choose_size, choose_volumes

PORT = 10000
"""The port of a datalab in a network of its own (docs/contract.md)."""
HOME = "/media/home"
"""A user's home, which lives on between launches; the workspace is in it."""
TOLD = ("JUPYTERHUB_",)
"""What a datalab is told of the hub's variables."""


class DatalabMixin(Configurable):
    """Turns a datalab's name and version into what a spawner needs, asked from the AppStore as the user who starts it.

    To be put before a spawner's class: ``class Mine(DatalabMixin, SomeSpawner)``.
    """

    appstore_url = Unicode(help="The AppStore's address, such as 'https://appstore.example.org'.").tag(config=True)
    appstore_secret_file = Unicode(help="The file with the secret that the AppStore shares with this hub.").tag(config=True)
    sizes: Any = List(
        default_value=[{"name": "standard", "title": "2 cores, 4 GB", "cores": 2, "memory": "4G"}],
        minlen=1,
        help="The sizes of machine: 'name', 'title', 'cores', 'memory'. The first is taken where none is chosen.",
    ).tag(config=True)
    data_volumes: Any = List(
        help="Volumes with data, seen at /data/<name>: 'name', 'title', 'source', 'read_only', 'users' (none for everybody)."
    ).tag(config=True)
    at_once = Integer(2, help="How many datalabs a user may have at once; 0 for as many as they like.").tag(config=True)
    trusts_old_images = Bool(
        False, help="Start desktops and Theia of images that ask nobody: whoever knows a port or an address gets in."
    ).tag(config=True)

    # Of JupyterHub's spawner.
    user: Any
    server: Any
    user_options: Any
    active: bool

    wish: Wish | None = None
    launch: Launch | None = None
    began: float = 0
    doing: str = ""
    """What is being done before the page is there, for people."""

    @property
    def appstore(self) -> AppStore:
        """The AppStore that is asked."""
        return AppStore(self.appstore_url, read_secret(self.appstore_secret_file))

    def known_sizes(self) -> list[Size]:
        """The sizes of machine of this site."""
        return [Size.read(size) for size in self.sizes]

    def known_volumes(self) -> list[Volume]:
        """The volumes of this site."""
        return [Volume.read(volume) for volume in self.data_volumes]

    def volumes_of(self, user: str) -> list[Volume]:
        """The volumes that a user may use."""
        return [volume for volume in self.known_volumes() if volume.is_for(user)]

    async def resolve(self) -> tuple[Launch, Size, list[Volume]]:
        """All that is to be known before something is started.

        :raises Refused: nothing is started, and why.
        """
        self.began = time.time()
        self.doing = "asking the AppStore"
        wish = Wish.read(self.user_options)
        others = [other for other in self.user.spawners.values() if other is not self and other.active]
        if self.at_once and len(others) >= self.at_once:
            raise Refused(f"you may have {self.at_once} datalabs at once; stop one to launch another")
        size = choose_size(self.known_sizes(), wish.size)
        volumes = choose_volumes(self.known_volumes(), wish.volumes, self.user.name)
        launch = await self.appstore.launch(self.user.name, wish)
        if launch.kind != "jupyterlab" and not launch.asks_hub and not self.trusts_old_images:
            raise Refused(
                "this image's page asks nobody who they are, so it would be open to everybody; "
                "its owner has to build it again with the newest base"
            )
        self.wish, self.launch = wish, launch
        return launch, size, volumes

    def told(self, hubs: dict[str, str], hub: str | None = None) -> dict[str, str]:
        """The variables that a datalab is started with.

        :param hubs: those that the hub would start a server with; of its own environment nothing is passed on.
        :param hub: host and port by which the datalab reaches the hub; None for those that the hub itself says.
        """
        environment = {name: value for name, value in hubs.items() if name.startswith(TOLD)}
        environment["JUPYTERHUB_SERVICE_URL"] = f"http://0.0.0.0:{PORT}{self.server.base_url}"
        environment["MAIN_PORT"] = str(PORT)
        environment["HOME"] = HOME
        if self.wish and self.wish.plain:
            environment["DATALAB_WITHOUT_ADDITIONS"] = "1"
        if hub:
            for name in ("JUPYTERHUB_API_URL", "JUPYTERHUB_ACTIVITY_URL"):
                parts = urlsplit(environment.get(name, ""))
                if parts.hostname:
                    environment[name] = urlunsplit(parts._replace(netloc=hub))
        return environment

    # What JupyterHub asks of a spawner.

    def get_state(self) -> dict[str, Any]:
        """What the hub keeps of a running datalab, so that it knows it again after a restart."""
        state = super().get_state()  # type: ignore[misc]
        if self.launch is not None:
            state["datalab"] = {"launch": self.launch.kept(), "began": self.began}
        return state

    def load_state(self, state: dict[str, Any]) -> None:
        """Takes up what was kept."""
        super().load_state(state)  # type: ignore[misc]
        kept = state.get("datalab") or {}
        self.launch = Launch.again(kept.get("launch"))
        self.began = float(kept.get("began") or 0)

    def clear_state(self) -> None:
        """Forgets what ran."""
        super().clear_state()  # type: ignore[misc]
        self.launch = None
        self.doing = ""

    async def progress(self) -> AsyncIterator[dict[str, Any]]:
        """What is being done, as the hub's own page of progress shows it."""
        yield {"progress": 20, "message": self.doing or "starting"}

    async def log_text(self) -> str:
        """The end of the datalab's log; empty where the engine has none."""
        return ""

    async def sweep(self, in_use: set[str]) -> None:
        """Ends what this hub's engine still runs and nobody knows of; most engines' spawners leave nothing."""

    async def options_form_text(self, _: object = None) -> str:
        """The hub's own form to start a server with: the catalogue."""
        datalabs = await self.appstore.catalogue(self.user.name)
        return options_form(datalabs, self.known_sizes(), self.volumes_of(self.user.name))

    def _options_form_default(self) -> Any:
        return lambda _: self.options_form_text()

    def options_from_form(self, form: dict[str, list[str]]) -> dict[str, Any]:
        """The options of the form's fields; they are checked when the datalab is started."""
        options: dict[str, Any] = {name: form[name][0] for name in ("datalab", "size") if form.get(name)}
        if form.get("volumes"):
            options["volumes"] = form["volumes"]
        return options


def profile_list(appstore_url: str, secret_file: str) -> Any:
    """The catalogue as KubeSpawner's ``profile_list``: a callable that asks anew for each user.

    ``c.KubeSpawner.profile_list = profile_list('https://appstore.example.org', '/etc/jupyterhub/appstore-secret')``
    """

    async def profiles(spawner: Any) -> list[dict[str, Any]]:
        store = AppStore(appstore_url, read_secret(secret_file))
        host = urlsplit(store.url).netloc
        return [
            {
                "display_name": f"{datalab.get('title')} {datalab.get('version')}",
                "description": datalab.get("abstract") or "",
                "slug": str(datalab["name"]).replace("/", "-"),
                "kubespawner_override": {"image": f"{host}/{datalab['name']}@{datalab['digest']}"},
            }
            for datalab in await store.catalogue(spawner.user.name)
            if datalab.get("kind") == "jupyterlab"
        ]

    return profiles
