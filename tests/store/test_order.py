"""Standings carried from state to state are those that sorting everything gives, and old states keep theirs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.store import records
from chalicelib.store.order import Standing
from chalicelib.store.reducer import Change
from chalicelib.store.state import State


class Ranked(records.Record, kind="probe-ranked", set="board", sort=("group", "position")):
    group: str = ""
    position: str = ""
    text: str = ""


IDS, GROUPS = st.sampled_from("abcdef"), st.sampled_from(["g", "h", "i"])
CHANGES = st.one_of(
    st.builds(lambda id: records.delete("probe-ranked", id), IDS),
    st.builds(
        lambda id, fields: records.patch("probe-ranked", id, fields),
        IDS,
        st.fixed_dictionaries(
            {},
            optional={
                "group": GROUPS,
                "position": st.sampled_from(["1", "2", "3", None]),
                "text": st.just("x"),
            },
        ),
    ),
)


def sorted_anew(state: State, group: str) -> list[Standing]:
    return sorted(
        (record.get("position", ""), id)
        for id, record in state.of("probe-ranked").items()
        if record.get("group", "") == group
    )


@given(st.lists(st.tuples(CHANGES, st.booleans()), max_size=30))
def test_carried_standings_are_those_of_sorting_anew(steps: list[tuple[Change, bool]]) -> None:
    state = State("team/p", 1, {}, ())
    seen: list[tuple[State, dict[str, list[Standing]]]] = []
    for change, look in steps:
        state = state.with_changes([change])
        if look:
            seen.append((state, {group: list(state.ordered("probe-ranked", group)) for group in "ghi"}))
    for one, standings in seen:
        for group, then in standings.items():
            assert one.ordered("probe-ranked", group) == then == sorted_anew(one, group)
