"""Every look at what support is shown stands in the team's feed once, whatever is cut off where."""

import pytest

from chalicelib.store.busy import Busy
from chalicelib.tickets import ending, look
from tests.people import Person
from tests.site import Site
from tests.tickets.shown import Shown


def test_every_look_is_told_once_however_often_the_job_is_cut_off(
    shown: Shown, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    minh, gus = Person(site, "minh").sign_in(), Person(site, "gus").sign_in()
    shown.lan.let_in(minh, shown.team, "member")
    shown.lan.let_in(gus, shown.team, "guest")
    for _ in range(3):
        shown.look()
    whole = look._enter
    cut = []

    def cut_off(*given: object) -> None:
        """After the entry was written, and before anybody was told so."""
        whole(*given)  # type: ignore[arg-type]
        cut.append(1)
        raise Busy(1.0, "the job was ended here")

    monkeypatch.setattr(look, "_enter", cut_off)
    for _ in range(2):
        ending.keep_up()
    assert len(cut) == 2
    monkeypatch.setattr(look, "_enter", whole)
    ending.keep_up()
    ending.keep_up()
    told = shown.looks(minh)
    assert len(told) == 3, "each once"
    assert {(one["agent"], one["role"]) for one in told} == {("agent-1", "support")}
    assert {one["project"] for one in told} == {shown.project.rpartition("/")[2]}
    assert shown.looks(gus) == [], "a guest meets nothing of a project that is not theirs"
    assert [one["agent"] for one in shown.lan.get(f"/tickets/{shown.ticket}")["views"][0]["looks"]] == [
        "agent-1"
    ] * 3


def test_a_look_of_the_last_moment_is_told_all_the_same(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.look()
    shown.lan.delete(f"/views/{shown.view}")
    assert len(shown.looks(shown.lan)) == 1, "with the withdrawing itself"
    shown.look()
    monkeypatch.setattr(ending, "AFTERWARDS", -1)
    ending.keep_up()
    assert len(shown.looks(shown.lan)) == 2
    assert shown.kept()["case_entry"] == 0
