"""The results as one Markdown table with ratios."""

import dataclasses

from measure import Summary

HEADER = [
    "| change | tool | median s | min–max s | runs | × ours | CPU s | × ours | own layers MB | peak memory MiB |",
    "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
]


@dataclasses.dataclass(frozen=True)
class Row:
    """One line of the table; `ours` is what its ratios are to, `size` the bytes of layers, said once for each tool."""

    change: str
    tool: str
    summary: Summary
    ours: Summary | None
    size: int | None = None

    def line(self):
        """The line as Markdown."""
        summary = self.summary
        cells = [
            self.change,
            self.tool,
            f"{summary.median:.3f}",
            f"{summary.fastest:.3f}–{summary.slowest:.3f}",
            str(len(summary.samples)),
            f"{summary.median / self.ours.median:.2f}" if self.ours else "",
            f"{summary.processor:.2f}",
            f"{summary.processor / self.ours.processor:.2f}" if self.ours and self.ours.processor else "",
            f"{self.size / 1e6:.1f}" if self.size else "",
            f"{summary.memory / 2**20:.0f}",
        ]
        return "| " + " | ".join(cells) + " |"


def table(rows):
    """The table."""
    return HEADER + [row.line() for row in rows]


def stages(runs):
    """The median time of each stage of our cold build."""
    names = list(dict.fromkeys(name for run in runs for name in run))
    middle = len(runs) // 2
    medians = {name: sorted(run.get(name, 0) for run in runs)[middle] for name in names}
    return "Stages of our cold build (median s): " + ", ".join(f"{name} {time:.3f}" for name, time in medians.items())


def replace_section(path, lines):
    """Puts lines between the marks `<!-- results -->` and `<!-- end -->` of a file."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    before, rest = text.split("<!-- results -->", 1)
    after = rest.split("<!-- end -->", 1)[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + "<!-- results -->\n" + "\n".join(lines) + "\n<!-- end -->" + after)
