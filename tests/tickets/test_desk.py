"""Tickets at the desk: who answers which, what it is told, and looking at what is shown, no moment too long."""

import json

import httpx
import pytest

from chalicelib.cases import case
from chalicelib.jobs import errands
from chalicelib.local import mailbox
from chalicelib.tickets import ending
from tests.desk.desk import Agent, Desk, ordered, signed_in
from tests.doors import problem
from tests.engine_rows import rows
from tests.people import Person, new_op
from tests.site import Site
from tests.tickets.shared import ask_support, said
from tests.tickets.shown import Shown

HOUR = 3600 * 1000  # milliseconds


@pytest.fixture(scope="module")
def mai(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "support", name="mai")


def looking(agent: Agent, shown: Shown) -> httpx.Response:
    return agent.ask("POST", f"/desk/tickets/{shown.ticket}/views/{shown.view}/looks")


def minute(site: Site) -> None:
    """What the product's function does each minute."""
    ordered(site, "erase-closed-accounts")


def test_it_is_answered_asked_back_and_closed(lan: Person, mai: Agent, site: Site) -> None:
    id = ask_support(lan, "Bảng trắng")
    waiting = mai.get("/desk/tickets")["tickets"]
    assert next(one for one in waiting if one["id"] == id)["state"] == "open"
    assert "Bảng trắng" not in str(waiting), "the queue opens nothing"
    read = mai.get(f"/desk/tickets/{id}")
    assert (read["subject"], read["account"]) == ("Bảng trắng", lan.get("/me")["id"])
    op, body = new_op(), {"text": "Bạn dùng trình duyệt nào?", "asks": True}
    for _ in range(2):
        assert mai.post(f"/desk/tickets/{id}/entries", body, op=op)["state"] == "waiting"
    assert said(lan, id) == ["Màn hình trắng khi mở dự án.", "Bạn dùng trình duyệt nào?"]
    lan.post(f"/tickets/{id}/entries", {"text": "Firefox"})
    assert mai.post(f"/desk/tickets/{id}/entries", {"text": "Xin tải lại trang."})["state"] == "answered"
    assert mai.put(f"/desk/tickets/{id}/closure")["state"] == "closed"
    assert problem(mai.ask("POST", f"/desk/tickets/{id}/entries", {"text": "Nữa"})) == "ticket_closed"
    assert lan.delete(f"/tickets/{id}/closure")["state"] == "open"


def test_its_person_is_told_by_mail_once_and_without_content(lan: Person, mai: Agent, site: Site) -> None:
    id = ask_support(lan, "Bí mật")
    mai.post(f"/desk/tickets/{id}/entries", {"text": "Câu trả lời kín 5f0c77"})
    assert b"5f0c77" not in b"".join(bytes(one["body"].value) for one in rows(site, "case_entry"))
    for _ in range(2):
        errands.carry_out()
    # By this process, or by the site's own minute if that came first.
    here = [one for one in json.loads(mailbox.as_json())["mails"] if one["to"] == lan.email]
    told = [one for one in [*here, *site.mails(lan.email)] if f"/help/tickets/{id}" in one["text"]]
    assert len(told) == 1
    assert not [word for word in ("Bí mật", "kín") if word in told[0]["subject"] + told[0]["text"]]
    # What they have read already needs no mail.
    other = ask_support(lan)
    mai.post(f"/desk/tickets/{other}/entries", {"text": "Chào"})
    lan.put(f"/tickets/{other}/reading")
    errands.carry_out()
    assert f"/help/tickets/{other}" not in mailbox.as_json().decode() + str(site.mails(lan.email))


def test_what_the_desk_did_stands_in_the_owners_log(lan: Person, mai: Agent, site: Site) -> None:
    id = ask_support(lan)
    mai.get(f"/desk/tickets/{id}")
    mai.post(f"/desk/tickets/{id}/entries", {"text": "Chào bạn"})
    told = {
        (one["act"], one["case"], one["agent"]) for one in rows(site, "desk_log") if one.get("case") == id
    }
    assert told == {("ticket.read", id, mai.id), ("ticket.answered", id, mai.id)}
    about = {one["about"].partition(":")[0] for one in rows(site, "desk_log") if one.get("case") == id}
    assert about == {"account", "agent"}


