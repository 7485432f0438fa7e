"""Datalabs by a Docker engine, or whatever speaks its API (podman's service does)."""

from __future__ import annotations

from typing import Any

from dockerspawner import DockerSpawner

from .launches import Launch
from .sites import Size, Volume
from .spawner import HOME, PORT, DatalabMixin


class DockerDatalabSpawner(DatalabMixin, DockerSpawner):
    """Starts a datalab as a container of Docker; networks, hosts and homes are DockerSpawner's settings."""

    # Of DockerSpawner.
    volumes: Any
    extra_host_config: Any

    async def start(self) -> Any:
        """Starts the container.

        :raises Refused: it may not be, or is not there.
        """
        self.describe_container(*await self.resolve())
        return await super().start()

    def describe_container(self, launch: Launch, size: Size, volumes: list[Volume]) -> None:
        """Sets what of a container is the datalab's; all else is the site's configuration."""
        self.image, self.port, self.notebook_dir = launch.image, PORT, ""
        self.mem_limit, self.cpu_limit = size.bytes, size.cores
        places = [place["bind"] if isinstance(place, dict) else place for place in self.volumes.values()]
        scratch = {"/tmp": "mode=1777"} if HOME in places else {"/tmp": "mode=1777", HOME: "mode=1777"}
        data = {volume.source: {"bind": f"/data/{volume.name}", "mode": "ro" if volume.read_only else "rw"} for volume in volumes}
        self.volumes = {**self.volumes, **data}
        self.extra_host_config = {
            "read_only": True, "tmpfs": scratch, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges"], "pids_limit": 2048,
            **self.extra_host_config,
        }  # fmt: skip

    async def pull_image(self, image: str) -> None:
        """Pulls with the launch's own password."""
        login = None
        if self.launch is not None and self.launch.password:
            login = {"username": self.user.name, "password": self.launch.password}
        self.doing = "fetching the image"
        if self.pull_policy != "never" and (self.pull_policy == "always" or not await self._is_there(image)):
            await self.docker("pull", image, auth_config=login)

    async def _is_there(self, image: str) -> bool:
        try:
            await self.docker("inspect_image", image)
        except Exception as error:
            if getattr(getattr(error, "response", None), "status_code", None) == 404:
                return False
            raise
        return True

    def get_env(self) -> dict[str, str]:
        """The variables of the datalab."""
        return self.told(super().get_env())

    async def get_command(self) -> list[str]:
        """Nothing: the image knows how it starts."""
        return []

    async def log_text(self) -> str:
        """The end of the container's log."""
        text = await self.docker("logs", self.container_id, tail=400)
        return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
