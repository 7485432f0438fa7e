"""What each engine is told: commands and manifests as values."""

import asyncio
import types
import unittest
from unittest import mock

from jupyterhub.objects import Hub, Server
from jupyterhub_datalab.docker import DockerDatalabSpawner
from jupyterhub_datalab.kube import KubeDatalabSpawner
from jupyterhub_datalab.launches import Launch, Refused, Wish
from jupyterhub_datalab.local import LocalDatalabSpawner
from jupyterhub_datalab.sites import Size, Volume
from kubernetes_asyncio.client import ApiClient
from test_values import ANSWER

LAUNCH = Launch.read(ANSWER)
SIZE = Size.read({"name": "small", "cores": 2, "memory": "4G"})
DATA = Volume.read({"name": "euclid", "source": "/tmp"})
HUBS = {
    "JUPYTERHUB_API_TOKEN": "tell nobody", "JUPYTERHUB_API_URL": "http://127.0.0.1:8081/hub/api", "JUPYTERHUB_USER": "ann",
    "JUPYTERHUB_ACTIVITY_URL": "http://127.0.0.1:8081/hub/api/users/ann/activity", "PATH": "/the/hubs/own", "AWS_SECRET": "the hub's",
}  # fmt: skip


def local(**settings):
    spawner = LocalDatalabSpawner(hub=Hub(ip="127.0.0.1", port=8081, base_url="/hub/"), name="x-1", **settings)
    spawner.user = types.SimpleNamespace(name="ann", spawners={})
    spawner.server = Server(base_url="/user/ann/x-1/")
    return spawner


class Local(unittest.TestCase):
    def test_a_container_can_do_little_and_its_command_tells_no_secret(self):
        spawner = local()
        environment = spawner.told(HUBS, spawner.hub_address())
        command = spawner.run_arguments(LAUNCH, SIZE, [DATA], environment)
        text = " ".join(command)
        self.assertNotIn("tell nobody", text)
        self.assertNotIn("hub's", text + str(environment))
        for part in (
            "--publish 127.0.0.1::10000", "--cap-drop all", "--security-opt no-new-privileges", "--read-only", "--memory 4294967296",
            "--cpus 2.0", "--pids-limit 2048", "--user 1000:100", "--env JUPYTERHUB_API_TOKEN --env", "--env MAIN_PORT=10000",
            "--mount type=bind,source=/tmp,destination=/data/euclid,readonly", "--network slirp4netns:allow_host_loopback=true",
        ):  # fmt: skip
            self.assertIn(part, text)
        self.assertEqual(command[-1], LAUNCH.image)
        self.assertEqual(environment["JUPYTERHUB_API_URL"], "http://10.0.2.2:8081/hub/api")
        self.assertEqual(environment["JUPYTERHUB_SERVICE_URL"], "http://0.0.0.0:10000/user/ann/x-1/")

    def test_a_hub_that_all_reach_needs_no_loopback(self):
        spawner = local()
        spawner.hub = Hub(ip="192.0.2.7", port=8081, base_url="/hub/")
        self.assertIsNone(spawner.hub_address())
        self.assertIn("slirp4netns:allow_host_loopback=false", spawner.run_arguments(LAUNCH, SIZE, [], {}))

    def test_what_is_kept_brings_it_back(self):
        spawner, again = local(), local()
        spawner.launch, spawner.began = LAUNCH, 5.0
        again.load_state(spawner.get_state())
        self.assertEqual((again.launch.image, again.launch.password, again.began), (LAUNCH.image, "", 5.0))
        self.assertEqual(again.container, spawner.container)
        again.clear_state()
        self.assertIsNone(again.launch)

    def test_a_missing_volume_and_too_many_are_told(self):
        spawner = local()
        with self.assertRaisesRegex(Refused, "'gone' is not there"):
            spawner.mounts([Volume.read({"name": "gone", "source": "/nowhere"})])
        others = {str(number): types.SimpleNamespace(active=True) for number in range(2)}
        spawner.user.spawners, spawner.user_options = others, {"datalab": "ann/x"}
        with self.assertRaisesRegex(Refused, "2 datalabs at once"):
            asyncio.run(spawner.resolve())

    def test_what_nobody_knows_is_swept_away(self):
        spawner = local()
        said = {"ps": (0, "datalab-known\ndatalab-orphan\n")}
        called = mock.AsyncMock(side_effect=lambda *arguments, **_: said.get(arguments[0], (0, "")))
        with mock.patch.object(LocalDatalabSpawner, "call", called):
            asyncio.run(spawner.sweep({"datalab-known"}))
        self.assertEqual([call.args[-1] for call in called.await_args_list[1:]], ["datalab-orphan"])

    def test_the_hubs_own_form_is_the_catalogue(self):
        spawner = local()
        found = [{"name": "ann/x", "title": "X & Y", "version": "1", "kind": "vnc", "visibility": "private"}]
        with mock.patch.object(LocalDatalabSpawner, "appstore", types.SimpleNamespace(catalogue=mock.AsyncMock(return_value=found))):
            form = asyncio.run(spawner.get_options_form())
        self.assertIn('<option value="ann/x">X &amp; Y (1, vnc) – private</option>', form)
        options = spawner.options_from_form({"datalab": ["ann/x"], "size": ["standard"], "volumes": ["a"], "image": ["evil"]})
        self.assertEqual(options, {"datalab": "ann/x", "size": "standard", "volumes": ["a"]})

    def test_an_image_that_asks_nobody_is_not_started(self):
        spawner = local()
        spawner.user_options = {"datalab": "ann/x"}
        for kind, asks, starts in (("vnc", False, False), ("theia", False, False), ("vnc", True, True), ("jupyterlab", False, True)):
            launch = Launch.read({**ANSWER, "kind": kind, "asksHub": asks})
            store = types.SimpleNamespace(launch=mock.AsyncMock(return_value=launch))
            with mock.patch.object(LocalDatalabSpawner, "appstore", store):
                if starts:
                    self.assertIs(asyncio.run(spawner.resolve())[0], launch)
                else:
                    with self.assertRaisesRegex(Refused, "open to everybody"):
                        asyncio.run(spawner.resolve())


