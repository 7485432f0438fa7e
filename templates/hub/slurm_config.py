# JupyterHub for the datalabs of an AppStore, as jobs of Slurm: the configuration for one machine, and what a cluster has beside it.
# Each node needs podman and slirp4netns; slurm-epilog ends what a job has left there.
c = get_config()  # noqa: F821
load_subconfig("jupyterhub_config.py")  # noqa: F821

c.JupyterHub.spawner_class = "jupyterhub_datalab.slurm.SlurmDatalabSpawner"
# The hub's address as nodes reach it.
c.JupyterHub.hub_ip = "0.0.0.0"
c.JupyterHub.hub_connect_ip = "hub.cluster.example.org"

c.SlurmDatalabSpawner.req_partition = "interactive"
c.SlurmDatalabSpawner.req_runtime = "12:00:00"
# Folders that the hub and all nodes have: users' homes, and the logs that 'My datalabs' shows.
c.SlurmDatalabSpawner.homes = "/shared/datalab-homes"
c.SlurmDatalabSpawner.logs = "/shared/datalab-logs"
# Jobs of the user's own; without it all are the hub's. With rootless podman the container's user is then the user.
# c.SlurmDatalabSpawner.exec_prefix = "sudo -E -u {username}"
# c.SlurmDatalabSpawner.run_options = ["--userns", "keep-id"]
