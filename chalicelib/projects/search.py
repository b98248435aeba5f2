"""Search in one project: titles, descriptions and comments, whatever accents were typed.

Words match without their marks (duong finds đường); those that match with their marks come first. What was
read once is kept folded in memory and brought up to date from the log, so a search reads only what is new.
"""

import unicodedata
from collections import OrderedDict
from threading import Lock
from typing import Any

import msgspec

from chalicelib.projects.project import ProjectMember
from chalicelib.store import pages, space
from chalicelib.store.space import State
from chalicelib.store.state import turned

FOUND_AT_MOST = 50
KEPT = 8  # spaces
WHERE = ("title", "description", "comment")
RANKS = {where: rank for rank, where in enumerate(WHERE)}
# đ is a letter of its own in Unicode and has no mark to strip.
D_LETTERS = str.maketrans("đĐ", "dD")

Place = tuple[str, str, str]  # task id, kind, record id


class Found(msgspec.Struct):
    """A task that was found; `where` is "title", "description" or "comment"."""

    id: str
    title: str
    where: str


def folded(text: str) -> str:
    """`text` without case and marks."""
    if text.isascii():
        return text.lower()
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    return bare.translate(D_LETTERS).lower()


class Index:
    """The texts of one space up to `seq`, each as it is and folded."""

    def __init__(self, of: str) -> None:
        self.space = of
        self.seq = 0
        self.texts: dict[Place, tuple[str, str]] = {}
        self.lock = Lock()

    def fill(self, state: State) -> None:
        """Read everything, once."""
        for task, record in state.of("task").items():
            self.put((task, "title", task), record["title"])
        long = pages.read_texts(self.space)
        for task, record in long.get("description", {}).items():
            self.put((task, "description", task), record["text"])
        for id, record in long.get("comment", {}).items():
            self.put((record["task"], "comment", id), record["text"])
        self.seq = state.seq

    def catch_up(self, state: State) -> None:
        """Take in what the log has had since."""
        if not self.seq:
            self.fill(state)
            return
        new = state.entries_after(self.seq)
        if turned(new):
            self.texts.clear()
            self.fill(state)
            return
        for entry in new:
            for op in entry.ops:
                for change in op["changes"]:
                    self.take(change)
        self.seq = state.seq

    def take(self, change: dict[str, Any]) -> None:
        kind, id, fields = change["kind"], change["id"], change.get("set", {})
        if kind == "task" and "title" in fields:
            self.put((id, "title", id), fields["title"])
        elif kind == "description" and "text" in fields:
            self.put((id, "description", id), fields["text"])
        elif kind == "comment" and change.get("delete"):
            self.texts.pop((change["near"], "comment", id), None)
        elif kind == "comment" and "text" in fields:
            self.put((change["near"], "comment", id), fields["text"])

    def put(self, place: Place, text: str) -> None:
        self.texts[place] = (text.casefold(), folded(text))


_indexes: OrderedDict[str, Index] = OrderedDict()
_choosing = Lock()


def index(of: str) -> Index:
    with _choosing:
        found = _indexes.setdefault(of, Index(of))
        _indexes.move_to_end(of)
        while len(_indexes) > KEPT:
            _indexes.popitem(last=False)
    return found


def tasks(by: ProjectMember, query: str) -> list[Found]:
    """The best 50 tasks that are not in the trash: exact accents first, then titles, then the newest."""
    words = query.casefold().split()
    state = space.state(by.space)
    known = index(by.space)
    with known.lock:
        known.catch_up(state)
        hits = list(known.texts.items())
    # The longest word first: it leaves the fewest texts for the others.
    for word in sorted(map(folded, words), key=len, reverse=True):
        hits = [hit for hit in hits if word in hit[1][1]]
    best = best_of(hits, words)
    open_tasks = {
        id: task for id, task in state.of("task").items() if id in best and "trashed_at" not in task
    }
    order = sorted(open_tasks, key=lambda id: (best[id], -open_tasks[id]["created_at"], id))[:FOUND_AT_MOST]
    return [Found(id, str(open_tasks[id]["title"]), WHERE[best[id][1]]) for id in order]


def best_of(hits: list[tuple[Place, tuple[str, str]]], words: list[str]) -> dict[str, tuple[bool, int]]:
    """The best (inexact, rank of the place) of each task among what matched."""
    best: dict[str, tuple[bool, int]] = {}
    for (id, where, _), (text, _) in hits:
        rank = RANKS[where]
        kept = best.get(id)
        if kept is not None and kept <= (False, rank):
            continue  # nothing in this text could be better
        found = (any(word not in text for word in words), rank)
        if kept is None or found < kept:
            best[id] = found
    return best
