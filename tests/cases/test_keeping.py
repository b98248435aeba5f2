"""What is closed or decided is deleted when its time has come, whole, and what waits for somebody never is."""

from typing import Any

import pytest

from chalicelib.cases import case, files, keeping
from chalicelib.cases.keeping import BEGUN, DAY, QUEUE
from chalicelib.clock import now
from chalicelib.store import desk_key
from chalicelib.store import rows as kept_rows
from chalicelib.store.tables import CaseLook
from tests.abuse.desk_doors import fresh
from tests.abuse.restricting import restrict
from tests.desk.desk import Agent, Desk, ordered, signed_in
from tests.desk.row import ROLES
from tests.engine_rows import rows
from tests.mine.site import beside, id_of
from tests.people import Person
from tests.site import Site
from tests.tickets.shared import ask_support


@pytest.fixture(scope="module")
def mai(the_desk: Desk) -> Agent:
    return signed_in(the_desk, *ROLES, name="mai")


@pytest.fixture
def lan(site: Site) -> Person:
    beside(site)
    desk_key.connect_file(site.data / "keys" / "desk.key")
    return Person(site, "lan").sign_in()


def after(days: float) -> int:
    """What the minute's job deletes so many days from now."""
    at = now() + int(days * DAY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "now", lambda: at)
        return keeping.carry_out_due()


def left(site: Site, id: str) -> dict[str, int]:
    """How many rows name this case, by table, without its looks."""
    named = {"case": "id", "case_entry": "case", "case_file": "case", "own_case": "case", "errand": "about"}
    found = {table: sum(row[key] == id for row in rows(site, table)) for table, key in named.items()}
    return {table: many for table, many in found.items() if many}


def looks(site: Site, id: str) -> list[str]:
    return [row["id"] for row in rows(site, "case_look") if row["queue"] == QUEUE and row["id"].endswith(id)]


def closed(person: Person) -> str:
    id = ask_support(person)
    person.put(f"/tickets/{id}/closure")
    return id


def status(person: Person, path: str) -> int:
    return person.ask("GET", path).status_code


def test_a_closed_ticket_is_kept_for_180_days_and_both_sides_are_told(
    site: Site, lan: Person, mai: Agent
) -> None:
    id, waiting = ask_support(lan), ask_support(lan)
    assert "kept_until" not in lan.get(f"/tickets/{id}")
    assert "kept_until" not in mai.get(f"/desk/tickets/{id}")
    held = case.by_account("ticket", id, id_of(lan))
    assert held is not None
    files.put(held, "a", 0, b"x")
    mai.post(f"/desk/tickets/{id}/entries", {"text": "Mời bạn thử lại."})
    assert "done" in ordered(site, "erase-closed-accounts")
    mai.put(f"/desk/tickets/{id}/closure")
    assert left(site, id)["errand"] == 1
    told = lan.get(f"/tickets/{id}")
    assert told["kept_until"] == told["changed_at"] + 180 * DAY
    assert mai.get(f"/desk/tickets/{id}")["kept_until"] == told["kept_until"]
    (about,) = [one for one in items(lan, "case") if one["case"] == id]
    assert about["kept_until"] == told["kept_until"]
    after(179.9)
    assert status(lan, f"/tickets/{id}") == 200
    assert after(180.1) >= 1
    assert left(site, id) == {}
    assert looks(site, id) == []
    assert (status(lan, f"/tickets/{id}"), status(mai, f"/desk/tickets/{id}")) == (404, 404)
    after(10_000)
    assert [one["id"] for one in lan.get("/tickets")["tickets"]] == [waiting], "what waits has no end"


def items(person: Person, table: str) -> list[dict[str, Any]]:
    held = {one["table"]: one["items"] for one in person.get("/me/data")["held"]}
    return list(held[table])


def test_one_that_was_opened_again_stays_until_it_is_closed_again(site: Site, lan: Person) -> None:
    id = closed(lan)
    (first,) = looks(site, id)
    lan.delete(f"/tickets/{id}/closure")
    assert "kept_until" not in lan.get(f"/tickets/{id}")
    after(200)
    assert looks(site, id) == []
    assert status(lan, f"/tickets/{id}") == 200
    lan.put(f"/tickets/{id}/closure")
    (second,) = looks(site, id)
    assert second > first
    after(180.1)
    assert left(site, id) == {}


def test_a_look_from_a_first_closing_does_not_end_a_later_one(site: Site, lan: Person) -> None:
    id = closed(lan)
    (first,) = looks(site, id)
    lan.delete(f"/tickets/{id}/closure")
    lan.put(f"/tickets/{id}/closure")
    end = lan.get(f"/tickets/{id}")["kept_until"]
    at = int(first[:13])
    assert at < end
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "now", lambda: at)
        keeping.carry_out_due()
    assert status(lan, f"/tickets/{id}") == 200
    after(180.1)
    assert left(site, id) == {}


