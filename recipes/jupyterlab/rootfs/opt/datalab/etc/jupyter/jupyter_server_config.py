"""How the page is served. start.sh decides port, paths and folders and says so in DATALAB_* variables.

Given by --config, so that a jupyter_server_config.py in a mounted home cannot break the page.
"""

import glob
import os
import sys

c = get_config()  # noqa: F821

base_path = os.environ["DATALAB_BASE_PATH"]
platform = os.environ["DATALAB_FRAME_ORIGIN"]

c.ServerApp.ip = "*"
c.ServerApp.port = int(os.environ["DATALAB_PORT"])
# Another port than the one the platform asked for would be a page that nobody finds.
c.ServerApp.port_retries = 0
c.ServerApp.base_url = base_path
c.ServerApp.root_dir = os.environ["DATALAB_ROOT_DIR"]
c.FileContentsManager.preferred_dir = os.environ["DATALAB_START_DIR"]
c.ServerApp.open_browser = False
c.ServerApp.allow_root = True
c.ServerApp.allow_remote_access = True
c.ServerApp.trust_xheaders = True

# The platform's proxy authenticates. Whoever runs the image by hand may ask for a token.
c.IdentityProvider.token = os.environ.get("JUPYTER_TOKEN", "")

# The page is shown in a frame of the platform.
frame_ancestors = " ".join(["frame-ancestors 'self'", platform]).strip()
c.ServerApp.tornado_settings = {
    "headers": {
        "Content-Security-Policy": f"{frame_ancestors}; report-uri {base_path}api/security/csp-report",
    },
}
if platform:
    c.ServerApp.allow_origin = platform
if platform.startswith("https:"):
    # Without this, browsers drop the cookie that guards against cross-site requests in a frame of another site.
    c.ServerApp.tornado_settings["cookie_options"] = {"SameSite": "None", "Secure": True}

# What of the server is this datalab's own.
sys.path.append("/opt/datalab/lib/jupyter")
# What the user's packages have for the server (serve.sh): behind the server's own modules.
extras = os.environ.get("DATALAB_SERVER_EXTRAS")
if extras:
    sys.path += glob.glob(f"{extras}/lib/python*/site-packages")

# What the start has to say to the user is shown when the page opens.
try:
    with open(os.environ.get("DATALAB_NOTICES", ""), encoding="utf-8", errors="replace") as file:
        notices = file.read().splitlines()
except FileNotFoundError:
    notices = []
if notices:
    c.ServerApp.tornado_settings["page_config_data"] = {"datalabNotices": notices}
    c.LabApp.extra_labextensions_path = ["/opt/datalab/lib/jupyter/labextensions"]

# Only kernels that were put there on purpose, each in the environment that brought it: never the server's own Python.
c.ServerApp.kernel_spec_manager_class = "datalab_kernels.DatalabKernelSpecs"
c.KernelSpecManager.ensure_native_kernel = False
# A stop must be over before the platform kills: it gives five seconds or more.
c.KernelManager.shutdown_wait_time = 1.5

# Packages come with the image.
c.LabApp.extension_manager = "readonly"
