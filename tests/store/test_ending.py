"""The end of a team's log, as a process meets it that remembers the team and was not the one to erase it."""

import time

import pytest

from chalicelib.store import cache, ending, keys, log, pages, rows, space
from chalicelib.store.failures import Erased
from chalicelib.store.tables import Key, Log, Page
from tests.store.kinds import new_space, proposal, put

pytestmark = pytest.mark.usefixtures("either")


def remembered() -> str:
    """A team's own space, its records in memory."""
    team = log.team_of(new_space())
    keys.create_team_key(team)
    space.commit(team, [proposal("op-1", put("a", text="mật"))])
    assert space.state(team).seq == 1
    return team


def erased_elsewhere(team: str) -> None:
    """What another process writes; nothing in this one's memory is told."""
    rows.put(Log(team, 2, body=log.GONE))
    for row in rows.under(Key, team):
        rows.remove(row)


def test_reading_finds_it_gone_and_forgets_it() -> None:
    team = remembered()
    erased_elsewhere(team)
    for _ in range(2):
        with pytest.raises(Erased):
            space.state(team)
        assert cache.held(team) is None
    with pytest.raises(Erased):
        keys.ring(team)


def test_writing_finds_it_gone_and_leaves_nothing() -> None:
    team = remembered()
    erased_elsewhere(team)
    with pytest.raises(Erased):
        space.commit(team, [proposal("op-2", put("b", text="muộn"))])
    assert [bytes(row.body) for row in rows.under(Log, team)][1:] == [log.GONE]


def test_the_end_comes_after_what_others_added_meanwhile_and_is_found_whatever_was_known() -> None:
    team = remembered()
    keys_kept = keys.ring(team)
    for number in range(3):
        space.commit(team, [proposal(f"op-more-{number}", put("a", text=str(number)))])
    ending.close(team)
    ending.close(team)
    assert [int(row.seq) for row in rows.under(Log, team)] == [1, 2, 3, 4, 5]
    assert ending.clear(team, time.monotonic() + 5)
    assert {bytes(row.body) for row in rows.under(Log, team)} == {log.GONE}
    # A process that knew any earlier entry, with the key still in memory, meets the mark at the very next number.
    for known in range(5):
        keys._rings[team] = (time.monotonic(), keys_kept)
        with pytest.raises(Erased):
            log.tail(team, known, limit=1)


def test_a_projects_space_is_deleted_whole_and_as_far_as_time_allows() -> None:
    place = new_space()
    keys.create_team_key(log.team_of(place))
    for number in range(5):
        space.commit(place, [proposal(f"op-{number}", put("a", text=str(number)))])
    pages.compact(place)
    assert not ending.clear(place, time.monotonic() - 1)
    assert len(rows.under(Log, place)) == 5
    assert ending.clear(place, time.monotonic() + 5)
    assert rows.under(Log, place) == []
    assert rows.under(Page, f"{place}|board") == []
    assert ending.clear(place, time.monotonic() + 5), "said again"
