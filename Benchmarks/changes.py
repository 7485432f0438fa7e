"""The four changes, each built and pushed by every tool in turn."""

import time

import measure

CHANGES = {
    "cold": "cold",
    "unchanged": "nothing changed",
    "notebook": "one notebook byte",
    "added": "one requirement added",
}


class Rounds:
    """The samples of the changes by (change, name of the tool), and of the pushes by ("push " + change, name).

    `digests` holds those of the images of the cold builds, as they were pushed, by the tools' titles.
    """

    def __init__(self, workspace, registry, budget, say):
        self.workspace = workspace
        self.registry = registry
        self.samples = {}
        self.digests = {}
        self.end = time.monotonic() + budget
        self.say = say

    def measure(self, repeats):
        """Measures tools as often as `repeats` says, a list of (tool, number).

        Tools take turns, so that what else the machine does meets all of them.
        """
        turns = [
            (number, tool)
            for number in range(max(count for _, count in repeats))
            for tool, count in repeats
            if number < count
        ]
        for number, tool in turns:
            if number == 0 or time.monotonic() < self.end:
                self._round(tool, number)

    def _round(self, tool, number):
        """One cold build, then one of each change, with a push after each, as far as the tool knows it and there is time."""
        self.workspace.reset()
        if tool.is_pushed:
            self.registry.reset()
            if tool.blob_info:
                tool.blob_info.reset()
        changes = {
            "cold": lambda: None,
            "unchanged": lambda: None,
            "notebook": lambda: self.workspace.change_notebook("bcdefghijk"[number % 10]),
            "added": self.workspace.add_requirement,
        }
        for scenario, change in changes.items():
            if scenario == "cold" or time.monotonic() < self.end:
                change()
                self._step(tool, scenario)

    def _step(self, tool, scenario):
        step = getattr(tool, scenario)
        if step:
            self._keep(scenario, tool, step())
        if tool.is_pushed:
            self._keep(f"push {scenario}", tool, tool.push(self.registry))
        if tool.is_pushed and scenario == "cold":
            tool.layer_size = self.registry.own_layers_size(tool.name)
            self.digests.setdefault(tool.title, []).append(self.registry.digest(tool.name))

    def _keep(self, scenario, tool, sample):
        self.samples.setdefault((scenario, tool.name), []).append(sample)
        self.say(f"{tool.title}: {title(scenario)}: {sample.seconds:.3f} s")


def title(scenario):
    """A scenario for people."""
    pushed = scenario.removeprefix("push ")
    return CHANGES[scenario] if pushed == scenario else f"push after: {CHANGES[pushed]}"


def summaries(samples):
    """The same with a Summary in place of each list."""
    return {key: measure.Summary(values) for key, values in samples.items()}
