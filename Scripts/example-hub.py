# The hub of the example and of the tests: that of templates/hub, with ports of its own and a store of containers beside the machine's.
import os
import pathlib

c = get_config()  # noqa: F821
load_subconfig(str(pathlib.Path(__file__).resolve().parent.parent / "templates/hub/jupyterhub_config.py"))  # noqa: F821

c.JupyterHub.hub_port = int(os.environ["HUB_PORT"])
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{os.environ['HUB_PROXY_PORT']}"

c.LocalDatalabSpawner.sizes = [{"name": "small", "title": "2 cores, 2 GB", "cores": 2, "memory": "2G"}]
storage = os.environ.get("HUB_STORAGE", f"/tmp/datalab-example-{os.getuid()}")
# runc, no systemd, and limits that every machine allows: it starts in a container and in a nested machine too.
c.LocalDatalabSpawner.podman = [
    "podman", "--root", f"{storage}/root", "--runroot", f"{storage}/run", "--runtime", "runc", "--cgroup-manager", "cgroupfs",
]  # fmt: skip
c.LocalDatalabSpawner.run_options = ["--ulimit", "nofile=20000:20000", "--ulimit", "nproc=32768:32768"]
