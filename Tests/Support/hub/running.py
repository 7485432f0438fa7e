"""An AppStore and a JupyterHub beside each other, for the trials of this folder: started, asked, restarted, ended."""

import base64
import http.client
import http.cookiejar
import json
import os
import pathlib
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
PASSWORD = "sternwarte am abend"
USERS = {"ann": "creator", "ben": "reader", "cem": "reader", "mona": "moderator", "root": "administrator"}
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "YWFhYWFhYWFhYWFhYWFhYQ=="}


class Failure(Exception):
    """Something was not as expected; told on standard error."""


def free_ports(number):
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait(what, condition, seconds=120):
    """Polls until the condition holds; the value it then has."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if value := condition():
                return value
        except (OSError, urllib.error.URLError):
            pass
        time.sleep(0.1)
    raise Failure(f"no {what} within {seconds} s")


class Child:
    """A process of the hub's: its proxy, or its culler."""

    def __init__(self, pid):
        self.pid, self.began = pid, began(pid)

    def end(self):
        """Kills it, unless the number is another process' by now."""
        if began(self.pid) == self.began:
            os.kill(self.pid, signal.SIGKILL)


def began(pid):
    """When a process began, in ticks of the kernel; None for none."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except OSError:
        return None


def children(pid):
    return [Child(int(child)) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Visitor:
    """Somebody with a browser's cookies; nobody in particular before they sign in."""

    def __init__(self, place):
        self.place = place
        self.jar = http.cookiejar.CookieJar()

    def ask(self, method, url, fields=None, headers=(), follow=False, body=None):
        """Status, headers and text of an answer."""
        handlers = [urllib.request.HTTPCookieProcessor(self.jar)] + ([] if follow else [Stay()])
        data = urllib.parse.urlencode(fields).encode() if fields is not None else body
        request = urllib.request.Request(url, data, dict(headers), method=method)
        try:
            with urllib.request.build_opener(*handlers).open(request, timeout=30) as answer:
                return answer.status, dict(answer.headers), answer.read().decode("utf-8", "replace"), answer.url
        except urllib.error.HTTPError as error:
            with error:
                return error.code, dict(error.headers), error.read().decode("utf-8", "replace"), error.url

    def line(self, url, headers=()):
        """Asks for a line (WebSocket, RFC 6455) with the cookies; 101 where there is one."""
        request = urllib.request.Request(url, headers=dict(headers))
        self.jar.add_cookie_header(request)
        connection = http.client.HTTPConnection(request.host, timeout=30)
        try:
            connection.request("GET", request.selector, headers={**UPGRADE, **dict(request.header_items())})
            answer = connection.getresponse()
            return answer.status, dict(answer.headers), "", url
        finally:
            connection.close()

    def sign_in(self, user):
        """At the AppStore, and by it at the hub."""
        status, _, text, _ = self.ask("POST", f"{self.place.store}/sign-in", {"user": user, "password": PASSWORD, "next": "/"})
        if status != 303:
            raise Failure(f"{user} cannot sign in: {status} {text[:300]}")
        status, _, _, url = self.ask("GET", f"{self.place.hub}/hub/home", follow=True)
        if status != 200 or not url.endswith("/hub/home"):
            raise Failure(f"{user} is not signed in at the hub: {status} {url}")
        return self

    def form_token(self):
        return re.search(r'name="form_token" value="([A-Za-z0-9]+)"', self.ask("GET", f"{self.place.store}/account")[2])[1]

    def submit(self, path, fields=()):
        return self.ask("POST", self.place.store + path, [*fields, ("form_token", self.form_token())])


