"""Positions: whatever is moved wherever how often, the order is as people left it and keys stay short."""

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.projects.place import LONGEST, place, spread, standings
from tests.people import Person, new_id

Desk = tuple[Person, str, list[str]]


class Column:
    """A list of things with positions, and the order they are meant to be in."""

    def __init__(self, count: int) -> None:
        self.ids = [f"{number:012}" for number in range(count)]
        self.positions = dict(zip(self.ids, spread(count), strict=True))
        self.rewritten: list[int] = []

    def move(self, id: str, below: str | None, *, at_end: bool = False) -> None:
        among = standings((one, {"position": key}) for one, key in self.positions.items())
        places = place(among, id, below, at_end=at_end)
        self.positions |= places
        self.rewritten.append(len(places))
        others = [one for one in self.ids if one != id]
        at = len(others) if at_end else 0 if below is None else others.index(below) + 1
        self.ids = [*others[:at], id, *others[at:]]

    def shown(self) -> list[str]:
        return [id for _, id in standings((one, {"position": key}) for one, key in self.positions.items())]

    def longest(self) -> int:
        return max(map(len, self.positions.values()))


def test_five_thousand_moves_to_the_same_spot() -> None:
    column = Column(30)
    anchor = column.ids[10]
    for number in range(5_000):
        # Always the one furthest from it, so that every move really goes in between.
        column.move(column.ids[0] if number % 2 else column.ids[-1], anchor)
        if column.ids.index(anchor) in (0, len(column.ids) - 1):
            column.move(anchor, column.ids[15])
        assert column.longest() <= LONGEST
        if number % 100 == 0:
            assert column.shown() == column.ids
    assert column.shown() == column.ids
    assert sum(column.rewritten) / len(column.rewritten) < 3, "neighbours are spread seldom, not at each move"


def test_five_thousand_new_ones_below_the_same_one() -> None:
    column = Column(2)
    anchor = column.ids[0]
    for number in range(5_000):
        column.move(f"n{number:011}", anchor)
    assert column.longest() <= LONGEST
    assert column.shown() == column.ids
    assert max(column.rewritten) <= 200, "a spread touches a window of neighbours, not thousands"


def test_five_thousand_to_the_top_and_to_the_end() -> None:
    column = Column(3)
    for number in range(2_500):
        column.move(f"t{number:011}", None)
        column.move(f"e{number:011}", None, at_end=True)
    assert column.longest() <= LONGEST
    assert column.shown() == column.ids


@settings(max_examples=150, deadline=None)
@given(
    st.integers(2, 12),
    st.lists(
        st.tuples(st.integers(0, 11), st.one_of(st.none(), st.just("end"), st.integers(0, 11))), max_size=150
    ),
)
def test_any_moves_leave_the_order_people_made(count: int, moves: list[tuple[int, int | str | None]]) -> None:
    column = Column(count)
    for which, where in moves:
        id = sorted(column.ids)[which % count]
        below = None if not isinstance(where, int) else sorted(column.ids)[where % count]
        if below != id:
            column.move(id, below, at_end=where == "end")
        assert column.shown() == column.ids
        assert column.longest() <= LONGEST


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["a0", "a0V", "a1", "Zz", "a0000000000000000000000V"]), min_size=1, max_size=8),
    st.data(),
)
def test_equal_and_overlong_positions_are_mended_when_something_goes_between(
    keys: list[str], data: st.DataObject
) -> None:
    """Two writers can give one position twice: ids break the tie until the next move there."""
    column = Column(0)
    column.positions = {f"{number:012}": key for number, key in enumerate(keys)}
    column.ids = column.shown()
    column.move("new", data.draw(st.sampled_from([None, *column.ids])))
    assert column.shown() == column.ids


def test_two_hundred_moves_through_the_door(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    tasks = [new_id() for _ in range(6)]
    create = [{"op": f"create-task-number-{n}", "method": "POST", "path": "/tasks", "body": {"id": id, "title": "T", "list": todo}} for n, id in enumerate(tasks)]  # fmt: skip
    alice.post(f"{project}/entries", {"after": 0, "ops": create})
    order = list(tasks)
    for number in range(200):
        moved = order[-1] if number % 2 else order[2]
        order.remove(moved)
        order.insert(order.index(tasks[0]) + 1, moved) if moved != tasks[0] else order.insert(0, moved)
        at = order.index(moved)
        alice.patch(f"{project}/tasks/{moved}", {"below": order[at - 1] if at else None})
    assert alice.tasks_in(project, todo) == order
    positions = [task["position"] for task in alice.board(project)["task"].values()]
    assert max(map(len, positions)) <= LONGEST