def test_a_decided_report_and_appeal_are_kept_for_a_year(site: Site, lan: Person, mai: Agent) -> None:
    dismissed, waits, asked = (fresh(mai) for _ in range(3))
    mai.post(f"/desk/reports/{dismissed['case']}/decisions", {"act": "dismiss", "reason": "other"})
    mai.post(f"/desk/reports/{asked['case']}/decisions", {"act": "ask", "reason": "spam"})
    seen = mai.get(f"/desk/reports/{dismissed['case']}")
    (row,) = [one for one in rows(site, "case") if one["id"] == dismissed["case"]]
    assert seen["kept_until"] == row["changed_at"] + 365 * DAY
    assert mai.get(f"/desk/reports/{waits['case']}")["kept_until"] is None
    assert mai.get(f"/desk/reports/{asked['case']}")["kept_until"] is None
    team = lan.found_team()
    restrict(site, team, "warn")
    desk_key.connect_file(site.data / "keys" / "desk.key")
    lan.post(f"/teams/{team}/appeals", {"words": "Xin xem lại."})
    (appeal,) = [one["id"] for one in mai.get("/desk/appeals")["waiting"] if one["team"] == team]
    assert lan.get(f"/teams/{team}/restriction")["appeal"]["kept_until"] is None
    done = mai.put(f"/desk/appeals/{appeal}/answer", {"grant": False, "words": "Giữ nguyên."})
    told = lan.get(f"/teams/{team}/restriction")["appeal"]
    assert told["kept_until"] == done["kept_until"] == told["answered_at"] + 365 * DAY
    after(364.9)
    assert left(site, dismissed["case"])
    assert left(site, appeal)
    after(365.1)
    assert (left(site, dismissed["case"]), left(site, appeal)) == ({}, {})
    assert status(mai, f"/desk/reports/{dismissed['case']}") == 404
    after(10_000)
    for one in (waits, asked):
        assert status(mai, f"/desk/reports/{one['case']}") == 200
    assert lan.get(f"/teams/{team}/restriction")["level"] == "warned", "what was decided about a team stands"


def test_a_report_whose_reporter_is_gone_is_deleted_in_its_time(site: Site, lan: Person, mai: Agent) -> None:
    id = fresh(mai)["case"]
    mai.post(f"/desk/reports/{id}/decisions", {"act": "dismiss", "reason": "other"})
    (row,) = [one for one in rows(site, "case") if one["id"] == id]
    case.leave(row["account"])
    assert left(site, id) == {"case": 1}
    after(365.1)
    assert left(site, id) == {}


def test_broken_off_anywhere_it_is_finished_by_the_next_minute(
    site: Site, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, broken = kept_rows.remove, 0
    for step in range(1, 20):
        id = closed(lan)
        held = case.by_account("ticket", id, id_of(lan))
        assert held is not None
        files.put(held, "a", 0, b"x")
        count = 0

        def breaks(row: Any, condition: Any = None, step: int = step) -> bool:
            nonlocal count
            count += 1
            if count == step:
                raise ConnectionError
            return real(row, condition)

        monkeypatch.setattr(kept_rows, "remove", breaks)
        after(180.1)
        monkeypatch.setattr(kept_rows, "remove", real)
        broken += count >= step
        if left(site, id):
            assert left(site, id).get("case") == 1, "as long as anything is left, it is found"
            assert looks(site, id)
        after(180.2)
        assert (left(site, id), looks(site, id)) == ({}, [])
        if count < step:
            break
    assert broken >= 5, "pointer, file, entries, the case, its look"


def test_what_was_over_before_there_was_an_end_is_given_one(site: Site, lan: Person) -> None:
    id, waiting = closed(lan), ask_support(lan)
    for look in looks(site, id):
        kept_rows.remove(CaseLook(QUEUE, look))
    kept_rows.remove(CaseLook(BEGUN, BEGUN))
    after(0)
    assert len(looks(site, id)) == 1
    assert looks(site, waiting) == []
    after(180.1)
    assert left(site, id) == {}


def test_one_that_fails_holds_up_no_other(site: Site, lan: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = closed(lan), closed(lan)
    real = keeping.erase

    def fails(kind: str, id: str) -> None:
        if id == first:
            raise RuntimeError
        real(kind, id)

    monkeypatch.setattr(keeping, "erase", fails)
    after(180.1)
    monkeypatch.setattr(keeping, "erase", real)
    assert left(site, first)
    assert left(site, second) == {}
    after(180.2)
    assert left(site, first) == {}
