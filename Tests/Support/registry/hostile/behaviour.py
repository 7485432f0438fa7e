"""What a behaviour is, and the list of all of them."""

import dataclasses

from hostile.sample import Sample

# What a hook gives to leave the request to the conforming registry.
PASS = object()
ALL = {}


@dataclasses.dataclass
class Behaviour:
    """A named misbehaviour; the repository `name` (or any below it) plays it.

    operation: what to try: pull, push, tags, referrers, login, mount
    expect:    refuse (an error, in bounded time and memory), succeed (in spite of it), either (but end, and harm nothing)
    evil:      untouched (the other host must see no request), anonymous (none with credentials)
    auth:      the repository wants a token first, so that there are credentials to lose
    scheme:    the address to try it at
    reference: what to pull; a function of the sample, or a tag
    change:    changes the sample image
    hooks:     by point of the conforming registry (manifest, blob, ...), what is done instead of it
    """

    name: str
    operation: str
    expect: str
    reason: str
    evil: str | None = None
    auth: bool = False
    scheme: str = "http"
    reference: object = "latest"
    change: object = None
    hooks: dict = dataclasses.field(default_factory=dict)
    _sample: Sample | None = None

    def sample(self):
        """The image the repository has; made when it is first asked for."""
        if self._sample is None:
            made = Sample()
            if self.change:
                self.change(made)
            self._sample = made
        return self._sample

    def listed(self):
        reference = self.reference(self.sample()) if callable(self.reference) else self.reference
        return {"name": self.name, "operation": self.operation, "expect": self.expect, "reason": self.reason, "scheme": self.scheme,
                "reference": reference, "evil": self.evil, "credentials": self.auth, "points": sorted(self.hooks)}


def add(name, operation, expect, reason, **more):
    """Adds a behaviour that needs no function of its own."""
    if name in ALL:
        raise ValueError(f"two behaviours are named {name}")
    ALL[name] = Behaviour(name, operation, expect, reason, **more)


def at(point, name, operation, expect, reason, **more):
    """Adds a behaviour whose function answers at one point of the conforming registry."""
    def decorate(function):
        add(name, operation, expect, reason, hooks={point: function}, **more)
        return function
    return decorate


def also(point, name):
    """Adds a function at one more point of a behaviour."""
    def decorate(function):
        ALL[name].hooks[point] = function
        return function
    return decorate
