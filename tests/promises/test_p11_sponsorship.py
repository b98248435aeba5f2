"""P11: humanitarian and vocational-education organisations are sponsored on proof."""

from collections.abc import Iterator

import pytest

from tests.desk.desk import Agent, Desk, signed_in
from tests.doors import problem
from tests.engine_rows import rows
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import SAID, applied, attach, begin, path, shown, submit
from tests.sponsorship.reviewing import at, decide, minute, propose


@pytest.fixture(scope="module")
def reviewers(site: Site) -> Iterator[tuple[Agent, Agent]]:
    running = Desk(site).start()
    yield signed_in(running, "reviewer", name="mai"), signed_in(running, "reviewer", name="quan")
    running.stop()


@pytest.fixture
def lan(site: Site) -> Person:
    return Person(site, "lan").sign_in()


def plan(person: Person, team: str) -> str:
    return str(person.get(f"/teams/{team}/plan")["name"])


def test_both_kinds_are_sponsored_on_proof_until_a_day(lan: Person, reviewers: tuple[Agent, Agent]) -> None:
    for kind in ("humanitarian", "vocational"):
        team = lan.found_team()
        id = applied(lan, team, organisation=kind)
        assert plan(lan, team) == "free"
        decide(*reviewers, id)
        minute(lan.site)
        assert plan(lan, team) == "sponsored"
        assert lan.get(f"/teams/{team}/plan")["until"] == shown(lan, team, id)["until"]


def test_without_proof_or_consent_nothing_is_handed_in(lan: Person) -> None:
    team = lan.found_team()
    at_home = path(team, begin(lan, team))
    lan.put(at_home, SAID)
    terms = {k: v for k, v in lan.get("/sponsorship-terms").items() if k in ("version", "hash")}
    assert problem(lan.ask("PUT", f"{at_home}/submission", terms)) == "documents_needed"
    attach(lan, at_home)
    assert problem(lan.ask("PUT", f"{at_home}/submission", terms | {"hash": "0" * 64})) == "wording_changed"
    submit(lan, at_home)


def test_nobody_decides_alone(lan: Person, reviewers: tuple[Agent, Agent]) -> None:
    mai, quan = reviewers
    team = lan.found_team()
    id = applied(lan, team)
    for verdict, before, after in (("grant", "free", "sponsored"), ("revoke", "sponsored", "sponsored")):
        number = propose(mai, id, verdict)["proposal"]["number"]
        assert problem(mai.ask("PUT", f"{at(id)}/proposals/{number}/confirmation")) == "second_person"
        assert plan(lan, team) == before
        quan.put(f"{at(id)}/proposals/{number}/confirmation")
        minute(lan.site)
        assert plan(lan, team) == after
    assert lan.get(f"/teams/{team}/plan")["state"] == "grace"


def test_each_step_is_shown_and_the_documents_go_with_the_decision(
    site: Site, lan: Person, reviewers: tuple[Agent, Agent]
) -> None:
    mai, _ = reviewers
    team = lan.found_team()
    id = applied(lan, team)
    mai.put(f"{at(id)}/review")
    assert [row for row in rows(site, "case_file") if row["case"] == id]
    decide(*reviewers, id, "refuse", "Chưa đúng đối tượng.")
    steps = shown(lan, team, id)["steps"]
    assert [one["state"] for one in steps] == ["submitted", "review", "refused"]
    assert steps[-1]["words"] == "Chưa đúng đối tượng."
    assert all(one["at"] for one in steps)
    assert not [row for row in rows(site, "case_file") if row["case"] == id]
