"""Running a command and measuring it: wall and processor time, peak memory, on a machine that is waited for until it is quiet."""

import dataclasses
import os
import statistics
import subprocess
import time


class CommandFailed(Exception):
    """A command of the benchmark failed; the text says which, and the end of what it wrote."""


@dataclasses.dataclass(frozen=True)
class Sample:
    """One measured run: wall time and time of processors in seconds, and the memory of its largest process in bytes."""

    seconds: float
    processor: float
    memory: int

    def __add__(self, other):
        """Two commands one after the other."""
        return Sample(self.seconds + other.seconds, self.processor + other.processor, max(self.memory, other.memory))


@dataclasses.dataclass(frozen=True)
class Summary:
    """Several samples of the same work."""

    samples: list

    @property
    def median(self):
        return statistics.median(sample.seconds for sample in self.samples)

    @property
    def processor(self):
        return statistics.median(sample.processor for sample in self.samples)

    @property
    def fastest(self):
        return min(sample.seconds for sample in self.samples)

    @property
    def slowest(self):
        return max(sample.seconds for sample in self.samples)

    @property
    def memory(self):
        return max(sample.memory for sample in self.samples)


def run(command, environment=None, folder=None):
    """Runs a command, not measured; gives its standard output as text."""
    result = subprocess.run(
        command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        raise CommandFailed(f"{' '.join(command)}: status {result.returncode}\n{result.stderr[-2000:]}")
    return result.stdout


def timed(command, log, environment=None, output=None, folder=None):
    """Runs a command, in a folder if one is given, and measures it.

    Its standard error goes to the file `log`, its standard output to the file `output` (else to the log). The memory is
    the largest process's of the command and everything it started (wait4's ru_maxrss), not their sum.
    """
    wait_for_quiet()
    with open(log, "wb") as errors, open(output or os.devnull, "wb") as results:
        start = time.monotonic()
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=results, stderr=errors
        )
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.terminate()
            process.wait()
            raise
        seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        with open(log, encoding="utf-8", errors="replace") as errors:
            raise CommandFailed(f"{' '.join(command)}: status {process.returncode}\n{errors.read()[-2000:]}")
    return Sample(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def unmount_below(folder):
    """Lets go of every mount below a folder, so that the folder can be removed: buildah leaves its storage mounted."""
    with open("/proc/mounts", encoding="utf-8") as mounts:
        places = [line.split()[1] for line in mounts]
    for place in reversed([place for place in places if place.startswith(folder + "/")]):
        run(["umount", "--lazy", place])


class Noise:
    """What other programs used of the machine just before each timed run, as shares of all cores; and how long to wait."""

    limit = 0.10
    patience = 120.0
    shares = []


def wait_for_quiet():
    """Waits until the machine is 90 % idle over half a second, as long as there is patience left; remembers the rest."""
    start = time.monotonic()
    share = busy_share(0.5)
    while share > Noise.limit and time.monotonic() - start < min(20, Noise.patience):
        share = busy_share(0.5)
    Noise.patience = max(0, Noise.patience - (time.monotonic() - start))
    Noise.shares.append(share)


def busy_share(seconds):
    """The share of all cores that was busy over a time."""
    idle, total = processor_times()
    time.sleep(seconds)
    idle_after, total_after = processor_times()
    return 1 - (idle_after - idle) / max(1, total_after - total)


def processor_times():
    """Idle (with waiting for disks) and total time of all cores since the start, in ticks (proc(5))."""
    with open("/proc/stat", encoding="ascii") as statistics_file:
        ticks = [int(field) for field in statistics_file.readline().split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


def wait_for_load(limit):
    """Waits until the load of the last minute is below a limit, for half of the patience at most; gives the load."""
    start = time.monotonic()
    while os.getloadavg()[0] >= limit and time.monotonic() - start < Noise.patience / 2:
        time.sleep(1)
    Noise.patience -= time.monotonic() - start
    return os.getloadavg()[0]
