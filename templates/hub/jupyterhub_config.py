# JupyterHub for the datalabs of an AppStore, on one machine. Three lines are yours to change; README.md, "Launch datalabs by a
# click", says what else there is.
import os
import sys

from jupyterhub_datalab import use_appstore

c = get_config()  # noqa: F821

# The AppStore, and the file that 'appstore serve --hub-secret' names too.
use_appstore(c, os.environ["APPSTORE_URL"], os.environ["APPSTORE_SECRET_FILE"])

# The hub's own address, which 'appstore serve --hub' names. Another host name than the AppStore's.
c.JupyterHub.bind_url = os.environ["HUB_URL"]

# Where users' homes live on between launches, with their workspace in them.
c.LocalDatalabSpawner.homes = os.environ.get("HUB_HOMES", "/srv/datalab-homes")

c.DatalabMixin.sizes = [
    {"name": "small", "title": "2 cores, 4 GB", "cores": 2, "memory": "4G"},
    {"name": "large", "title": "8 cores, 32 GB", "cores": 8, "memory": "32G"},
]
# c.DatalabMixin.data_volumes = [
#     {"name": "euclid-q1", "title": "Euclid Quick Release 1", "source": "/data/euclid/q1", "read_only": True},
# ]

# Datalabs that nobody has used for this many seconds are ended; what is in the workspace stays.
idle = 4 * 3600
c.JupyterHub.services.append(
    {"name": "idle-culler", "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={idle}", "--remove-named-servers=true"]}
)
c.JupyterHub.load_roles.append(
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
)
