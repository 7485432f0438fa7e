"""What a site offers: sizes of machine, and volumes with data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Iterable, Mapping

from .launches import WORD, Refused, matched

MEMORY = re.compile(r"([1-9][0-9]{0,5})([MG])")


@dataclass(frozen=True)
class Size:
    """A size of machine."""

    name: str
    title: str
    cores: float
    memory: str
    """In M or G bytes, such as ``4G``."""

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Size:
        """Reads an entry of the configuration."""
        cores = value.get("cores", 1)
        if isinstance(cores, bool) or not isinstance(cores, (int, float)) or not 0 < cores <= 1024:
            raise ValueError(f"size {value.get('name')!r}: 'cores' is {cores!r}; expected a number up to 1024")
        return cls(
            name=matched(WORD, "a size's 'name'", value.get("name"), "a word as 'small'"),
            title=str(value.get("title") or value.get("name")),
            cores=float(cores),
            memory=matched(MEMORY, f"size {value.get('name')!r}: 'memory'", value.get("memory", "2G"), "'512M', '4G' …"),
        )

    @property
    def bytes(self) -> int:
        """The memory in bytes."""
        found = MEMORY.fullmatch(self.memory)
        assert found, "it was checked when it was read"
        return int(found[1]) << (20 if found[2] == "M" else 30)


@dataclass(frozen=True)
class Volume:
    """A volume with data, seen at ``/data/<name>``."""

    name: str
    title: str
    source: str
    """Where it is: a folder, a claim, as the engine takes it."""
    read_only: bool = True
    users: tuple[str, ...] | None = None
    """Who may use it; None for everybody."""

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Volume:
        """Reads an entry of the configuration."""
        source = value.get("source")
        if not isinstance(source, str) or not source or ":" in source or "," in source:
            raise ValueError(f"volume {value.get('name')!r}: 'source' is {source!r}; expected a folder or a claim")
        users = value.get("users")
        if users is not None and not isinstance(users, (list, tuple)):
            raise ValueError(f"volume {value.get('name')!r}: 'users' is no list of names")
        return cls(
            name=matched(WORD, "a volume's 'name'", value.get("name"), "a word as 'euclid-q1'"),
            title=str(value.get("title") or value.get("name")),
            source=source,
            read_only=value.get("read_only", True) is not False,
            users=None if users is None else tuple(map(str, users)),
        )

    def is_for(self, user: str) -> bool:
        """Whether a user may use it."""
        return self.users is None or user in self.users


def choose_size(sizes: Iterable[Size], name: str | None) -> Size:
    """The size of a name; without a name the first."""
    known = list(sizes)
    for size in known:
        if name in (None, size.name):
            return size
    raise Refused(f"there is no size {name!r} here; expected {', '.join(size.name for size in known)}")


def choose_volumes(volumes: Iterable[Volume], names: Iterable[str], user: str) -> list[Volume]:
    """The volumes of names. One that is forbidden is answered as one that is not there."""
    known = {volume.name: volume for volume in volumes if volume.is_for(user)}
    missing = [name for name in names if name not in known]
    if missing:
        offered = ", ".join(known) or "none"
        raise Refused(f"there is no volume {missing[0]!r} for you here; there are: {offered}", 404)
    return [known[name] for name in names]
