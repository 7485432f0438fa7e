"""Datalabs of an AppStore, started by JupyterHub.

In ``jupyterhub_config.py``::

    from jupyterhub_datalab import use_appstore
    use_appstore(c, "https://appstore.example.org", "/etc/jupyterhub/appstore-secret")
"""

from __future__ import annotations

from typing import Any

from .appstore import read_secret
from .spawner import DatalabMixin, profile_list

__all__ = ["DatalabMixin", "profile_list", "use_appstore"]

SERVICE = "appstore"
"""The name that the AppStore has at the hub."""
SCOPES = ["admin:users", "admin:servers", "read:servers"]


def use_appstore(config: Any, url: str, secret_file: str, at_once: int = 2) -> None:
    """Configures a hub for an AppStore: its users, its datalabs, and what its pages may do at the hub.

    :param config: the ``c`` of ``jupyterhub_config.py``; what is set afterwards counts.
    :param url: the AppStore's address.
    :param secret_file: the file that ``appstore serve --hub-secret`` names too.
    :param at_once: how many datalabs a user may have at once.
    :raises ValueError: the secret cannot be used.
    """
    secret = read_secret(secret_file)
    config.JupyterHub.authenticator_class = "jupyterhub_datalab.authenticator.AppStoreAuthenticator"
    config.JupyterHub.spawner_class = "jupyterhub_datalab.local.LocalDatalabSpawner"
    config.AppStoreAuthenticator.appstore_url = url
    config.AppStoreAuthenticator.appstore_secret_file = secret_file
    # Every class that starts datalabs takes these.
    config.DatalabMixin.appstore_url = url
    config.DatalabMixin.appstore_secret_file = secret_file
    config.JupyterHub.allow_named_servers = True
    config.DatalabMixin.at_once = at_once
    # The AppStore's page shows the progress; it does not wait with the answer.
    config.JupyterHub.tornado_settings.update({"slow_spawn_timeout": 0})
    config.JupyterHub.cleanup_servers = False
    config.JupyterHub.services.append({"name": SERVICE, "api_token": secret})
    config.JupyterHub.load_roles.append({"name": SERVICE, "scopes": SCOPES, "services": [SERVICE]})
    config.Spawner.start_timeout = 900
    config.Spawner.http_timeout = 60