def test_finance_answers_payments_and_no_other(lan: Person, the_desk: Desk) -> None:
    thu = signed_in(the_desk, "finance", name="thu")
    usage, payment = ask_support(lan), ask_support(lan, "Chuyển khoản", topic="payment")
    listed = {one["id"] for one in thu.get("/desk/tickets")["tickets"]}
    assert payment in listed
    assert usage not in listed
    assert thu.get(f"/desk/tickets/{payment}")["subject"] == "Chuyển khoản"
    answers = [
        thu.ask("GET", f"/desk/tickets/{usage}"),
        thu.ask("POST", f"/desk/tickets/{usage}/entries", {"text": "Chào"}),
        thu.ask("PUT", f"/desk/tickets/{usage}/closure"),
    ]
    assert [(one.status_code, problem(one)) for one in answers] == [(403, "not_allowed")] * 3
    assert said(lan, usage) == ["Màn hình trắng khi mở dự án."]


def test_a_look_shows_the_copy_and_is_told_in_the_feed_once(shown: Shown, mai: Agent, site: Site) -> None:
    (one,) = mai.get(f"/desk/tickets/{shown.ticket}")["views"]
    assert (one["id"], one["open"], one["reason"], one["looks"]) == (shown.view, True, "Để thấy lỗi", 0)
    answer = looking(mai, shown)
    assert answer.status_code == 201, answer.text
    assert answer.json()["lists"][0]["tasks"][0]["title"] == "Gọi phụ huynh"
    minute(site)
    minute(site)
    (told,) = shown.looks(shown.lan)
    assert (told["agent"], told["role"]) == (mai.id, "support")
    team = [one for one in rows(site, "desk_log") if one["about"] == f"team:{shown.team}"]
    assert [one["act"] for one in team] == ["view.looked"]


def test_other_roles_look_at_nothing(shown: Shown, the_desk: Desk) -> None:
    for role in ("finance", "reviewer", "abuse"):
        answer = looking(signed_in(the_desk, role, name=role), shown)
        assert (answer.status_code, problem(answer)) == (403, "not_allowed")
    assert shown.case().state == "open"
    assert case.entries(shown.case()) == []


def test_withdrawn_it_is_gone_for_the_desk(shown: Shown, mai: Agent) -> None:
    assert looking(mai, shown).status_code == 201
    shown.lan.delete(f"/views/{shown.view}")
    answer = looking(mai, shown)
    assert (answer.status_code, problem(answer)) == (410, "view_over")
    assert len(shown.looks(shown.lan)) == 1
    (one,) = mai.get(f"/desk/tickets/{shown.ticket}")["views"]
    assert (one["open"], one["project"], one["reason"]) == (False, "", "")


def test_after_its_time_it_is_refused_by_the_clock_alone(shown: Shown, mai: Agent) -> None:
    shown.let_pass(HOUR)
    answer = looking(mai, shown)
    assert (answer.status_code, problem(answer)) == (410, "view_over")
    assert shown.kept()["case_file"] == 1, "no job has run yet"
    ending.keep_up()
    assert shown.kept()["case_file"] == 0
    assert problem(looking(mai, shown)) == "view_over"


def test_nothing_is_shown_in_another_ticket_or_before_it_is_whole(shown: Shown, mai: Agent) -> None:
    other = ask_support(shown.lan)
    answer = mai.ask("POST", f"/desk/tickets/{other}/views/{shown.view}/looks")
    assert (answer.status_code, problem(answer)) == (404, "not_found")
    held = shown.case()
    assert case.change(held, "filling")
    assert problem(looking(mai, shown)) == "view_over"


def test_a_ticket_closed_at_the_desk_shows_nothing(shown: Shown, mai: Agent, site: Site) -> None:
    mai.put(f"/desk/tickets/{shown.ticket}/closure")
    assert problem(looking(mai, shown)) == "view_over"
    minute(site)
    assert shown.kept()["case_file"] == 0
