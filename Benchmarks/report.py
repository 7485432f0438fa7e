"""The results as one Markdown table with ratios, and what the issue asks of them."""

SCENARIOS = {
    "cold": "cold",
    "unchanged": "nothing changed",
    "notebook": "one notebook byte",
    "added": "one requirement added",
}
# Times faster than ours at least; the floor at most (a ratio below one).
GOALS = [
    ("cold", "uv", 12),
    ("cold", "pip", 40),
    ("cold", "umoci", 5),
    ("cold", "floor", 1 / 1.5),
    ("added", "uv", 25),
    ("notebook", "uv", 4),
    ("unchanged", "uv", 5),
]
HEADER = [
    "| change | tool | median s | min–max s | runs | × ours | CPU s | × ours | own layers MB | peak memory MiB |",
    "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
]


def table(results, tools):
    """The table: `results` gives a Summary by scenario and tool's name; `tools` are in the order of their lines."""
    rows = [
        row(scenario, tool, results[scenario, tool.name], results[scenario, "datalab"])
        for scenario in SCENARIOS
        for tool in tools
        if (scenario, tool.name) in results
    ]
    return HEADER + rows


def row(scenario, tool, summary, ours):
    """One line of the table; the size of layers is said once, in the cold build's line."""
    size = f"{tool.layer_size / 1e6:.1f}" if scenario == "cold" and tool.layer_size else ""
    cells = [
        SCENARIOS[scenario],
        tool.title,
        f"{summary.median:.3f}",
        f"{summary.fastest:.3f}–{summary.slowest:.3f}",
        str(len(summary.samples)),
        f"{summary.median / ours.median:.2f}",
        f"{summary.processor:.2f}",
        f"{summary.processor / ours.processor:.2f}",
        size,
        f"{summary.memory / 2**20:.0f}",
    ]
    return "| " + " | ".join(cells) + " |"


def goals(results):
    """Lines that say which ratio of the issue holds, and how far off the others are."""
    lines = ["| goal | wanted | measured | |", "|---|---:|---:|---|"]
    for scenario, peer, wanted in GOALS:
        if (scenario, peer) in results and (scenario, "datalab") in results:
            lines.append(goal(scenario, peer, wanted, results))
    return lines


def goal(scenario, peer, wanted, results):
    """One line of the goals; the floor's is turned round, for people."""
    ratio = results[scenario, peer].median / results[scenario, "datalab"].median
    verdict = "holds" if ratio >= wanted else "missed"
    if peer == "floor":
        return f"| {SCENARIOS[scenario]}: times the floor | at most {1 / wanted:.1f} | {1 / ratio:.2f} | {verdict} |"
    return f"| {SCENARIOS[scenario]}: times faster than {peer} | at least {wanted} | {ratio:.1f} | {verdict} |"


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
