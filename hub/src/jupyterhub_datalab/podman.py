"""What every spawner that starts datalabs by podman has in common: what a container may do, and what it sees."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from traitlets import Integer, List, Unicode

from .launches import Launch, Refused
from .sites import Size, Volume
from .spawner import HOME, DatalabMixin

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# slirp4netns shows the machine's loopback under this address.
MACHINE = "10.0.2.2"
SECRETS = ("JUPYTERHUB_",)
"""Variables that podman takes from its own environment, as everybody sees commands."""


def last_line(text: str) -> str:
    """What a program said last: why it ended."""
    return (text.strip().splitlines() or ["it said nothing"])[-1][:500]


def login(launch: Launch, user: str) -> str:
    """The content of podman's file of logins: a password that is good for one image (containers-auth.json)."""
    word = base64.b64encode(f"{user}:{launch.password}".encode()).decode()
    return json.dumps({"auths": {launch.registry: {"auth": word}}})


class PodmanMixin(DatalabMixin):
    """A datalab's container, whoever calls podman, and wherever."""

    podman = List(Unicode(), ["podman"], help="The program, with options for every call.").tag(config=True)
    run_options = List(Unicode(), help="Further options of 'podman run'.").tag(config=True)
    homes = Unicode(help="The folder of users' homes, which live on between launches; without it they do not.").tag(config=True)
    home_owner = Unicode("1000:100", help="The user and group ids that datalabs run as.").tag(config=True)
    most_processes = Integer(2048, help="How many processes and threads a datalab may have.").tag(config=True)

    # Of JupyterHub's spawner.
    hub: Any

    def hub_address(self) -> str | None:
        """Where the container reaches the hub: this machine's loopback has another address in its network."""
        parts = urlsplit(self.hub.api_url)
        return f"{MACHINE}:{parts.port}" if parts.hostname in LOOPBACK else None

    def run_arguments(self, launch: Launch, size: Size, environment: dict[str, str]) -> list[str]:
        """Options and image of the command that starts the container; the hub's tokens are not in it, as everybody sees commands."""
        network = "slirp4netns:allow_host_loopback=" + ("true" if self.hub_address() else "false")
        arguments = [
            "--network", network, "--user", self.home_owner, "--read-only", "--tmpfs", "/tmp:mode=1777", "--cap-drop", "all",
            "--security-opt", "no-new-privileges", "--pids-limit", str(self.most_processes), "--memory", str(size.bytes),
            "--cpus", str(size.cores), "--log-driver", "k8s-file", "--log-opt", "max-size=4mb", "--pull", "never",
        ]  # fmt: skip
        for name, value in environment.items():
            arguments += ["--env", name if name.startswith(SECRETS) else f"{name}={value}"]
        return [*arguments, *self.run_options, launch.image]

    def mounts(self, volumes: list[Volume], here: bool = True) -> list[str]:
        """The options for the user's home and the volumes.

        :param here: whether they are on this machine, so that a volume that is missing can be told.
        """
        home = self.make_home()
        mounts = [f"type=bind,source={home},destination={HOME}" if home else f"type=tmpfs,destination={HOME},tmpfs-mode=1777"]
        for volume in volumes:
            if here and not Path(volume.source).is_dir():
                raise Refused(f"the volume {volume.name!r} is not there at the moment; start without it, or ask who runs this hub")
            ending = ",readonly" if volume.read_only else ""
            mounts.append(f"type=bind,source={volume.source},destination=/data/{volume.name}{ending}")
        return [part for mount in mounts for part in ("--mount", mount)]

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
