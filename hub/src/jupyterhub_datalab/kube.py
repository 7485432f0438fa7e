"""Datalabs on Kubernetes, by KubeSpawner: nothing of ours runs in the cluster but the datalabs."""

from __future__ import annotations

import base64
import json
from typing import Any

from kubernetes_asyncio.client import V1ObjectMeta, V1Secret
from kubernetes_asyncio.client.exceptions import ApiException
from kubespawner import KubeSpawner

from .launches import Launch
from .sites import Size, Volume
from .spawner import HOME, PORT, DatalabMixin


class KubeDatalabSpawner(DatalabMixin, KubeSpawner):
    """Starts a datalab as a pod. A volume's ``source`` is a claim; the home is the claim that KubeSpawner ensures, if it does."""

    # Of KubeSpawner.
    cmd: Any
    uid: Any
    volumes: Any
    volume_mounts: Any
    extra_annotations: Any

    async def start(self) -> Any:
        """Starts the pod.

        :raises Refused: it may not be, or is not there.
        """
        launch, size, volumes = await self.resolve()
        self.describe_pod(launch, size, volumes)
        await self.write_login(launch)
        return await super().start()

    def describe_pod(self, launch: Launch, size: Size, volumes: list[Volume]) -> None:
        """Sets what of a pod is the datalab's; all else is the site's configuration."""
        self.image, self.port, self.cmd = launch.image, PORT, []
        self.mem_limit = self.mem_guarantee = size.bytes
        self.cpu_limit = size.cores
        self.uid = self.uid or 1000
        self.allow_privilege_escalation = False
        self.container_security_context = {"readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
        self.extra_annotations = {
            **self.extra_annotations, "datalab/name": launch.datalab, "datalab/version": launch.version, "datalab/digest": launch.digest,
        }  # fmt: skip
        self.image_pull_secrets = [self.login_name] if launch.password else []
        home: dict[str, Any] = {"name": "datalab-home", "emptyDir": {}}
        if self.storage_pvc_ensure:
            home = {"name": "datalab-home", "persistentVolumeClaim": {"claimName": self.pvc_name}}
        claims = [
            {
                "name": f"data-{number}",
                "persistentVolumeClaim": {"claimName": volume.source, "readOnly": volume.read_only},
            }
            for number, volume in enumerate(volumes)
        ]
        mounts = [
            {"name": f"data-{number}", "mountPath": f"/data/{volume.name}", "readOnly": volume.read_only}
            for number, volume in enumerate(volumes)
        ]
        self.volumes = [*self.volumes, {"name": "datalab-scratch", "emptyDir": {}}, home, *claims]
        self.volume_mounts = [
            *self.volume_mounts, {"name": "datalab-scratch", "mountPath": "/tmp"}, {"name": "datalab-home", "mountPath": HOME}, *mounts,
        ]  # fmt: skip

    @property
    def login_name(self) -> str:
        """The name of the secret with the launch's password."""
        return f"{self.pod_name[:240]}-pull"

    def login_secret(self, launch: Launch) -> V1Secret:
        """The password with which the cluster's nodes pull this one image, for half an hour."""
        login = base64.b64encode(f"{self.user.name}:{launch.password}".encode()).decode()
        content = json.dumps({"auths": {launch.registry: {"auth": login}}})
        return V1Secret(
            metadata=V1ObjectMeta(name=self.login_name, labels=dict(self.common_labels)),
            type="kubernetes.io/dockerconfigjson",
            string_data={".dockerconfigjson": content},
        )

    async def write_login(self, launch: Launch) -> None:
        """Hands the password to the cluster, in the place of one that was there before."""
        if not launch.password:
            return
        await self.remove_login()
        await self.api.create_namespaced_secret(namespace=self.namespace, body=self.login_secret(launch))

    async def remove_login(self) -> None:
        """Takes the password away; nothing happens without one."""
        try:
            await self.api.delete_namespaced_secret(name=self.login_name, namespace=self.namespace)
        except ApiException as error:
            if error.status != 404:
                raise

    async def stop(self, now: bool = False) -> None:
        """Ends the pod."""
        await super().stop(now=now)
        await self.remove_login()

    def get_env(self) -> dict[str, str]:
        """The variables of the datalab."""
        return self.told(super().get_env())

    async def log_text(self) -> str:
        """The end of the pod's log."""
        return str(await self.api.read_namespaced_pod_log(name=self.pod_name, namespace=self.namespace, tail_lines=400))
