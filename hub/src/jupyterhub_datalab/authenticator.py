"""One account: who is signed in at the AppStore is signed in at the hub (OAuth 2.0, authorization code with PKCE)."""

from __future__ import annotations

from typing import Any

from oauthenticator.generic import GenericOAuthenticator
from tornado.ioloop import IOLoop
from traitlets import Unicode, default

from .appstore import CLIENT, AppStore, read_secret
from .handlers import LogHandler, UserHandler, sweep
from .launches import Refused


class AppStoreAuthenticator(GenericOAuthenticator):
    """Takes users from an AppStore: the AppStore asks for their password, the hub never sees one."""

    appstore_url = Unicode(help="The AppStore's address, such as 'https://appstore.example.org'.").tag(config=True)
    appstore_secret_file = Unicode(help="The file with the secret that the AppStore shares with this hub.").tag(config=True)

    @default("login_service")
    def _login_service_default(self) -> str:
        return "AppStore"

    @default("authorize_url")
    def _authorize_url_default(self) -> str:
        return self.appstore.url + "/oauth/authorize"

    @default("token_url")
    def _token_url_default(self) -> str:
        return self.appstore.url + "/oauth/token"

    @default("userdata_url")
    def _userdata_url_default(self) -> str:
        return self.appstore.url + "/oauth/userinfo"

    @default("client_id")
    def _client_id_default(self) -> str:
        return CLIENT

    @default("client_secret")
    def _client_secret_default(self) -> str:
        return read_secret(self.appstore_secret_file)

    @default("basic_auth")
    def _basic_auth_default(self) -> bool:
        return True

    @default("username_claim")
    def _username_claim_default(self) -> str:
        return "sub"

    @default("allow_all")
    def _allow_all_default(self) -> bool:
        # The AppStore decides who has an account.
        return True

    @default("auto_login")
    def _auto_login_default(self) -> bool:
        return True

    @default("refresh_pre_spawn")
    def _refresh_pre_spawn_default(self) -> bool:
        return True

    @property
    def appstore(self) -> AppStore:
        """The AppStore that is asked."""
        return AppStore(self.appstore_url, read_secret(self.appstore_secret_file))

    async def refresh_user(self, user: Any, handler: Any = None, **kwargs: Any) -> bool:
        """Whether somebody who has signed in still has an account; asked every five minutes, and before each start."""
        try:
            return await self.appstore.knows(user.name)
        except Refused as refused:
            # While the AppStore is away nobody is signed out; what is started asks it anyway.
            self.log.warning("the AppStore cannot be asked about %s: %s", user.name, refused)
            return True

    def get_handlers(self, app: Any) -> list[Any]:
        """The hub's addresses of logging in, and those by which the AppStore's pages see what runs."""
        # By then the hub has looked after what ran before it was started.
        IOLoop.current().call_later(15, sweep, app)
        return [
            *super().get_handlers(app),
            (r"/api/datalab/users/([^/]+)", UserHandler),
            (r"/api/datalab/users/([^/]+)/servers/([^/]+)/log", LogHandler),
        ]
