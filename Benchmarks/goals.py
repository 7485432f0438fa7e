"""What the issue asks of the results, and whether it holds."""

import dataclasses

import changes
import unpack

MIB = 1 << 20
# Times faster than ours at least, in wall time.
FASTER = [
    ("cold", "uv", 12),
    ("cold", "pip", 40),
    ("cold", "umoci", 5),
    ("added", "uv", 25),
    ("notebook", "uv", 4),
    ("unchanged", "uv", 5),
    ("push cold", "umoci", 1),
    ("push cold", "uv", 1),
    ("push added", "uv", 20),
]
FLOOR = 1.5
LAYERS_PER_WHEELS = 1.01
UNPACKING = 1.05
MEMORY = 128 * MIB
MEMORY_GROWTH = 1.20
# What one more package or file costs among the most that are measured, as a multiple of what it costs among fewer: 1 if the
# cost is linear, 10 (for tenfold numbers) if it is quadratic.
LINEARITY = 1.25


@dataclasses.dataclass(frozen=True)
class Goal:
    """One line: what is wanted of what was measured."""

    what: str
    wanted: str
    measured: str
    holds: bool

    def line(self):
        """The line as Markdown."""
        return f"| {self.what} | {self.wanted} | {self.measured} | {'holds' if self.holds else 'missed'} |"


def table(goals):
    """The goals as Markdown."""
    return ["| goal | wanted | measured | |", "|---|---:|---:|---|"] + [goal.line() for goal in goals]


def at_most(what, limit, measured, form="{:.2f}"):
    """A goal that holds up to a limit."""
    return Goal(what, f"at most {form.format(limit)}", form.format(measured), measured <= limit)


def of_starts(summaries):
    """Each start within half a second of the same server by hand, a save within a second, a first one as fast as podman unpacks.

    Medians of the same rounds: starts of the same server by hand differ by more than half a second among themselves.
    """
    hand = summaries["second start", "by hand"].median
    pull = summaries["first start", "podman pull"].median
    goals = []
    for (what, how), summary in summaries.items():
        if what == "first start" and how != "podman pull":
            goals.append(at_most(f"{what}, {how}: times podman pull and the server by hand", 1.1, summary.median / (pull + hand)))
        elif how != "podman run" and how != "by hand" and how != "podman pull":
            allowed = 1.0 if "--watch" in how else 0.5
            goals.append(at_most(f"{what}, {how}: seconds more than by hand", allowed, summary.median - hand))
    return goals


def of_changes(summaries):
    """How many times faster than the peers, and how far from the floor."""
    goals = []
    for scenario, peer, wanted in FASTER:
        if (scenario, peer) in summaries:
            ratio = summaries[scenario, peer].median / summaries[scenario, "datalab"].median
            what = f"{changes.title(scenario)}: times faster than {peer}"
            goals.append(Goal(what, f"at least {wanted}", f"{ratio:.1f}", ratio >= wanted))
    if ("cold", "floor") in summaries:
        ratio = summaries["cold", "datalab"].median / summaries["cold", "floor"].median
        goals.append(at_most("cold: times the floor", FLOOR, ratio))
    return goals


def of_builds(digests, memory, layers, wheels):
    """Whether builds are the same, small, and made in little memory; sizes in bytes."""
    same = Goal("digests of all cold and unchanged builds", "1", str(len(digests)), len(digests) == 1)
    small = at_most("package layers: times the wheels' size", LAYERS_PER_WHEELS, layers / wheels, "{:.4f}")
    return [same, small, at_most("peak memory of a build, MiB", MEMORY / MIB, memory / MIB, "{:.0f}")]


def of_unpacking(summaries):
    """How long our layers take beside the same tars of `gzip -6`."""
    return [
        at_most(f"{title}: times gzip -6", UNPACKING, summaries[tool, "ours"].median / summaries[tool, "gzip"].median, "{:.3f}")
        for tool, title in unpack.TOOLS.items()
    ]


def of_large(memory, usual):
    """How much more memory 5 GB need."""
    return [at_most("peak memory for 5 GB: times the usual", MEMORY_GROWTH, memory / usual)]


def of_growth(what, line):
    """Whether one more costs the same among many; `line` gives a Summary by number."""
    first, *_, before, last = sorted(line)
    wall, processor = (
        (value(line[last]) - value(line[before])) / (last - before) * (before - first) / (value(line[before]) - value(line[first]))
        for value in (lambda summary: summary.median, lambda summary: summary.processor)
    )
    text = f"{what}: one more from {before:,} to {last:,}, times one more from {first:,} to {before:,}"
    return [Goal(text, f"at most {LINEARITY}", f"{wall:.2f} (CPU {processor:.2f})", wall <= LINEARITY)]
