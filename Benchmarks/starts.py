"""How long `datalab run` takes until the page answers, beside `podman run` from podman's own store and the same server by hand."""

import glob
import json
import os
import signal
import socket
import subprocess
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

    def __init__(self, folder, ours, say):
        self.folder = folder
        self.ours = ours
        self.say = say
        os.makedirs(folder)

    def measure(self, repeat):
        """The samples by what was started, and how."""
        samples = {}

        def add(what, how, seconds):
            samples.setdefault((what, how), []).append(measure.Sample(seconds, 0, 0))
            self.say(f"{what}: {how}: {seconds:.3f} s")

        for number in range(repeat):
            self.ours.workspace.reset()
            image = self.ours.build_online()
            self._datalab(image)
            add("second start", "datalab run", self._datalab(image))
            add("second start", "by hand", self._by_hand(image))
            add("second start", "podman run", self._podman(image))
            self.ours.workspace.change_notebook("bcdefgh"[number % 7])
            add("start after one changed notebook", "datalab run", self._datalab(self.ours.build_online()))
            self._forget_added()
            self.ours.workspace.add_requirement()
            image = self.ours.build_online()
            add("start after one added package", "datalab run", self._datalab(image))
            add("save to page", "datalab build --watch", self._save(number))
        return samples

    def _datalab(self, image):
        return self._until_address([self.ours.program, "run", image, "--engine", "runc", "--progress", "none"])

    def _until_address(self, command):
        began = time.monotonic()
        process = subprocess.Popen(command, env=self.ours.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
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
        reference = next(m["annotations"]["org.opencontainers.image.ref.name"] for m in self._index() if m["digest"] == image)
        name = subprocess.run([*STORAGE, "pull", "--quiet", f"oci:{self.ours.home.store}:{reference}"], check=True,
                              capture_output=True, text=True).stdout.split()[-1]
        port = free_port()
        command = [*STORAGE, "run", "--rm", "--name", f"datalab-bench-{port}", "--network", "host", "--read-only", *LIMITS, "--tmpfs",
                   "/home/datalab:rw,mode=1777", "--env", "HOME=/home/datalab", "--env", f"MAIN_PORT={port}", name]
        try:
            return until_page(command, port, self.folder)
        finally:
            subprocess.run([*STORAGE, "rm", "--force", "--ignore", "--time", "2", f"datalab-bench-{port}"], capture_output=True, check=False)

    def _index(self):
        with open(os.path.join(self.ours.home.store, "index.json"), "rb") as file:
            return json.load(file)["manifests"]

    def _forget_added(self):
        """The layers with the added package, as if nobody had started with it yet."""
        place = os.path.join(self.ours.home.folder, "cache/unpacked-layers")
        for layer in os.listdir(place):
            for packages in glob.glob(os.path.join(place, layer, "root/opt/datalab/env/lib/python*/site-packages")):
                if ADDED in os.listdir(packages):
                    subprocess.run(["rm", "-rf", os.path.join(place, layer)], check=True)

    def _save(self, number):
        """From a saved file to the page of the datalab that has it."""
        command = [*self.ours.command[:3], "--watch", "--engine", "runc", "--format", "json", "--progress", "none"]
        process = subprocess.Popen(command, env=self.ours.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        process.stdout.readline()
        began = time.monotonic()
        self.ours.workspace.change_notebook("klmnopq"[number % 7])
        process.stdout.readline()
        seconds = time.monotonic() - began
        process.send_signal(signal.SIGINT)
        process.wait()
        return seconds


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
