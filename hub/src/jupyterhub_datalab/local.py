"""Datalabs on one machine, by podman: no daemon, and what runs goes on while the hub is restarted."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile

from jupyterhub.spawner import Spawner
from tornado.httpclient import AsyncHTTPClient
from traitlets import Integer

from .launches import PROBES, Launch, Refused
from .podman import SECRETS, PodmanMixin, last_line, login
from .spawner import PORT


class LocalDatalabSpawner(PodmanMixin, Spawner):
    """Starts a datalab in a container with a network of its own; only this machine reaches its port."""

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
        arguments = [
            "run", "--detach", "--name", self.container, "--publish", f"127.0.0.1::{PORT}", "--label", self.label,
            *self.mounts(volumes), *self.run_arguments(launch, size, environment),
        ]  # fmt: skip
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

    async def fetch(self, launch: Launch) -> None:
        """Pulls the image where it is missing, with a password that is good for it alone."""
        status, _ = await self.call("image", "exists", launch.image)
        if status == 0:
            return
        self.doing = "fetching the image"
        with tempfile.NamedTemporaryFile("w", prefix="datalab-login-") as file:
            # Made readable for its owner alone.
            file.write(login(launch, self.user.name))
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
