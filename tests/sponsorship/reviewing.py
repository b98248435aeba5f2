"""What reviewers do at the desk, and time that passes for an application."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib import settings
from chalicelib.billing.standing import VIETNAM
from chalicelib.cases import case
from chalicelib.sponsorship import following
from chalicelib.sponsorship.facts import Facts
from tests.desk.desk import Agent
from tests.engine_rows import rewrite, rows
from tests.mine.site import beside
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import at_the_desk

DAY = 24 * 3600 * 1000


def at(id: str) -> str:
    return f"/desk/sponsorships/{id}"


def last_day(days: int = 365) -> str:
    return f"{datetime.now(VIETNAM) + timedelta(days=days):%Y-%m-%d}"


def propose(reviewer: Agent, id: str, verdict: str = "grant", words: str = "Đủ giấy tờ.") -> dict[str, Any]:
    until = {"until": last_day()} if verdict == "grant" else {}
    opened: dict[str, Any] = reviewer.post(
        f"{at(id)}/proposals", {"verdict": verdict, "words": words} | until
    )
    return opened


def decide(first: Agent, second: Agent, id: str, verdict: str = "grant", words: str = "Đủ giấy tờ.") -> None:
    """One proposes, the other confirms."""
    made = propose(first, id, verdict, words)
    second.put(f"{at(id)}/proposals/{made['proposal']['number']}/confirmation")


def minute(site: Site) -> int:
    """What the product's minute does about applications."""
    told = beside(site)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "current", lambda: told)
        return following.carry_out_due()


def let_pass(site: Site, person: Person, id: str, days: float) -> None:
    """As if everything about the application had happened so many days earlier."""
    at_the_desk(site)
    by = int(days * DAY)
    held = case.by_account("sponsorship", id, str(person.get("/me")["id"]))
    assert held is not None
    facts = held.facts(Facts)
    facts.waiting_since = max(0, facts.waiting_since - by)
    assert case.change(held, held.state, facts)
    row = next(one for one in rows(site, "case") if one["id"] == id)
    rewrite(site, "case", row, changed_at=int(row["changed_at"]) - by)
    for look in rows(site, "case_look"):
        if look["id"].endswith(id):
            rewrite(site, "case_look", look, id=f"{int(look['id'][:13]) - by:013d}-{id}")
