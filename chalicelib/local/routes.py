"""Which resource of the API a path means, as API Gateway decides it: the most literal one first."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote


class Match(NamedTuple):
    """`resource` as declared, such as /api/v1/teams/{team}; `ids` its decoded path parameters."""

    resource: str
    ids: dict[str, str]


class Step:
    """One segment of the declared paths, and what may follow it."""

    __slots__ = ("captures", "literals", "resource")

    def __init__(self) -> None:
        self.literals: dict[str, Step] = {}
        self.captures: dict[str, Step] = {}
        self.resource: str | None = None


class Routes:
    """The declared resources, looked up by the path of a request."""

    def __init__(self, resources: Iterable[str]) -> None:
        self._root = Step()
        for resource in resources:
            step = self._root
            for part in segments(resource):
                name = part[1:-1] if part.startswith("{") else None
                branch, key = (step.literals, part) if name is None else (step.captures, name)
                step = branch.setdefault(key, Step())
            step.resource = resource

    def find(self, raw_path: str) -> Match | None:
        """The resource of a still percent-encoded path; None when there is none or it is not UTF-8."""
        try:
            parts = [unquote(part, errors="strict") for part in segments(raw_path)]
        except UnicodeDecodeError:
            return None
        return _descend(self._root, parts, 0)


def segments(path: str) -> list[str]:
    return path.removeprefix("/").split("/")


def _descend(step: Step, parts: list[str], at: int) -> Match | None:
    """Ids are taken only on the way back from a full match, so a rejected branch leaves none behind."""
    if at == len(parts):
        return None if step.resource is None else Match(step.resource, {})
    part = parts[at]
    literal = step.literals.get(part)
    found = _descend(literal, parts, at + 1) if literal is not None else None
    if found is not None or not part:
        return found
    for name, following in step.captures.items():
        found = _descend(following, parts, at + 1)
        if found is not None:
            found.ids[name] = part
            return found
    return None
