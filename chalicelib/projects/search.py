"""Search in one project: titles, descriptions and comments, whatever accents were typed.

Words match without their marks (duong finds đường); those that match with their marks come first. What was
read once is kept folded in memory and brought up to date from the log, so a search reads only what is new.
It looks at titles, then descriptions, then comments, each from the newest task on, and stops at the fiftieth match.
"""

import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Iterator
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
# đ is a letter of its own in Unicode and has no mark to strip.
D_LETTERS = str.maketrans("đĐ", "dD")


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


class Texts:
    """One kind of text of all tasks: each as (without case, folded), and a task's joined, to look through fast."""

    def __init__(self) -> None:
        self.each: dict[str, dict[str, tuple[str, str]]] = {}
        self.joined: dict[str, tuple[str, str]] = {}

    def put(self, task: str, id: str, text: str | None) -> None:
        """Set the text `id` of a task; None removes it."""
        kept = self.each.setdefault(task, {})
        if text is None:
            kept.pop(id, None)
        else:
            kept[id] = (text.casefold(), folded(text))
        cased, bare = "\n".join(one for one, _ in kept.values()), "\n".join(one for _, one in kept.values())
        self.joined[task] = (cased, bare)

    def hold(self, task: str, words: list[str], side: int) -> bool:
        """Whether one text of the task holds all words; side 0 with their marks, 1 without."""
        for texts in self.each[task].values():  # plain loops: this runs for thousands of tasks
            for word in words:
                if word not in texts[side]:
                    break
            else:
                return True
        return False


class Index:
    """The texts of one space up to `seq`, in the order of WHERE, and the tasks that are not in the trash, newest first."""

    def __init__(self, of: str) -> None:
        self.space = of
        self.seq = 0
        self.texts = {where: Texts() for where in WHERE}
        self.newest: list[str] = []
        self.lock = Lock()

    def fill(self, state: State) -> None:
        """Read everything, once."""
        for task, record in state.of("task").items():
            self.texts["title"].put(task, task, record["title"])
        long = pages.read_texts(self.space)
        for task, record in long.get("description", {}).items():
            self.texts["description"].put(task, task, record["text"])
        for id, record in long.get("comment", {}).items():
            self.texts["comment"].put(record["task"], id, record["text"])

    def catch_up(self, state: State) -> None:
        """Take in what the log has had since."""
        new = state.entries_after(self.seq) if self.seq else []
        if not self.seq or turned(new):
            self.texts = {where: Texts() for where in WHERE}
            self.fill(state)
        else:
            for change in (change for entry in new for op in entry.ops for change in op["changes"]):
                self.take(change)
        if self.seq != state.seq:
            standing = ((id, task) for id, task in state.of("task").items() if "trashed_at" not in task)
            self.newest = [id for _, id in sorted((-task["created_at"], id) for id, task in standing)]
        self.seq = state.seq

    def take(self, change: dict[str, Any]) -> None:
        kind, id, fields = change["kind"], change["id"], change.get("set", {})
        if kind == "task" and "title" in fields:
            self.texts["title"].put(id, id, fields["title"])
        elif kind == "description" and "text" in fields:
            self.texts["description"].put(id, id, fields["text"])
        elif kind == "comment" and (change.get("delete") or "text" in fields):
            self.texts["comment"].put(change["near"], id, fields.get("text"))

    def best(self, words: list[str]) -> dict[str, tuple[bool, int]]:
        """(without marks, rank of the place) of the tasks that match best; the best fifty are among them."""
        found: dict[str, tuple[bool, int]] = {}
        bare_words = longest_first(map(folded, words))
        exact = 0
        for rank, texts in enumerate(self.texts.values()):
            for task, inexact in matches(texts, self.newest, found, longest_first(words), bare_words):
                found[task] = (inexact, rank)  # matches() sees it
                exact += not inexact
                if exact >= FOUND_AT_MOST:
                    return found
        return found


def longest_first(words: Iterable[str]) -> list[str]:
    """The longest word is in the fewest texts. Blanks alone match everything."""
    return sorted(words, key=len, reverse=True) or [""]


def matches(
    texts: Texts,
    tasks: list[str],
    found: dict[str, tuple[bool, int]],
    words: list[str],
    bare_words: list[str],
) -> Iterator[tuple[str, bool]]:
    """(task, whether only without marks) of those that match better than they were found so far. Once fifty are found,
    another one that matches only without marks comes after them: it stands in a later place or is older."""
    word, bare_word, nothing = words[0], bare_words[0], ("", "")
    for task in tasks:
        known = found.get(task)
        cased, bare = texts.joined.get(task, nothing)
        # What holds a word holds it folded too, and folded texts, being ASCII, are looked through twice as fast.
        if (known is not None and not known[0]) or bare_word not in bare:
            continue
        if word in cased and texts.hold(task, words, 0):
            yield task, False
        elif known is None and len(found) < FOUND_AT_MOST and texts.hold(task, bare_words, 1):
            yield task, True


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
    state = space.state(by.space)
    known = index(by.space)
    with known.lock:
        known.catch_up(state)
        best = known.best(query.casefold().split())
    records = state.of("task")
    order = sorted(best, key=lambda id: (best[id], -records[id]["created_at"], id))[:FOUND_AT_MOST]
    return [Found(id, str(records[id]["title"]), WHERE[best[id][1]]) for id in order]
