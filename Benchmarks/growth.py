"""How cost and memory grow: with the number of packages, the number of files, and the size of the environment."""

import dataclasses
import os
import shutil
import time

import measure
import synthetic
from ours import Ours
from workspace import METADATA

PACKAGES = [10, 100, 300, 1000]
FILES = [1, 10, 100, 1000, 10_000, 100_000]
FILE_SIZE = 600
FOLDER_SIZE = 100
# A file that changed within the last two seconds is not trusted to be unchanged (FileFingerprint); and a clock's grain.
SETTLING = 3.1
HOW = {"first": "first build", "unchanged": "nothing changed", "changed": "one byte changed"}


class MadeUp:
    """A datalab of made-up packages or files, built in a home that has the base and nothing else of the network."""

    def __init__(self, folder, ours, index):
        os.makedirs(folder)
        self.folder = os.path.join(folder, "workspace")
        home = ours.home.copy_base(os.path.join(folder, "home"))
        self.build = Ours(ours.program, ours.environment["DATALAB_TOOLS"], home, self, os.path.join(folder, "scratch"))
        self.build.environment["UV_DEFAULT_INDEX"] = index.address
        self.reset([])

    def reset(self, requirements):
        """The metadata and the requirements, and nothing else."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        self.write("meta-data.yaml", METADATA)
        if requirements:
            self.write("requirements.txt", "".join(f"{name}\n" for name in requirements))

    def write(self, name, content):
        """One file."""
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(content)

    def lock(self):
        """Resolves and downloads, not measured."""
        self.build.build_online()
        self.build.home.known_locks.clear()
        self.build.home.remember_locks()


def grow_packages(folder, ours, repeat, say):
    """Cold builds of more and more packages: samples by their number. Lock and wheels are known, no layer is."""
    wheels = os.path.join(folder, "index")
    names = synthetic.small_wheels(wheels, max(PACKAGES))
    samples = {}
    with synthetic.Index(wheels) as index:
        for count in PACKAGES:
            made_up = MadeUp(os.path.join(folder, str(count)), ours, index)
            made_up.reset(names[:count])
            made_up.lock()
            samples[count] = [made_up.build.cold() for _ in range(repeat)]
            report(say, f"cold, {count:,} made-up packages", samples[count])
    return samples


def grow_files(folder, ours, repeat, say):
    """Builds of more and more files: samples by (how, number), how being first, unchanged or changed."""
    wheels = os.path.join(folder, "index")
    synthetic.make_all(wheels, [])
    samples = {}
    with synthetic.Index(wheels) as index:
        made_up = MadeUp(os.path.join(folder, "files"), ours, index)
        made_up.lock()
        made_up.build.home.remember_state()
        for count in FILES:
            make_files(made_up, count)
            for number in range(repeat):
                for how, sample in build_files(made_up, number):
                    samples.setdefault((how, count), []).append(sample)
            for how, title in HOW.items():
                report(say, f"{title}, {files_text(count)}", samples[how, count])
    return samples


def make_files(made_up, count):
    """Files of 600 bytes, a hundred to a folder: even the most are below what is split into several layers."""
    made_up.reset([])
    for number in range(count):
        if number % FOLDER_SIZE == 0:
            os.makedirs(os.path.join(made_up.folder, f"folder-{number // FOLDER_SIZE:04}"))
        made_up.write(file_name(number), file_text(number))


def build_files(made_up, number):
    """A build that knows base and packages but none of the files, the same again, and one with a changed byte."""
    made_up.write(file_name(0), file_text(0))
    time.sleep(SETTLING)
    made_up.build.home.restore_state()
    yield "first", made_up.build.notebook()
    yield "unchanged", made_up.build.unchanged()
    made_up.write(file_name(0), file_text(0, "bcdefghijk"[number % 10]))
    yield "changed", made_up.build.notebook()


def files_text(count):
    """A number of files."""
    return f"{count:,} file{'' if count == 1 else 's'}"


def file_name(number):
    """The place of a file."""
    return f"folder-{number // FOLDER_SIZE:04}/file-{number:06}.txt"


def file_text(number, letter="a"):
    """Text that is another one in each file."""
    words = " ".join(f"{(place * 2654435761 + number * 40503) % 2**32:x}" for place in range(80))
    return (letter + words)[:FILE_SIZE].ljust(FILE_SIZE)


@dataclasses.dataclass(frozen=True)
class Large:
    """A cold build of a large environment: the sample, and the bytes of content, wheels and package layers."""

    sample: measure.Sample
    content: int
    wheels: int
    layers: int


def large_environment(folder, ours, say):
    """One cold build of a made-up environment of 5 GB."""
    wheels = os.path.join(folder, "index")
    say("making wheels of 5 GB")
    names = synthetic.large_wheels(wheels)
    sizes = [synthetic.wheel_sizes(wheels, name) for name in names]
    with synthetic.Index(wheels) as index:
        made_up = MadeUp(os.path.join(folder, "made-up"), ours, index)
        made_up.reset(names)
        made_up.lock()
    shutil.rmtree(wheels)
    sample = made_up.build.cold()
    report(say, "cold, 5 GB of made-up packages", [sample])
    layers = sum(layer["size"] for layer in made_up.build.package_layers)
    shutil.rmtree(folder)
    return Large(sample, sum(content for content, _ in sizes), sum(size for _, size in sizes), layers)


def report(say, what, samples):
    """One line of progress."""
    say(f"datalab build: {what}: {measure.Summary(samples).median:.3f} s")