class Docker(unittest.TestCase):
    def test_a_container(self):
        spawner = DockerDatalabSpawner(hub=Hub(), user=types.SimpleNamespace(name="ann"))
        spawner.describe_container(LAUNCH, SIZE, [DATA])
        self.assertEqual((spawner.image, spawner.port, spawner.mem_limit, spawner.cpu_limit), (LAUNCH.image, 10000, 4 << 30, 2))
        self.assertEqual(spawner.volumes, {"/tmp": {"bind": "/data/euclid", "mode": "ro"}})
        self.assertTrue(spawner.extra_host_config["read_only"])
        self.assertEqual(set(spawner.extra_host_config["tmpfs"]), {"/tmp", "/media/home"})
        self.assertEqual(asyncio.run(spawner.get_command()), [])


class Kubernetes(unittest.TestCase):
    def pod(self, **settings):
        with mock.patch("kubespawner.spawner.load_config"), mock.patch("kubespawner.spawner.shared_client"):
            spawner = KubeDatalabSpawner(_mock=True, **settings)
        spawner.wish, spawner.server = Wish("ann/black-bodies"), Server(base_url="/user/mock/x-1/")
        spawner.describe_pod(LAUNCH, SIZE, [Volume.read({"name": "euclid", "source": "claim-of-euclid"})])

        async def made():
            return ApiClient().sanitize_for_serialization([await spawner.get_pod_manifest(), spawner.login_secret(LAUNCH)])

        return spawner, *asyncio.run(made())

    def test_a_pod(self):
        spawner, pod, secret = self.pod()
        container = pod["spec"]["containers"][0]
        self.assertEqual(container["image"], LAUNCH.image)
        self.assertEqual(container["resources"]["limits"], {"cpu": 2.0, "memory": 4 << 30})
        security = container["securityContext"]
        self.assertTrue(security["readOnlyRootFilesystem"])
        self.assertFalse(security["allowPrivilegeEscalation"])
        self.assertEqual((security["runAsUser"], security["capabilities"]), (1000, {"drop": ["ALL"]}))
        self.assertNotIn("args", container)
        mounts = {mount["mountPath"]: mount for mount in container["volumeMounts"]}
        self.assertEqual(set(mounts), {"/tmp", "/media/home", "/data/euclid"})
        self.assertTrue(mounts["/data/euclid"]["readOnly"])
        claims = [volume["persistentVolumeClaim"] for volume in pod["spec"]["volumes"] if "persistentVolumeClaim" in volume]
        self.assertEqual(claims, [{"claimName": "claim-of-euclid", "readOnly": True}])
        self.assertEqual(pod["spec"]["imagePullSecrets"], [{"name": secret["metadata"]["name"]}])
        self.assertEqual(secret["type"], "kubernetes.io/dockerconfigjson")
        self.assertIn(LAUNCH.registry, secret["stringData"][".dockerconfigjson"])
        self.assertNotIn(LAUNCH.password, str(pod))
        self.assertEqual(pod["metadata"]["annotations"]["datalab/digest"], LAUNCH.digest)

    def test_a_home_that_lives_on(self):
        spawner, pod, _ = self.pod(storage_pvc_ensure=True)
        claims = [volume["persistentVolumeClaim"]["claimName"] for volume in pod["spec"]["volumes"] if "persistentVolumeClaim" in volume]
        self.assertEqual(claims, [spawner.pvc_name, "claim-of-euclid"])


if __name__ == "__main__":
    unittest.main()
