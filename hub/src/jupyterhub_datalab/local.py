"""Datalabs on one machine, by podman: no daemon, and what runs goes on while the hub is restarted."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.spawner import Spawner
from tornado.httpclient import AsyncHTTPClient
from traitlets import Integer, List, Unicode

from .launches import PROBES, Launch, Refused
from .sites import Size, Volume
from .spawner import HOME, PORT, DatalabMixin

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# slirp4netns shows the machine's loopback under this address.
MACHINE = "10.0.2.2"
# Variables that podman takes from its own environment.
SECRETS = ("JUPYTERHUB_",)


def last_line(text: str) -> str:
    """What a program said last: why it ended."""
    return (text.strip().splitlines() or ["it said nothing"])[-1][:500]


class LocalDatalabSpawner(DatalabMixin, Spawner):
    """Starts a datalab in a container with a network of its own; only this machine reaches its port."""

    podman = List(Unicode(), ["podman"], help="The program, with options for every call.").tag(config=True)
    run_options = List(Unicode(), help="Further options of 'podman run'.").tag(config=True)
    homes = Unicode(help="The folder of users' homes, which live on between launches; without it they do not.").tag(config=True)
    home_owner = Unicode("1000:100", help="The user and group ids that datalabs run as.").tag(config=True)
    most_processes = Integer(2048, help="How many processes and threads a datalab may have.").tag(config=True)
    stop_seconds = Integer(10, help="How long a datalab may take to end by itself.").tag(config=True)

    @property
    def label(self) -> str:
        """What this hub's containers are told from those of other hubs of the machine by: its own folder."""
        return "datalab-hub=" + hashlib.sha256(os.getcwd().encode()).hexdigest()[:16]

    @property
    def container(self) -> str:
        """The container's name: short, and another one for every server of every user of every hub on this machine."""
        return "datalab-" + hashlib.sha256(f"{self.label} {self.user.name} {self.name}".encode()).hexdigest()[:24]

    async def start(self) -> tuple[str, int]:
        """Starts the container, and waits for its page.

        :raises Refused: it did not start, with what was said.
        """
        launch, size, volumes = await self.resolve()
        self.doing = "looking for the image"
        await self.fetch(launch)
        self.doing = "starting the container"
        await self.call("rm", "--force", "--ignore", self.container)
        environment = self.told(self.get_env(), self.hub_address())
        arguments = self.run_arguments(launch, size, volumes, environment)
        status, text = await self.call(*arguments, environment=environment)
        if status != 0:
            await self.remove()
            raise Refused(f"the container did not start: {last_line(text)}")
        try:
            port = await self.published_port()
            self.doing = "waiting for the page"
            await self.await_page(launch, port)
        except BaseException:
            await self.remove()
            raise
        return "127.0.0.1", port

    async def poll(self) -> int | None:
        """None while it runs, else its exit status; 0 for what is not there."""
        status, text = await self.call("container", "inspect", "--format", "{{.State.Status}} {{.State.ExitCode}}", self.container)
        words = text.split()
        if status == 0 and len(words) == 2:
            return None if words[0] in ("running", "created", "initialized", "paused") else int(words[1])
        if await self.works():
            return 0
        # That podman cannot be asked is no sign that the datalab has ended.
        self.log.warning("podman cannot be asked about %s: %s", self.container, text[-200:])
        return None

    async def stop(self, now: bool = False) -> None:
        """Ends it; what it wrote outside its volumes is gone."""
        await self.remove(0 if now else self.stop_seconds)

    async def log_text(self) -> str:
        """The end of the container's log."""
        status, text = await self.call("logs", "--tail", "400", self.container)
        return text if status == 0 else ""

    async def sweep(self, in_use: set[str]) -> None:
        """Removes containers of this hub that it knows nothing of: it was killed while they were started."""
        status, text = await self.call("ps", "--all", "--filter", f"label={self.label}", "--format", "{{.Names}}")
        for name in text.split() if status == 0 else []:
            if name not in in_use:
                self.log.warning("removing the container %s, which nobody has started", name)
                await self.call("rm", "--force", "--ignore", "--volumes", name)

    # How it is done.

    def hub_address(self) -> str | None:
        """Where the container reaches the hub: this machine's loopback has another address in its network."""
        parts = urlsplit(self.hub.api_url)
        return f"{MACHINE}:{parts.port}" if parts.hostname in LOOPBACK else None

    def run_arguments(self, launch: Launch, size: Size, volumes: list[Volume], environment: dict[str, str]) -> list[str]:
        """The command that starts the container; the hub's tokens are not in it, as everybody sees commands."""
        network = "slirp4netns:allow_host_loopback=" + ("true" if self.hub_address() else "false")
        arguments = [
            "run", "--detach", "--name", self.container, "--network", network, "--publish", f"127.0.0.1::{PORT}",
            "--user", self.home_owner, "--read-only", "--tmpfs", "/tmp:mode=1777", "--cap-drop", "all",
            "--security-opt", "no-new-privileges", "--pids-limit", str(self.most_processes), "--memory", str(size.bytes),
            "--cpus", str(size.cores), "--log-driver", "k8s-file", "--log-opt", "max-size=4mb", "--label", self.label,
            "--pull", "never",
        ]  # fmt: skip
        for mount in self.mounts(volumes):
            arguments += ["--mount", mount]
        for name, value in environment.items():
            arguments += ["--env", name if name.startswith(SECRETS) else f"{name}={value}"]
        return [*arguments, *self.run_options, launch.image]

    def mounts(self, volumes: list[Volume]) -> list[str]:
        """The user's home, and the volumes."""
        home = self.make_home()
        kind = f"type=bind,source={home},destination={HOME}" if home else f"type=tmpfs,destination={HOME},tmpfs-mode=1777"
        data = [
            f"type=bind,source={volume.source},destination=/data/{volume.name}{',readonly' if volume.read_only else ''}"
            for volume in volumes
        ]
        for volume in volumes:
            if not Path(volume.source).is_dir():
                raise Refused(f"the volume {volume.name!r} is not there at the moment; start without it, or ask who runs this hub")
        return [kind, *data]

    def make_home(self) -> Path | None:
        """The user's home, made where it is missing; None where homes do not live on."""
        if not self.homes:
            return None
        home = Path(self.homes, self.user.name)
        if home.parent != Path(self.homes) or self.user.name.startswith("."):
            raise Refused(f"{self.user.name!r} cannot be the name of a folder")
        uid, gid = (int(part) for part in self.home_owner.split(":"))
        for folder in (home, home / "my_workspace"):
            if not folder.exists():
                folder.mkdir(mode=0o700, parents=True)
                if os.geteuid() == 0:
                    os.chown(folder, uid, gid)
        return home

    async def fetch(self, launch: Launch) -> None:
        """Pulls the image where it is missing, with a password that is good for it alone."""
        status, _ = await self.call("image", "exists", launch.image)
        if status == 0:
            return
        self.doing = "fetching the image"
        login = base64.b64encode(f"{self.user.name}:{launch.password}".encode()).decode()
        with tempfile.NamedTemporaryFile("w", prefix="datalab-login-") as file:
            # Made readable for its owner alone.
            json.dump({"auths": {launch.registry: {"auth": login}}}, file)
            file.flush()
            check = "false" if launch.plain_http else "true"
            status, text = await self.call("pull", "--quiet", "--authfile", file.name, f"--tls-verify={check}", launch.image)
        if status != 0:
            raise Refused(f"the image cannot be fetched: {last_line(text)}")

    async def published_port(self) -> int:
        """The port of this machine that leads to the container's."""
        status, text = await self.call("port", self.container, f"{PORT}/tcp")
        port = text.strip().rsplit(":", 1)[-1]
        if status != 0 or not port.isdigit():
            raise Refused(f"the container has no port: {await self.last_words()}")
        return int(port)

    async def await_page(self, launch: Launch, port: int) -> None:
        """Waits until the datalab can be used; one that ends before is told with its last lines."""
        url = f"http://127.0.0.1:{port}{self.server.base_url}{PROBES[launch.kind]}"
        rounds = 0
        while True:
            try:
                answer = await AsyncHTTPClient().fetch(url, raise_error=False, request_timeout=5, follow_redirects=False)
                # Some probes ask for the hub's login first: whoever does is there.
                if answer.code < 500 and answer.code != 404:
                    return
            except OSError:
                pass
            rounds += 1
            if rounds % 10 == 0 and (ended := await self.poll()) is not None:
                raise Refused(f"the datalab ended with status {ended}: {await self.last_words()}")
            await asyncio.sleep(0.1)

    async def last_words(self) -> str:
        """The end of the log on one line."""
        return " / ".join((await self.log_text()).strip().splitlines()[-5:])[-800:]

    async def works(self) -> bool:
        """Whether podman answers at all."""
        return (await self.call("container", "exists", self.container))[0] in (0, 1)

    async def remove(self, seconds: int = 0) -> None:
        """Ends and removes the container; nothing happens without one."""
        await self.call("rm", "--force", "--ignore", "--volumes", "--time", str(seconds), self.container)

    async def call(self, *arguments: str, environment: dict[str, str] | None = None) -> tuple[int, str]:
        """Runs podman; of the environment it gets what is secret.

        :returns: its exit status, and what it wrote.
        """
        secrets = {name: value for name, value in (environment or {}).items() if name.startswith(SECRETS)}
        try:
            process = await asyncio.create_subprocess_exec(
                *self.podman, *arguments,
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
                env={**os.environ, **secrets}, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise Refused(f"'{self.podman[0]}' cannot be started: {error}", 500) from None
        output, _ = await process.communicate()
        return process.returncode or 0, output.decode("utf-8", "replace")
