"""What each engine is told: commands and manifests as values."""

import asyncio
import subprocess
import tempfile
import types
import unittest
from pathlib import Path
from unittest import mock

from jupyterhub.objects import Hub, Server
from jupyterhub_datalab.docker import DockerDatalabSpawner
from jupyterhub_datalab.kube import KubeDatalabSpawner
from jupyterhub_datalab.launches import Launch, Refused, Wish
from jupyterhub_datalab.local import LocalDatalabSpawner
from jupyterhub_datalab.sites import Size, Volume
from jupyterhub_datalab.slurm import SlurmDatalabSpawner
from jupyterhub_datalab.spawner import DatalabMixin
from kubernetes_asyncio.client import ApiClient
from test_values import ANSWER
from traitlets.config import PyFileConfigLoader

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
        command = [*spawner.mounts([DATA]), *spawner.run_arguments(LAUNCH, SIZE, environment)]
        text = " ".join(command)
        self.assertNotIn("tell nobody", text)
        self.assertNotIn("hub's", text + str(environment))
        for part in (
            "--cap-drop all", "--security-opt no-new-privileges", "--read-only", "--memory 4294967296",
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
        self.assertIn("slirp4netns:allow_host_loopback=false", spawner.run_arguments(LAUNCH, SIZE, {}))

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


class Slurm(unittest.TestCase):
    def script(self, **settings):
        spawner = SlurmDatalabSpawner(hub=Hub(ip="192.0.2.7", port=8081, base_url="/hub/"), name="x-1", _mock=True, **settings)
        spawner.user = types.SimpleNamespace(name="ann; rm -rf /", spawners={}, url="/user/ann/", settings={}, id=1, escaped_name="ann")
        spawner.server = Server(base_url="/user/ann/x-1/")
        spawner.chosen = (LAUNCH, SIZE, [Volume.read({"name": "euclid", "source": "/data/euclid q1"})])
        with mock.patch("jupyterhub.spawner.Spawner.get_env", lambda _: HUBS):
            spawner.req_keepvars = ",".join(spawner.get_env())
            variables = {**spawner.get_req_subvars(), "memory": "4096M", "nprocs": "2"}
            return spawner, asyncio.run(spawner._get_batch_script(**variables)), spawner.get_env()

    def test_a_job(self):
        _, script, environment = self.script(req_partition="short", req_runtime="4:00:00")
        head = [line for line in script.splitlines() if line.startswith("#SBATCH")]
        for line in ("--partition=short", "--time=4:00:00", "--mem=4096M", "--cpus-per-task=2", "--output=/dev/null"):
            self.assertIn("#SBATCH " + line, head)
        for part in ("--publish 0.0.0.0::10000", "'type=bind,source=/data/euclid q1,destination=/data/euclid", "--memory 4294967296", LAUNCH.image):
            self.assertIn(part, script)
        self.assertEqual(subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode, 0)
        # What is secret is in the job's environment alone, and that has nothing else of the hub's.
        for secret in ("tell nobody", LAUNCH.password, "the hub's"):
            self.assertNotIn(secret, script)
        self.assertEqual(environment["JUPYTERHUB_API_TOKEN"], "tell nobody")
        self.assertNotIn("AWS_SECRET", environment)
        self.assertIn("JUPYTERHUB_API_TOKEN", next(line for line in head if "--export" in line))

    def test_a_hub_that_was_restarted_still_ends_it(self):
        again = SlurmDatalabSpawner(hub=Hub(ip="192.0.2.7", port=8081, base_url="/hub/"))
        again.user = types.SimpleNamespace(name="ann", spawners={})
        again.load_state({"job_id": "17", "job_status": "RUNNING n1"})
        run = mock.AsyncMock(return_value="RUNNING n1")
        with mock.patch.object(SlurmDatalabSpawner, "run_command", run):
            self.assertIsNone(asyncio.run(again.poll()))
            asyncio.run(again.stop(now=True))
        self.assertEqual([call.args[0].strip() for call in run.await_args_list], ["squeue -h -j 17 -o '%T %B'", "scancel 17"])

    def test_a_job_that_ends_before_its_port_is_told_with_its_last_words(self):
        with tempfile.TemporaryDirectory() as logs:
            Path(logs, "datalab-17.log").write_text("fetching\nmanifest unknown\nthe image cannot be fetched\n")
            spawner, _, _ = self.script(logs=logs)
            answers = {"sbatch": "17", "squeue": "RUNNING n1"}

            async def run(command, **_):
                answer = answers[command.split()[0]]
                answers["squeue"] = "" if "squeue" in command else answers["squeue"]
                return answer

            async def resolve():
                return LAUNCH, SIZE, []

            spawner.resolve, spawner.run_command, spawner.db = resolve, run, mock.Mock()
            environment = mock.patch("jupyterhub.spawner.Spawner.get_env", lambda _: HUBS)
            with environment, self.assertRaisesRegex(Refused, "manifest unknown / the image cannot be fetched"):
                asyncio.run(spawner.start())

    def test_a_missing_log_is_an_empty_one(self):
        spawner, script, _ = self.script(logs="/nowhere")
        self.assertIn("#SBATCH --output=/nowhere/datalab-%j.log", script)
        for job in ("", "7", "../7"):
            spawner.job_id = job
            self.assertEqual(asyncio.run(spawner.log_text()), "")


class Templates(unittest.TestCase):
    def test_what_is_configured_exists(self):
        known = {"DatalabMixin": DatalabMixin, "LocalDatalabSpawner": LocalDatalabSpawner, "SlurmDatalabSpawner": SlurmDatalabSpawner}
        folder = Path(__file__).parent.parent.parent / "templates/hub"
        with tempfile.NamedTemporaryFile("w") as secret:
            secret.write("s" * 64)
            secret.flush()
            site = {"APPSTORE_URL": "https://store.example.org", "APPSTORE_SECRET_FILE": secret.name, "HUB_URL": "https://hub.example.org"}
            for name in ("jupyterhub_config.py", "slurm_config.py"):
                with self.subTest(name), mock.patch.dict("os.environ", site):
                    config = PyFileConfigLoader(name, path=str(folder)).load_config()
                    self.assertEqual(len(config.DatalabMixin.sizes), 2)
                    for section in set(config) & set(known):
                        for trait in config[section]:
                            self.assertTrue(known[section].class_traits().get(trait), f"{section}.{trait}")


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
