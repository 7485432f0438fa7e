"""What is wanted of a datalab, and what the AppStore says is to be started: values, checked where they come in."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Mapping

NAME = re.compile(r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+")
"""The name of a datalab: a repository's, with its owner's before the slash (distribution-spec 1.1)."""
VERSION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+-]{0,127}")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
WORD = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
"""The name of a size or a volume."""
IMAGE = re.compile(r"[A-Za-z0-9.:\[\]-]+/" + NAME.pattern + "@" + DIGEST.pattern)

PROBES = {"jupyterlab": "api/status", "vnc": "ready", "theia": "ready"}
"""By kind, the path below the base path that answers 200 when the page can be used (docs/contract.md)."""


class Refused(Exception):
    """A datalab that is not started, in words for who wanted it."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status
        # What JupyterHub shows of an exception: without this it says that something went wrong.
        self.jupyterhub_message = message


def matched(pattern: re.Pattern[str], what: str, value: object, expected: str) -> str:
    """A text that has the form it must have; anything else is refused with what was expected."""
    if isinstance(value, str) and len(value) <= 255 and pattern.fullmatch(value):
        return value
    raise Refused(f"{what} is {str(value)[:80]!r}; expected {expected}")


@dataclass(frozen=True)
class Wish:
    """What somebody wants to start: the ``user_options`` of a spawner. Nothing in it is trusted."""

    datalab: str
    version: str | None = None
    digest: str | None = None
    size: str | None = None
    volumes: tuple[str, ...] = ()
    plain: bool = False
    """Whether it starts without what was installed in it before."""

    @classmethod
    def read(cls, options: object) -> Wish:
        """Reads user options; a list is a form's field."""
        if not isinstance(options, Mapping):
            raise Refused("no datalab was chosen; choose one in the catalogue")
        unknown = sorted(set(map(str, options)) - set(cls.__dataclass_fields__))
        if unknown:
            raise Refused(f"unknown option {unknown[0][:80]!r}; expected {', '.join(cls.__dataclass_fields__)}")
        volumes = options.get("volumes") or []
        if not isinstance(volumes, (list, tuple)) or len(volumes) > 50:
            raise Refused("'volumes' is no list of names")
        plain = options.get("plain") or False
        if not isinstance(plain, bool):
            raise Refused("'plain' is neither true nor false")

        def optional(name: str, pattern: re.Pattern[str], expected: str) -> str | None:
            value = options.get(name)
            return None if value in (None, "") else matched(pattern, f"'{name}'", value, expected)

        return cls(
            datalab=matched(NAME, "'datalab'", options.get("datalab"), "a name as 'ann/black-bodies'"),
            version=optional("version", VERSION, "a version as '1.0.0-0'"),
            digest=optional("digest", DIGEST, "'sha256:' and 64 hexadecimal digits"),
            size=optional("size", WORD, "the name of a size"),
            volumes=tuple(dict.fromkeys(matched(WORD, "a volume", name, "its name") for name in volumes)),
            plain=plain,
        )


@dataclass(frozen=True)
class Launch:
    """What the AppStore says is started for a user: by digest, so that it is this image and no other."""

    datalab: str
    title: str
    kind: str
    version: str
    digest: str
    image: str
    """``host[:port]/name@sha256:…``, to be pulled."""
    asks_hub: bool
    """Whether its page asks the hub who somebody is, so that nobody gets past the login."""
    registry: str = ""
    plain_http: bool = False
    password: str = ""
    """A short-lived password for pulling this one repository, as this user; never kept."""

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Launch:
        """Reads the AppStore's answer; one that cannot be used is refused."""
        digest = matched(DIGEST, "the AppStore's 'digest'", value.get("digest"), "a digest")
        image = matched(IMAGE, "the AppStore's 'image'", value.get("image"), "host/name@digest")
        if not image.endswith("@" + digest):
            raise Refused("the AppStore's answer names two digests", 502)
        kind = value.get("kind")
        if kind not in PROBES:
            raise Refused(f"datalabs of kind {str(kind)[:40]!r} cannot be launched here; expected {', '.join(PROBES)}")
        return cls(
            datalab=matched(NAME, "the AppStore's 'datalab'", value.get("datalab"), "a name"),
            title=str(value.get("title") or "")[:200],
            kind=kind,
            version=str(value.get("version") or "")[:128],
            digest=digest,
            image=image,
            asks_hub=value.get("asksHub") is True,
            registry=image.split("/", 1)[0],
            plain_http=value.get("plainHTTP") is True,
            password=str(value.get("password") or ""),
        )

    def kept(self) -> dict[str, Any]:
        """What is kept of it in the hub's database."""
        return {**asdict(self), "password": ""}

    @classmethod
    def again(cls, kept: object) -> Launch | None:
        """The launch that was kept; None for what another version of this package has kept."""
        try:
            return cls(**kept) if isinstance(kept, dict) else None
        except TypeError:
            return None
