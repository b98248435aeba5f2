"""Tickets through their doors: written, read, closed and opened again by their person, and by nobody else."""

import msgspec

from chalicelib.cases import case
from chalicelib.tickets import ticket
from tests.doors import problem
from tests.engine_rows import rows
from tests.mine.site import id_of
from tests.people import Person, new_op
from tests.site import Site
from tests.tickets.shared import ask_support, said

DAY = 24 * 3600 * 1000


def answered(id: str, text: str, asks: bool = False) -> None:
    """As the desk does, in this process."""
    held = case.at_desk("ticket", id)
    assert held is not None
    case.say_once(held, "agent-1", ticket.Said(new_op(), "text", text))
    assert case.change(held, "waiting" if asks else "answered")


def unseen(person: Person) -> int:
    return int(person.get("/me/news")["tickets"])


def test_it_is_written_answered_and_written_on(lan: Person) -> None:
    id = ask_support(lan, "Bảng trắng", topic="fault", error="5f0c-77", text="Không thấy gì.")
    first = lan.get(f"/tickets/{id}")
    assert (first["state"], first["subject"], first["topic"], first["error"]) == (
        "open", "Bảng trắng", "fault", "5f0c-77",
    )  # fmt: skip
    assert unseen(lan) == 0
    answered(id, "Bạn dùng trình duyệt nào?", asks=True)
    assert unseen(lan) == 1
    (row,) = lan.get("/tickets")["tickets"]
    assert (row["id"], row["state"], row["unseen"]) == (id, "waiting", True)
    lan.put(f"/tickets/{id}/reading")
    assert unseen(lan) == 0
    after = lan.post(f"/tickets/{id}/entries", {"text": "Firefox."})
    assert after["state"] == "open"
    assert [(one["by"] == "account", one["text"]) for one in after["said"]] == [
        (True, "Không thấy gì."), (False, "Bạn dùng trình duyệt nào?"), (True, "Firefox."),
    ]  # fmt: skip


def test_sent_again_it_is_there_once(lan: Person, site: Site) -> None:
    op, body = new_op(), {"subject": "Một", "topic": "other", "text": "Một lần"}
    first = lan.post("/tickets", body, op=op)
    assert lan.post("/tickets", body, op=op)["id"] == first["id"]
    op = new_op()
    for _ in range(3):
        lan.post(f"/tickets/{first['id']}/entries", {"text": "Hai"}, op=op)
    assert said(lan, first["id"]) == ["Một lần", "Hai"]
    assert len([one for one in rows(site, "own_case") if one["case"] == first["id"]]) == 1
    # A late retry of what was answered since takes nobody's turn back.
    answered(first["id"], "Ba")
    lan.post(f"/tickets/{first['id']}/entries", {"text": "Hai"}, op=op)
    assert lan.get(f"/tickets/{first['id']}")["state"] == "answered"


def test_closed_it_takes_no_more_words_until_it_is_opened_again(lan: Person) -> None:
    id = ask_support(lan)
    closed = lan.put(f"/tickets/{id}/closure")
    assert closed["state"] == "closed"
    assert 29.9 < (closed["reopens_until"] - closed["changed_at"]) / DAY < 30.1
    assert problem(lan.ask("POST", f"/tickets/{id}/entries", {"text": "Còn nữa"})) == "ticket_closed"
    assert lan.put(f"/tickets/{id}/closure")["state"] == "closed"
    again = lan.delete(f"/tickets/{id}/closure")
    assert again["state"] == "open"
    assert "reopens_until" not in again
    assert [one["what"] for one in again["said"]] == ["text", "closed", "reopened"]
    assert said(lan, id) == ["Màn hình trắng khi mở dự án."]


def test_after_thirty_days_it_stays_closed(lan: Person) -> None:
    id = ask_support(lan)
    lan.put(f"/tickets/{id}/closure")
    held = case.by_account("ticket", id, id_of(lan))
    assert held is not None
    facts = held.facts(ticket.Facts)
    assert facts.closed_at is not None
    facts.closed_at -= 30 * DAY + 60_000
    assert case.change(held, "closed", facts)
    assert problem(lan.ask("DELETE", f"/tickets/{id}/closure")) == "ticket_over"


def test_nobody_else_meets_it(lan: Person, site: Site) -> None:
    id, minh = ask_support(lan), Person(site, "minh").sign_in()
    for method, path, body in (
        ("GET", f"/tickets/{id}", None),
        ("PUT", f"/tickets/{id}/reading", None),
        ("POST", f"/tickets/{id}/entries", {"text": "Tôi là Minh"}),
        ("PUT", f"/tickets/{id}/closure", None),
        ("DELETE", f"/tickets/{id}/closure", None),
    ):
        answer = minh.ask(method, path, body)
        assert (answer.status_code, problem(answer)) == (404, "not_found"), (method, path)
    assert minh.get("/tickets")["tickets"] == []
    assert said(lan, id) == ["Màn hình trắng khi mở dự án."]


def test_the_team_it_names_is_ones_own(lan: Person, site: Site) -> None:
    minh = Person(site, "minh").sign_in()
    theirs, mine = minh.found_team(), lan.found_team()
    body = {"subject": "Gói", "topic": "payment", "text": "Đã chuyển khoản"}
    assert problem(lan.ask("POST", "/tickets", body | {"team": theirs})) == "not_found"
    assert lan.get("/tickets")["tickets"] == []
    assert lan.post("/tickets", body | {"team": mine})["team"] == mine
    hours = {one["team"]: (one["days"], one["opens"], one["closes"]) for one in lan.get("/tickets")["hours"]}
    assert hours == {"": ("weekdays", 8, 17), mine: ("weekdays", 8, 17)}


def test_nobody_asks_without_end(lan: Person) -> None:
    body = {"subject": "Nữa", "topic": "other", "text": "Nữa"}
    answers = [lan.ask("POST", "/tickets", body) for _ in range(11)]
    assert [one.status_code for one in answers] == [201] * 10 + [429]
    assert problem(answers[-1]) == "slow_down"


def test_what_is_held_about_me_tells_it(lan: Person) -> None:
    id = ask_support(lan, "Đổi e-mail")
    held = {one["table"]: one["items"] for one in lan.get("/me/data")["held"]}
    assert [(one["case"], one["about"]["subject"]) for one in held["case"]] == [(id, "Đổi e-mail")]
    assert [one["said"]["text"] for one in held["case_entry"]] == ["Màn hình trắng khi mở dự án."]
    assert msgspec.convert(held["own_case"][0]["leads_to"], str) == id


def test_reading_leaves_the_case_as_it_is(lan: Person, site: Site) -> None:
    id = ask_support(lan)
    before = [one for one in rows(site, "case") if one["id"] == id]
    lan.put(f"/tickets/{id}/reading")
    assert [one for one in rows(site, "case") if one["id"] == id] == before
