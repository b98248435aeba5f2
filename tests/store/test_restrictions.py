"""What restrictions cost and who decides them: no call of their own, two agents, and one of two at the same time."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.abuse import restriction
from chalicelib.refusals import Refused
from chalicelib.store import glance, rows, tables
from tests.abuse.restricting import ASKS, CONFIRMS


def test_a_reading_asks_nothing_more_and_a_writing_nothing_apart(store: str) -> None:
    asked: list[dict[str, Any]] = []
    tables.line().dynamodb.meta.events.register(
        "before-parameter-build.dynamodb", lambda params, model, **_: asked.append(params | {"": model.name})
    )
    team = "T" * 22
    with glance.request():
        glance.look("nobody", [])
    assert all(str(tables.Restriction.Meta.table_name) not in one["RequestItems"] for one in asked)
    rows.put(tables.Restriction(team, version=1, level="suspended", history="[]"))
    asked.clear()
    with glance.request():
        glance.look("nobody", [team], team)
        with pytest.raises(Refused, match="team_suspended"):
            restriction.must_not_be_suspended(team)
    assert [one[""] for one in asked] == ["BatchGetItem"], "no call of its own"


def test_who_asks_does_not_confirm_and_of_two_who_decide_one_does(store: str) -> None:
    team = "S" * 22
    asked = restriction.decide(team, "ask", "politics", ASKS)
    assert (asked.level, restriction.of(team).level) == ("none", "none"), "asking suspends nobody"
    with pytest.raises(Refused, match="other_agent"):
        restriction.decide(team, "suspend", "politics", ASKS)
    # The condition alone, should the reading before it have been passed by.
    after = restriction.Standing(team, "suspended", asked.version + 1, asked.history)
    assert not restriction.written(asked, after, "suspend", ASKS)
    stale = restriction.of(team)
    assert restriction.decide(team, "suspend", "politics", CONFIRMS).level == "suspended"
    assert not restriction.written(stale, after, "suspend", "C" * 22), "decided meanwhile"
    for act in ("warn", "limit", "ask", "suspend", "decline"):
        with pytest.raises(Refused, match="decided_meanwhile"):
            restriction.decide(team, act, "politics", "C" * 22)  # type: ignore[arg-type]
    assert restriction.decide(team, "lift", "politics", ASKS).level == "none"
    assert [(one.number, one.act) for one in restriction.of(team).history] == [
        (1, "ask"), (2, "suspend"), (3, "lift"),
    ]  # fmt: skip
