"""What a table of times has to say of the machine and the programs."""

import os
import platform
import shutil
import subprocess

VERSIONS = {
    "buildah": ["buildah", "--version"],
    "umoci": ["umoci", "--version"],
    "podman": ["podman", "--version"],
    "docker-registry": ["dpkg-query", "-W", "-f", "docker-registry ${Version}", "docker-registry"],
    "skopeo": ["skopeo", "--version"],
    "libdeflate": ["dpkg-query", "-W", "-f", "libdeflate ${Version}", "libdeflate-dev"],
    "OpenSSL": ["openssl", "version"],
}


def describe(datalab, uv):
    """Lines on processor, memory, kernel and the versions of the programs."""
    cores = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commands = [[datalab, "--version"], [uv, "--version"]] + list(VERSIONS.values())
    versions = [first_line(command) for command in commands if shutil.which(command[0])]
    return [
        f"{processor()}, {cores} cores, {memory:.0f} GiB, {file_system('/proc/mounts')}",
        f"Linux {platform.release()}, {system_name()}",
        "datalab " + "; ".join(versions),
    ]


def processor():
    """The processor's name and the instructions that matter here."""
    fields = dict(line.split(":", 1) for line in lines("/proc/cpuinfo") if ":" in line)
    fields = {name.strip(): value.strip() for name, value in fields.items()}
    flags = set(fields.get("flags", "").split())
    names = {"sha_ni": "SHA-NI", "avx2": "AVX2", "avx512f": "AVX-512"}
    known = ", ".join(text for flag, text in names.items() if flag in flags)
    return f"{fields.get('model name', platform.machine())} ({known})" if known else fields.get("model name", "?")


def file_system(mounts):
    """The type of the file system this folder is on."""
    here = os.path.realpath(os.getcwd())
    entries = [line.split()[1:3] for line in lines(mounts)]
    fitting = [entry for entry in entries if (here + "/").startswith(entry[0].rstrip("/") + "/")]
    return max(fitting, key=lambda entry: len(entry[0]))[1]


def system_name():
    """The distribution's name."""
    fields = dict(line.split("=", 1) for line in lines("/etc/os-release") if "=" in line)
    return fields.get("PRETTY_NAME", "unknown").strip('"')


def first_line(command):
    """The first line a command writes; empty when it fails."""
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.split("\n")[0].strip()


def lines(path):
    """The lines of a file."""
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()
