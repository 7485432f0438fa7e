"""The parts of one run, in their order, and what each adds to the table, the goals and the notes."""

import os

import changes
import goals
import growth
import measure
import plot
import report
import starts
import unpack
from ours import BASE, Before, Home, Ours
from peers import Buildah, Floor, Umoci, make_wheelhouse
from registry import Registry
from workspace import Workspace

SLOW = {"uv", "pip", "umoci"}


class Measurement:
    """One run of the benchmark; afterwards `rows`, `goals` and `notes` hold its results."""

    def __init__(self, options, scratch, plot_file, say):
        self.options = options
        self.scratch = scratch
        self.plot_file = plot_file
        self.say = say
        self.rows = []
        self.goals = []
        self.notes = []
        self.panels = []
        self.load = 0.0
        self.usual_memory = None
        self.workspace = Workspace(os.path.join(options.folder, "benchmark"))
        home = Home(os.path.join(options.folder, "home"))
        self.ours = Ours(options.program, options.tools, home, self.workspace, os.path.join(scratch, "ours"))
        self.before = self._earlier() if options.before else []

    def run(self):
        """Prepares, then measures the parts asked for; an interruption of a part leaves the parts before it."""
        self.say("datalab build: preparing (the first time, a base is made and wheels are downloaded)")
        for earlier in self.before:
            earlier.prepare()
        self.wheels, all_wheels = self.ours.prepare()
        measure.Noise.patience = self.options.wait
        parts = {
            "changes": lambda: self._changes(sorted(set(self.wheels + all_wheels))),
            "unpacking": self._unpacking,
            "starts": self._starts,
            "packages": self._packages,
            "files": self._files,
            "large": self._large,
        }
        try:
            for part in self.options.parts:
                parts[part]()
        except KeyboardInterrupt:
            self.say("interrupted: the results are of what was measured until now")
        if self.panels:
            plot.write(self.plot_file, self.panels)
            self.say(f"plot: {self.plot_file}")

    def _changes(self, all_wheels):
        """The four changes, built and pushed by all tools."""
        registry = Registry(os.path.join(self.scratch, "registry"))
        try:
            registry.prepare(f"oci:{self.ours.home.store}:{BASE}")
            tools = [self.ours] + self.before + self._peers(registry, all_wheels)
            self.load = measure.wait_for_load(1.0)
            rounds = changes.Rounds(self.workspace, registry, self.options.budget, self.say)
            try:
                rounds.measure([(tool, self._repeat(tool)) for tool in tools])
            finally:
                self._report_changes(changes.summaries(rounds.samples), rounds.digests, tools)
        finally:
            registry.stop()

    def _report_changes(self, results, digests, tools):
        """What was measured until now, if that is enough for a ratio."""
        if ("cold", self.ours.name) not in results:
            return
        scenarios = list(changes.CHANGES) + [f"push {change}" for change in changes.CHANGES]
        for scenario in scenarios:
            for tool in tools:
                if (scenario, tool.name) in results:
                    size = tool.layer_size if scenario == "cold" else None
                    ours = results.get((scenario, self.ours.name))
                    self._row(changes.title(scenario), tool.title, results[scenario, tool.name], ours, size)
        cold = results["cold", self.ours.name]
        layers = sum(layer["size"] for layer in self.ours.package_layers)
        wheels = sum(os.path.getsize(wheel) for wheel in self.wheels)
        self.usual_memory = cold.memory
        self.goals += goals.of_changes(results) + goals.of_builds(self.ours.digests, cold.memory, layers, wheels)
        self.notes += [
            f"digests of {len(cold.samples)} cold and as many unchanged builds of ours: {', '.join(sorted(self.ours.digests))}",
            "different digests of cold builds of the same: "
            + "; ".join(f"{title} {len(set(found))} of {len(found)}" for title, found in digests.items()),
            report.stages(self.ours.stages),
            f"{len(self.wheels)} wheels of {wheels / 1e6:.1f} MB, in {len(self.ours.package_layers)} package layers of {layers / 1e6:.1f} MB",
        ]

    def _earlier(self):
        """An earlier program, in a list; its home is its own, since what it keeps may have another form."""
        home = Home(os.path.join(self.options.folder, "home-before"))
        scratch = os.path.join(self.scratch, "before")
        return [Before(self.options.before, self.options.tools, home, self.workspace, scratch)]

    def _peers(self, registry, all_wheels):
        """The peers asked for, with a folder of their own each, and what they know before anything is timed."""
        uv = os.path.realpath(os.path.join(self.options.tools, "uv"))
        wheelhouse = make_wheelhouse(os.path.join(self.scratch, "wheels"), all_wheels)
        self.workspace.reset()
        peers = []
        for name in self.options.peers:
            folder = os.path.join(self.scratch, name)
            os.makedirs(folder)
            if name == "floor":
                peers.append(Floor(folder, self.wheels))
            elif name == "umoci":
                peers.append(Umoci(folder, self.ours.home, self.workspace, wheelhouse, uv))
            else:
                peers.append(Buildah(name, folder, registry, self.workspace, wheelhouse, uv))
            self.say(f"{peers[-1].title}: preparing")
            peers[-1].prepare()
        return peers

    def _repeat(self, tool):
        """How often a tool is measured."""
        if tool.name == "pip":
            return self.options.pip_repeat
        return self.options.slow_repeat if tool.name in SLOW else self.options.repeat

    def _unpacking(self):
        """The package layers of ours beside the same tars compressed by `gzip -6`."""
        self._build_once()
        self.say("unpacking: recompressing the package layers")
        folder = os.path.join(self.scratch, "unpacking")
        unpacking = unpack.Unpacking(folder, self.ours.home, self.ours.manifest_digest, self.ours.package_layers)
        unpacking.prepare()
        results = changes.summaries(unpacking.measure(self.options.repeat, self.say))
        for tool, title in unpack.TOOLS.items():
            for kind, layers in unpack.KINDS.items():
                size = unpacking.sizes[kind] if tool == "podman" else None
                self._row("unpacking the package layers", f"{title}, {layers}", results[tool, kind], results[tool, "ours"], size)
        self.goals += goals.of_unpacking(results)

    def _starts(self):
        """From `datalab run` to the page, beside podman and the same server by hand."""
        user = Ours(
            self.options.program,
            self.options.tools,
            Home(os.path.join(self.options.folder, "home-user")),
            self.workspace,
            os.path.join(self.scratch, "user"),
        )
        samples = {}
        for name, ours, who in [("starts", self.ours, None), ("user-starts", user, starts.Nobody())]:
            ours.prepare()
            place = starts.Starts(os.path.join(self.scratch, name), ours, self.say, who)
            samples.update(place.measure(self.options.slow_repeat))
        results = changes.summaries(samples)
        for (what, how), summary in results.items():
            self._row(what, how, summary, results.get((what, "datalab run")))
        self.goals += goals.of_starts(results)

    def _build_once(self):
        """An image of the usual datalab, whatever was built last; its time counts only as far as it is the first."""
        self.workspace.reset()
        sample = self.ours.cold()
        self.usual_memory = self.usual_memory or sample.memory

    def _packages(self):
        """Cold builds of growing numbers of packages."""
        folder = os.path.join(self.scratch, "packages")
        samples = growth.grow_packages(folder, self.ours, self.options.repeat, self.say)
        line = changes.summaries(samples)
        for count, summary in line.items():
            self._row(f"cold, {count:,} made-up packages", self.ours.title, summary)
        self.panels.append(plot.Panel("datalab build: packages", "packages of 20 files", {"cold": line}))
        self.goals += goals.of_growth("packages", line)

    def _files(self):
        """Builds of growing numbers of files."""
        folder = os.path.join(self.scratch, "files")
        results = changes.summaries(growth.grow_files(folder, self.ours, self.options.repeat, self.say))
        lines = {}
        for (how, count), summary in results.items():
            self._row(f"{growth.HOW[how]}, {growth.files_text(count)}", self.ours.title, summary)
            lines.setdefault(growth.HOW[how], {})[count] = summary
        self.panels.append(plot.Panel("datalab build: files", "files of 600 bytes", lines))
        for how, line in lines.items():
            self.goals += goals.of_growth(f"files, {how}", line)

    def _large(self):
        """The memory of a build of 5 GB beside that of the usual one."""
        if not self.usual_memory:
            self._build_once()
        result = growth.large_environment(os.path.join(self.scratch, "large"), self.ours, self.say)
        self._row("cold, 5 GB of made-up packages", self.ours.title, measure.Summary([result.sample]), size=result.layers)
        self.goals += goals.of_large(result.sample.memory, self.usual_memory)
        self.notes.append(f"5 GB: {result.content / 1e9:.2f} GB of content, wheels of {result.wheels / 1e9:.2f} GB")

    def _row(self, change, tool, summary, ours=None, size=None):
        """One more line of the table."""
        self.rows.append(report.Row(change, tool, summary, ours, size))
