"""What comes from users, from the AppStore and from the configuration."""

import os
import tempfile
import unittest

from jupyterhub.app import JupyterHub
from jupyterhub_datalab import use_appstore
from jupyterhub_datalab.appstore import AppStore, read_secret
from jupyterhub_datalab.form import options_form
from jupyterhub_datalab.launches import Launch, Refused, Wish
from jupyterhub_datalab.sites import Size, Volume, choose_size, choose_volumes
from traitlets.config import Config

DIGEST = "sha256:" + "0123456789abcdef" * 4
ANSWER = {
    "datalab": "ann/black-bodies",
    "title": "Black bodies",
    "kind": "jupyterlab",
    "version": "1.0.0-0",
    "digest": DIGEST,
    "image": f"store.example.org:5000/ann/black-bodies@{DIGEST}",
    "asksHub": True,
    "plainHTTP": False,
    "password": "dllaunch_x",
}


class Wishes(unittest.TestCase):
    def test_what_is_taken(self):
        wish = Wish.read({"datalab": "ann/x", "digest": DIGEST, "size": "small", "volumes": ["a", "b", "a"], "plain": True})
        self.assertEqual(wish, Wish("ann/x", None, DIGEST, "small", ("a", "b"), True))
        self.assertEqual(Wish.read({"datalab": "ann/x", "version": "", "size": None}), Wish("ann/x"))

    def test_what_is_refused(self):
        for options in (
            None, [], "ann/x", {}, {"datalab": None}, {"datalab": "ann"}, {"datalab": "Ann/x"}, {"datalab": "ann/../x"},
            {"datalab": "ann/x:1"}, {"datalab": "ann/" + "x" * 300}, {"datalab": ["ann/x"]}, {"datalab": "ann/x\n"},
            {"datalab": "ann/x", "image": "evil/image"}, {"datalab": "ann/x", "cmd": "sh"}, {"datalab": "ann/x", "digest": "latest"},
            {"datalab": "ann/x", "digest": DIGEST + " --privileged"}, {"datalab": "ann/x", "version": "--help"},
            {"datalab": "ann/x", "volumes": "home"}, {"datalab": "ann/x", "volumes": ["../etc"]},
            {"datalab": "ann/x", "volumes": [{}]}, {"datalab": "ann/x", "volumes": ["a"] * 51}, {"datalab": "ann/x", "plain": "no"},
            {"datalab": "ann/x", "size": 4},
        ):  # fmt: skip
            with self.subTest(options=options), self.assertRaises(Refused):
                Wish.read(options)


class Launches(unittest.TestCase):
    def test_an_answer_is_read_and_kept_without_its_password(self):
        launch = Launch.read(ANSWER)
        self.assertEqual((launch.registry, launch.password, launch.plain_http), ("store.example.org:5000", "dllaunch_x", False))
        again = Launch.again(launch.kept())
        self.assertEqual((again.image, again.password), (launch.image, ""))
        for kept in (None, {}, {"image": "x"}, {**launch.kept(), "new": 1}):
            self.assertIsNone(Launch.again(kept))

    def test_an_answer_that_cannot_be_used_is_refused(self):
        other = "sha256:" + "f" * 64
        for change in (
            {"digest": "sha256:1"}, {"image": "--privileged"}, {"image": f"x/ann/x@{other}"}, {"kind": "batch"}, {"kind": None},
            {"datalab": "x"}, {"image": f"a b/ann/x@{DIGEST}"}, {"image": None},
        ):  # fmt: skip
            with self.subTest(change=change), self.assertRaises(Refused):
                Launch.read({**ANSWER, **change})


