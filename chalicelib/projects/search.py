"""Search in one project: titles, descriptions and comments, whatever accents were typed.

Words match without their marks (duong finds đường); those that match with their marks come first.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from chalicelib.projects.project import ProjectMember
from chalicelib.store import pages, space

FOUND_AT_MOST = 50
RANKS = {"title": 0, "description": 1, "comment": 2}
# đ is a letter of its own in Unicode and has no mark to strip.
D_LETTERS = str.maketrans("đĐ", "dD")


class Found(msgspec.Struct):
    id: str
    title: str
    where: str


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`text` without case and marks."""
    if text.isascii():
        return text.lower()
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    return bare.translate(D_LETTERS).lower()


def tasks(by: ProjectMember, query: str) -> list[Found]:
    """The best 50 tasks that are not in the trash: exact accents first, then titles, then the newest."""
    words = query.casefold().split()
    bare = [folded(word) for word in words]
    open_tasks = {
        id: task for id, task in space.state(by.space).of("task").items() if "trashed_at" not in task
    }
    best: dict[str, tuple[bool, int, int, str]] = {}
    for id, where, text in texts(by, open_tasks):
        if not all(word in folded(text) for word in bare):
            continue
        inexact = not all(word in text.casefold() for word in words)
        rank = (inexact, RANKS[where], -open_tasks[id]["created_at"], where)
        if id not in best or rank < best[id]:
            best[id] = rank
    order = sorted(best, key=lambda id: (best[id], id))[:FOUND_AT_MOST]
    return [Found(id, open_tasks[id]["title"], best[id][3]) for id in order]


def texts(by: ProjectMember, open_tasks: dict[str, dict[str, object]]) -> Iterable[tuple[str, str, str]]:
    """(task id, where, text) of everything that can be searched."""
    for id, task in open_tasks.items():
        yield id, "title", str(task["title"])
    long = pages.read_texts(by.space)
    for id, description in long.get("description", {}).items():
        if id in open_tasks:
            yield id, "description", description["text"]
    for comment in long.get("comment", {}).values():
        if comment["task"] in open_tasks:
            yield comment["task"], "comment", comment["text"]
