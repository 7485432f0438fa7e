"""Datalabs as jobs of Slurm: a node with room for it fetches the image once, and runs it by podman."""

from __future__ import annotations

import asyncio
import math
import os
import shlex
from pathlib import Path
from typing import Any

from batchspawner import SlurmSpawner
from jupyterhub.spawner import Spawner
from traitlets import Unicode

from .launches import Launch, Refused
from .podman import SECRETS, PodmanMixin, last_line, login
from .sites import Size, Volume
from .spawner import PORT

LOGIN = "DATALAB_LOGIN"
"""The variable with podman's file of logins: of a job, as of its container, only variables are read by nobody else."""
OF_THE_HUB = ("PATH", "SLURM_CONF")
"""What Slurm's own programs take from the hub's environment."""
JOB = """set -u
export HOME="${{HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}}"
name=datalab-job-$SLURM_JOB_ID
# The container is no child of the job: it would outlive it.
trap '{podman} rm --force --ignore --volumes --time 10 "$name" >/dev/null 2>&1' EXIT
trap 'exit 143' TERM INT
if ! {podman} image exists {image}; then
    login=$(umask 077; mktemp) && printf %s "${login}" >"$login" || exit 1
    {podman} pull --quiet --authfile "$login" --tls-verify={verify} {image} >/dev/null
    status=$?
    rm -f "$login"
    [ $status -eq 0 ] || {{ echo "the image cannot be fetched"; exit 1; }}
fi
unset {login}
{podman} run --detach --name "$name" --label "slurm.job=$SLURM_JOB_ID" {options} >/dev/null || exit 1
{podman} logs --follow "$name" &
{podman} port "$name" {port}/tcp | python3 -c '
import json, os, sys, urllib.request
port, url = int(sys.stdin.readline().rsplit(":", 1)[1]), sys.argv[1] + "/batchspawner"
head = {{"Authorization": "token " + os.environ["JUPYTERHUB_API_TOKEN"], "Content-Type": "application/json"}}
urllib.request.urlopen(urllib.request.Request(url, json.dumps({{"port": port}}).encode(), head), timeout=60)
' {api} || {{ echo "the hub cannot be told the port"; exit 1; }}
# While the shell waits for a program that it has put behind, it hears that the job is cancelled.
{podman} wait "$name" &
wait $!
"""


class SlurmDatalabSpawner(PodmanMixin, SlurmSpawner):
    """Starts a datalab as a job; partitions, accounts and hours are SlurmSpawner's settings (``req_partition`` and others)."""

    logs = Unicode(help="A folder that hub and nodes share, for the datalabs' logs; without it there are none.").tag(config=True)
    published_address = Unicode("0.0.0.0", help="The address of a node at which the hub's proxy reaches its datalabs.").tag(config=True)
    exec_prefix = Unicode("", help="What Slurm's programs are called by, such as 'sudo -E -u {username}'.").tag(config=True)

    chosen: tuple[Launch, Size, list[Volume]]
    last_job = ""
    """The job that was submitted last; batchspawner forgets one that has ended."""

    async def start(self) -> Any:
        """Submits the job, and waits until it has said its port.

        :raises Refused: it may not be started.
        """
        self.chosen = await self.resolve()
        size = self.chosen[1]
        self.req_memory, self.req_nprocs = f"{size.bytes >> 20}M", str(math.ceil(size.cores))
        self.req_keepvars = ",".join(self.get_env())
        self.doing = "waiting for a node, which fetches the image where it is missing"
        begun = asyncio.ensure_future(super().start())
        try:
            while not (await asyncio.wait({begun}, timeout=1))[0]:
                # Once a job runs, batchspawner waits for its port alone.
                if self.ip_known() and await self.poll() is not None:
                    raise RuntimeError("the job ended")
            return begun.result()
        except RuntimeError as error:
            raise Refused(f"the datalab's job did not start: {self.last_words() or last_line(str(error))}") from None
        finally:
            begun.cancel()

    def ip_known(self) -> bool:
        """Whether the job has run."""
        return bool(self.job_id) and self.ip != self.traits()["ip"].default_value

    def last_words(self) -> str:
        """The end of the job's log on one line."""
        return " / ".join(self.log_of(self.last_job).strip().splitlines()[-5:])[-800:]

    # batchspawner asks for these whenever it calls Slurm, also for users that the hub's machine does not know.
    def _req_homedir_default(self) -> str:
        return "/"

    def _req_keepvars_default(self) -> str:
        return ""

    def get_env(self) -> dict[str, str]:
        """The job's variables: what Slurm and podman need, and what is secret."""
        launch = self.chosen[0]
        hubs = {name: os.environ[name] for name in OF_THE_HUB if name in os.environ}
        secrets = {name: value for name, value in self.environment_inside().items() if name.startswith(SECRETS)}
        return {**hubs, **secrets, LOGIN: login(launch, self.user.name)}

    def environment_inside(self) -> dict[str, str]:
        """The datalab's variables."""
        return self.told(Spawner.get_env(self), self.hub_address())

    async def _get_batch_script(self, **subvars: Any) -> str:
        """The job: what Slurm is asked for, and what runs on the node. Nothing in it is taken from a user as it is."""
        asked = {
            "--job-name": "datalab", "--chdir": "/", "--output": f"{self.logs}/datalab-%j.log" if self.logs else "/dev/null",
            "--export": subvars["keepvars"], "--partition": subvars["partition"], "--time": subvars["runtime"],
            "--account": subvars["account"], "--mem": subvars["memory"], "--gres": subvars["gres"],
            "--cpus-per-task": subvars["nprocs"], "--reservation": subvars["reservation"], "--qos": subvars["qos"],
        }  # fmt: skip
        lines = ["#!/bin/bash", *(f"#SBATCH {name}={value}" for name, value in asked.items() if value)]
        if subvars["options"]:
            lines.append(f"#SBATCH {subvars['options']}")
        return "\n".join([*lines, self.job()])

    def job(self) -> str:
        """What runs on the node."""
        launch, size, volumes = self.chosen
        options = [
            "--publish", f"{self.published_address}::{PORT}", *self.mounts(volumes, here=False),
            *self.run_arguments(launch, size, self.environment_inside()),
        ]  # fmt: skip
        return JOB.format(
            podman=shlex.join(self.podman),
            image=shlex.quote(launch.image),
            options=shlex.join(options),
            verify="false" if launch.plain_http else "true",
            login=LOGIN,
            api=shlex.quote(self.hub.api_url),
            port=PORT,
        )

    def parse_job_id(self, output: str) -> str:
        """The job's number, of what 'sbatch' says."""
        self.last_job = super().parse_job_id(output)
        return self.last_job

    async def log_text(self) -> str:
        """The end of the job's log; empty where none is kept."""
        return self.log_of(self.job_id)

    def log_of(self, job: str) -> str:
        """The end of a job's log; empty where none is kept."""
        if not self.logs or not job.isdigit():
            return ""
        try:
            with Path(self.logs, f"datalab-{job}.log").open("rb") as file:
                file.seek(max(0, os.fstat(file.fileno()).st_size - (1 << 16)))
                return file.read().decode("utf-8", "replace")
        except OSError:
            return ""