class Site(unittest.TestCase):
    def test_sizes(self):
        sizes = [Size.read({"name": "small", "cores": 0.5, "memory": "512M"}), Size.read({"name": "large", "memory": "4G"})]
        self.assertEqual([size.bytes for size in sizes], [512 << 20, 4 << 30])
        self.assertEqual(choose_size(sizes, None).name, "small")
        self.assertEqual(choose_size(sizes, "large").title, "large")
        with self.assertRaisesRegex(Refused, "small, large"):
            choose_size(sizes, "huge")
        for size in ({}, {"name": "a", "memory": "4"}, {"name": "a", "cores": 0}, {"name": "a", "cores": True}, {"name": "A b"}):
            with self.subTest(size=size), self.assertRaises((ValueError, Refused)):
                Size.read(size)

    def test_volumes(self):
        volumes = [
            Volume.read({"name": "open", "source": "/data/open"}),
            Volume.read({"name": "closed", "source": "/data/closed", "users": ["ann"], "read_only": False}),
        ]
        self.assertEqual([volume.name for volume in choose_volumes(volumes, ["closed", "open"], "ann")], ["closed", "open"])
        with self.assertRaises(Refused) as forbidden:
            choose_volumes(volumes, ["closed"], "ben")
        with self.assertRaises(Refused) as missing:
            choose_volumes(volumes, ["absent"], "ben")
        self.assertEqual(str(forbidden.exception).replace("closed", "absent"), str(missing.exception))
        for volume in ({"name": "a"}, {"name": "a", "source": "/a:/b"}, {"name": "a", "source": "/a,rw"}, {"name": "/", "source": "/a"}):
            with self.subTest(volume=volume), self.assertRaises((ValueError, Refused)):
                Volume.read(volume)

    def test_texts_of_strangers_are_escaped(self):
        form = options_form([{"name": "a/b", "title": "<script>x", "version": '"', "kind": "vnc"}], [], [])
        self.assertNotIn("<script", form)
        self.assertIn("&lt;script&gt;x", form)


    def test_only_what_opens_a_page_is_offered_and_launched(self):
        kinds = {"a/lab": "jupyterlab", "a/step": "step", "a/other": "<", "a/none": None}
        form = options_form([{"name": name, "title": name, "kind": kind} for name, kind in kinds.items()], [], [])
        self.assertEqual([name for name in kinds if name in form], ["a/lab"])
        with self.assertRaisesRegex(Refused, "'step' cannot be launched"):
            Launch.read({**ANSWER, "kind": "step"})


class Configuration(unittest.TestCase):
    def test_two_lines_join_what_is_there(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("a" * 32)
            file.flush()
            for services in (None, [{"name": "mine"}]):
                config = Config()
                if services is None:
                    config.JupyterHub.services.append({"name": "mine"})
                else:
                    config.JupyterHub.services = services
                use_appstore(config, "https://store.example.org", file.name)
                hub = JupyterHub(config=config)
                self.assertEqual([service["name"] for service in hub.services], ["mine", "appstore"])
                self.assertEqual(hub.load_roles[0]["services"], ["appstore"])
                self.assertEqual(hub.tornado_settings, {"slow_spawn_timeout": 0})
                self.assertEqual(hub.spawner_class.__name__, "LocalDatalabSpawner")
                self.assertEqual(hub.authenticator_class.__name__, "AppStoreAuthenticator")


class Secrets(unittest.TestCase):
    def test_a_secret_is_its_owners(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "secret")
            for text, mode, expected in (
                ("a" * 32, 0o600, None), ("a" * 32, 0o640, "chmod"), ("short", 0o600, "32 or more"), ("a b" * 20, 0o600, "32 or more"),
            ):  # fmt: skip
                with open(path, "w", encoding="ascii") as file:
                    file.write(text + "\n")
                os.chmod(path, mode)
                if expected is None:
                    self.assertEqual(read_secret(path), text)
                else:
                    self.assertRaisesRegex(ValueError, expected, read_secret, path)
        self.assertRaises(ValueError, read_secret, "")
        for url in ("", "store.example.org", "ftp://a", "https://", "https://a/b"):
            self.assertRaises(ValueError, AppStore, url, "x")


if __name__ == "__main__":
    unittest.main()