class Place:
    """The two programs, with their folder."""

    def __init__(self, options):
        self.options = options
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hub-trial-"))
        store, hub, self.hub_port, self.proxy_port = free_ports(4)
        self.store_host = f"127.0.0.1:{store}"
        self.store, self.hub = f"http://{self.store_host}", f"http://localhost:{hub}"
        self.secret = secrets.token_hex(32)
        secret = self.folder / "secret"
        secret.touch(mode=0o600)
        secret.write_text(self.secret)
        self.storage = options.storage
        self.appstore = self.jupyterhub = None
        self.left = []

    def run(self, *command, input=None, environment=()):
        result = subprocess.run(command, input=input, text=True, capture_output=True, env={**os.environ, **dict(environment)})
        if result.returncode != 0:
            raise Failure(f"{' '.join(command)} ended with status {result.returncode}: {result.stderr[-1500:]}")
        return result.stdout

    def podman(self, *arguments):
        base = ["podman", "--root", f"{self.storage}/root", "--runroot", f"{self.storage}/run", "--runtime", "runc"]
        return self.run(*base, "--cgroup-manager", "cgroupfs", *arguments)

    def containers(self):
        return [line for line in self.podman("ps", "--all", "--format", "{{.Names}}").splitlines() if line.startswith("datalab-")]

    def start_store(self):
        folder = str(self.folder / "store")
        for user, role in USERS.items():
            add = ["user", "add", user, "--role", role, "--password-stdin", "--folder", folder]
            self.run(self.options.appstore, *add, input=PASSWORD)
        port = self.store_host.rsplit(":", 1)[1]
        command = [self.options.appstore, "serve", "--folder", folder, "--port", port, "--public-url", self.store]
        command += ["--hub", self.hub, "--hub-secret", str(self.folder / "secret"), "--log-level", "warning"]
        with open(self.folder / "store.log", "wb") as log:
            self.appstore = subprocess.Popen(command, stdout=log, stderr=log)
        wait("AppStore", lambda: Visitor(self).ask("GET", f"{self.store}/health")[0] == 200)

    def publish(self, image, name, readers=None):
        """An image of the home, as ann; private with readers."""
        environment = {"REGISTRY_AUTH_FILE": str(self.folder / "auth.json"), "DATALAB_HOME": self.options.home}
        login = ["login", self.store_host, "--username", "ann", "--password-stdin"]
        self.run(self.options.datalab, *login, input=PASSWORD, environment=environment.items())
        publish = ["publish", image, f"{self.store_host}/{name}", "--yes"]
        self.run(self.options.datalab, *publish, environment=environment.items())
        if readers is not None:
            users = [part for reader in readers for part in ("--user", reader)]
            command = ["visibility", name, "private", *users, "--appstore", self.store_host]
            self.run(self.options.datalab, *command, environment=environment.items())

    def start_hub(self):
        venv = self.options.hub
        environment = {
            **os.environ, "PATH": f"{venv}/bin:{os.environ['PATH']}", "NODE_PATH": "/usr/share/nodejs", "HUB_URL": self.hub,
            "HUB_PORT": str(self.hub_port), "HUB_PROXY_PORT": str(self.proxy_port), "HUB_HOMES": str(self.folder / "homes"),
            "HUB_STORAGE": self.storage, "APPSTORE_URL": self.store, "APPSTORE_SECRET_FILE": str(self.folder / "secret"),
        }
        with open(self.folder / "hub.log", "ab") as log:
            command = [f"{venv}/bin/jupyterhub", "--config", str(ROOT / "Scripts/example-hub.py")]
            self.jupyterhub = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log, start_new_session=True)
        wait("hub", lambda: Visitor(self).ask("GET", f"{self.hub}/hub/api/")[0] == 200)

    def stop_hub(self, how=signal.SIGTERM):
        """Ends the hub; killed, it leaves its proxy behind, which the next one finds and ends."""
        self.left += children(self.jupyterhub.pid)
        self.jupyterhub.send_signal(how)
        self.jupyterhub.wait(60)

    def ask_hub(self, method, path, token=None, body=None):
        """The hub's API with a token; the AppStore's own without one."""
        headers = {"Authorization": f"token {token or self.secret}"}
        data = None if body is None else json.dumps(body).encode()
        return Visitor(self).ask(method, f"{self.hub}/hub/api/{path}", headers=headers, body=data)

    def ask_store(self, question):
        """What the hub asks of the AppStore."""
        login = base64.b64encode(f"jupyterhub:{self.secret}".encode()).decode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
        answer = Visitor(self).ask("POST", f"{self.store}/hub/launches", headers=headers, body=json.dumps(question).encode())
        return json.loads(answer[2])

    def end(self):
        for process in (self.jupyterhub, self.appstore):
            if process is not None and process.poll() is None:
                process.terminate()
                try:
                    process.wait(60)
                except subprocess.TimeoutExpired:
                    process.kill()
        for process in self.left:
            process.end()
        for name in self.containers():
            self.podman("rm", "--force", name)
        # The images' files belong to podman, which has mounted some.
        self.podman("rmi", "--all", "--force")
        for folder in (self.folder, self.storage):
            shutil.rmtree(folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            for name in ("store.log", "hub.log"):
                if (self.folder / name).exists():
                    print(f"--- {name}\n{(self.folder / name).read_text(errors='replace')[-6000:]}", file=sys.stderr)
        self.end()
