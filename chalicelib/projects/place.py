"""Where a thing stands among its neighbours: fractional-index strings, assigned by the server.

Placing between two neighbours makes a key a little longer each time; when one grows past LONGEST the
neighbours around it are spread anew, so that any number of moves to one spot keeps keys short.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

from fractional_indexing import generate_key_between, generate_n_keys_between

from chalicelib.refusals import Refused
from chalicelib.store.order import Standing

LONGEST = 24  # characters
WINDOW = 40  # neighbours spread anew on each side, at first


def spread(count: int) -> list[str]:
    """`count` positions in order, evenly, for a fresh sequence."""
    return list(generate_n_keys_between(None, None, count))


def standings(records: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Standing]:
    """What is to be kept in order, sorted as it is shown."""
    return sorted((record["position"], id) for id, record in records)


def place(among: list[Standing], id: str, below: str | None, *, at_end: bool = False) -> dict[str, str]:
    """Positions to set so that `id` stands under `below` (None: first; `at_end`: last).

    Returns {id: position}, mostly of one item; of its neighbours too when they had to be spread.
    `among` is sorted; `id` may be in it. Raises Refused("invalid") when `below` is not in `among`.
    """
    others = [standing for standing in among if standing[1] != id]
    index = len(others) if at_end else index_under(others, below)
    low = others[index - 1][0] if index else None
    high = others[index][0] if index < len(others) else None
    if low is None or high is None or low < high:
        key = generate_key_between(low, high)
        if len(key) <= LONGEST:
            return {id: key}
    return spread_around(others, index, id)


def index_under(others: list[Standing], below: str | None) -> int:
    if below is None:
        return 0
    for index, (_, id) in enumerate(others):
        if id == below:
            return index + 1
    raise Refused("invalid", field="below", reason="no_such_place")


def spread_around(others: list[Standing], index: int, id: str) -> dict[str, str]:
    """New positions for a window around `index`, widened until their keys are short."""
    window = WINDOW
    while True:
        first, last = max(0, index - window), min(len(others), index + window)
        low = others[first - 1][0] if first else None
        high = others[last][0] if last < len(others) else None
        ids = [other for _, other in others[first:index]] + [id] + [other for _, other in others[index:last]]
        if low is None or high is None or low < high:
            keys = generate_n_keys_between(low, high, len(ids))
            if max(map(len, keys)) <= LONGEST // 2 or (low is None and high is None):
                return dict(zip(ids, keys, strict=True))
        window *= 4


def rank(among: list[Standing], position: str) -> int:
    """How many stand before `position`."""
    return bisect_left(among, (position, ""))
