"""How long `datalab run` takes until the page answers, beside `podman run` from podman's own store and the same server by hand."""

import glob
import json
import os
import signal
import socket
import stat
import subprocess
import tempfile
import time
import urllib.request

import measure
from workspace import ADDED

# The layers of an image joined, and its own entry point, with a home in memory: nothing of any engine.
BY_HAND = """mount -t tmpfs x "$1" && mkdir "$1/up" "$1/work" "$1/root" &&
mount -t overlay x -o "lowerdir=$2,upperdir=$1/up,workdir=$1/work" "$1/root" &&
mkdir -p "$1/root/proc" "$1/root/dev" && for folder in tmp run home/datalab; do mount -t tmpfs x "$1/root/$folder" || exit 1; done
mount -t proc x "$1/root/proc" && mount --rbind /dev "$1/root/dev" &&
exec chroot "$1/root" /usr/bin/env HOME=/home/datalab MAIN_PORT="$3" /opt/datalab/start.sh"""
STORAGE = ["podman", "--runtime", "runc", "--cgroup-manager", "cgroupfs"]
LIMITS = ["--ulimit", "nofile=20000:20000", "--ulimit", "nproc=32768:32768"]


class Starts:
    """The starts of one datalab that is built again and again."""

    def __init__(self, folder, ours, say, user=None):
        self.folder = folder
        self.ours = ours
        self.say = say
        self.user = user
        os.makedirs(folder)
        self.prefix = user.prefix(folder) if user else []
        self.layout = tempfile.TemporaryDirectory(prefix="datalab-bench")

    def measure(self, repeat):
        """The samples by what was started, and how."""
        samples = {}

        def add(what, how, seconds):
            samples.setdefault((what, how), []).append(measure.Sample(seconds, 0, 0))
            self.say(f"{what}: {how}: {seconds:.3f} s")

        run = "datalab run, without root" if self.user else "datalab run"
        for number in range(repeat):
            self.ours.workspace.reset()
            image = self._build()
            self._forget_unpacked()
            add("first start", run, self._datalab(image))
            if not self.user:
                add("first start", "podman pull", self._podman_pull(image))
            add("second start", run, self._datalab(image))
            if not self.user:
                add("second start", "by hand", self._by_hand(image))
                add("second start", "podman run", self._podman(image))
            self.ours.workspace.change_notebook("bcdefgh"[number % 7])
            add("start after one changed notebook", run, self._datalab(self._build()))
            self._forget_added()
            self.ours.workspace.add_requirement()
            add("start after one added package", run, self._datalab(self._build()))
            add("save to page", run.replace("run", "build --watch"), self._save(number))
        return samples

    def _build(self):
        image = self.ours.build_online()
        if self.user:
            self.user.give(self.ours.home.folder)
        return image

    def _datalab(self, image):
        return self._until_address([self.ours.program, "run", image, "--engine", "runc", "--progress", "none"])

    def _until_address(self, command):
        began = time.monotonic()
        process = subprocess.Popen([*self.prefix, *command], env=self.ours.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = process.stdout.readline()
        seconds = time.monotonic() - began
        process.send_signal(signal.SIGINT)
        process.wait()
        if not line.startswith("http"):
            raise RuntimeError(f"{command} did not start")
        return seconds

    def _by_hand(self, image):
        manifest = self.ours.home.manifest(image)
        with open(self.ours.home.blob(manifest["config"]["digest"]), "rb") as file:
            identifiers = json.load(file)["rootfs"]["diff_ids"]
        place = os.path.join(self.ours.home.folder, "cache/unpacked-layers")
        links = os.path.join(self.folder, "l")
        os.makedirs(links, exist_ok=True)
        for number, identifier in enumerate(identifiers):
            link = os.path.join(links, str(number))
            if os.path.lexists(link):
                os.unlink(link)
            os.symlink(os.path.join(place, f"1-{identifier.split(':')[1]}", "root"), link)
        layers = ":".join(str(number) for number in reversed(range(len(identifiers))))
        root = os.path.join(self.folder, "root")
        os.makedirs(root, exist_ok=True)
        port = free_port()
        command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "sh", "-c", BY_HAND, "sh",
                   root, layers, str(port)]
        return until_page(command, port, links)

    def _podman(self, image):
        name = subprocess.run([*STORAGE, "pull", "--quiet", self._layout(image)], check=True, capture_output=True, text=True).stdout.split()[-1]
        port = free_port()
        command = [*STORAGE, "run", "--rm", "--name", f"datalab-bench-{port}", "--network", "host", "--read-only", *LIMITS, "--tmpfs",
                   "/home/datalab:rw,mode=1777", "--env", "HOME=/home/datalab", "--env", f"MAIN_PORT={port}", name]
        try:
            return until_page(command, port, self.folder)
        finally:
            subprocess.run([*STORAGE, "rm", "--force", "--ignore", "--time", "2", f"datalab-bench-{port}"], capture_output=True, check=False)

    def _podman_pull(self, image):
        """The seconds in which podman unpacks all layers into a store that has none."""
        place = os.path.join(self.folder, "podman")
        store = ["--root", f"{place}/root", "--runroot", f"{self.layout.name}/run"]
        began = time.monotonic()
        subprocess.run([*STORAGE, *store, "pull", "--quiet", self._layout(image)], check=True, capture_output=True)
        seconds = time.monotonic() - began
        subprocess.run([*STORAGE, *store, "system", "reset", "--force"], capture_output=True, check=False)
        subprocess.run(["rm", "-rf", place], check=True)
        return seconds

    def _layout(self, image):
        """An image by itself, by a layout that borrows the store's blobs, as podman makes a name of the path and takes not every one."""
        layout = self.layout.name
        if not os.path.lexists(f"{layout}/blobs"):
            os.symlink(os.path.join(self.ours.home.store, "blobs"), f"{layout}/blobs")
        with open(os.path.join(self.ours.home.store, "index.json"), "rb") as file:
            manifest = next(m for m in json.load(file)["manifests"] if m["digest"] == image)
        manifest = dict(manifest, annotations={"org.opencontainers.image.ref.name": "bench"})
        with open(f"{layout}/oci-layout", "w", encoding="utf-8") as file:
            json.dump({"imageLayoutVersion": "1.0.0"}, file)
        with open(f"{layout}/index.json", "w", encoding="utf-8") as file:
            json.dump({"schemaVersion": 2, "manifests": [manifest]}, file)
        return f"oci:{layout}:bench"

    def _forget_unpacked(self):
        """All unpacked layers, as on the first day."""
        self.ours.home.forget("unpacked-layers")

    def _forget_added(self):
        """The layers with the added package, as if nobody had started with it yet."""
        place = os.path.join(self.ours.home.folder, "cache/unpacked-layers")
        for layer in os.listdir(place):
            for packages in glob.glob(os.path.join(place, layer, "root/opt/datalab/env/lib/python*/site-packages")):
                if ADDED in os.listdir(packages):
                    subprocess.run(["rm", "-rf", os.path.join(place, layer)], check=True)

    def _save(self, number):
        """From a saved file to the page of the datalab that has it."""
        command = [*self.ours.command[:3], "--watch", "--engine", "runc", "--progress", "none"]
        process = subprocess.Popen([*self.prefix, *command], env=self.ours.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        process.stdout.readline()
        began = time.monotonic()
        self.ours.workspace.change_notebook("klmnopq"[number % 7])
        process.stdout.readline()
        seconds = time.monotonic() - began
        process.send_signal(signal.SIGINT)
        process.wait()
        return seconds


class Nobody:
    """An ordinary user of the machine, with the one id that they have and no other."""

    def prefix(self, folder):
        """What a command is started by; the device for its network is opened to everybody, as it is on an ordinary machine."""
        device = os.path.join(folder, "tun")
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(10, 200))
        os.chmod(device, 0o666)
        script = f'mount --bind {device} /dev/net/tun && exec setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs "$@"'
        return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh"]

    def give(self, folder):
        """Makes a folder theirs."""
        subprocess.run(["chown", "-R", "--from=root", "65534:65534", folder], check=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until_page(command, port, folder):
    """The seconds from a start to the first answer of JupyterLab; it is ended then."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/status", timeout=5) as answer:
                if answer.status == 200:
                    break
        except OSError:
            time.sleep(0.01)
    else:
        raise RuntimeError(f"{command} ended before its page was there")
    seconds = time.monotonic() - began
    process.kill()
    process.wait()
    return seconds
