"""Whoever an agent's act was about reads of it: the account's owner, a team's owner and admins, and nobody else."""

from typing import Any

from chalicelib.desk import audit, errand
from tests.conftest import Cast
from tests.desk.desk import Desk, ordered, signed_in
from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.mine.site import beside, id_of
from tests.people import Person
from tests.site import Site
from tests.support.asking import WORDS, wish


def test_the_accounts_owner_reads_what_was_done(site: Site, the_desk: Desk) -> None:
    lan, other = Person(site, "lan").sign_in(), Person(site, "minh").sign_in()
    mai = signed_in(the_desk, "support", "abuse", name="mai")
    mai.post("/desk/accounts/lookup", {"contact": lan.email})
    mai.post(f"/desk/accounts/{id_of(lan)}/errands", wish("resend-mails", "ticket"))
    told = lan.get("/me/desk-log")["entries"]
    assert [(one["act"], one["agent"], one["roles"]) for one in told] == [
        ("errand.resend-mails", mai.id, ["abuse", "support"]),
        ("account.seen", mai.id, ["abuse", "support"]),
    ]
    assert "thư" in told[0]["vi"]
    assert "mail" in told[0]["en"]
    assert mai.email not in repr(told)
    assert other.get("/me/desk-log")["entries"] == []
    held = {one["table"]: one["items"] for one in lan.get("/me/data")["held"]}
    assert [one["act"] for one in held["desk_log"]] == ["account.seen", "errand.resend-mails"]
    (done,) = held["errand"]
    assert (done["errand"], done["why"], done["words"]) == ("resend-mails", "ticket", WORDS)


def test_the_owner_reads_why_in_both_languages_and_in_the_agents_words(site: Site, the_desk: Desk) -> None:
    lan, other = Person(site, "lan").sign_in(), Person(site, "minh").sign_in()
    mai, nam = signed_in(the_desk, "support", name="mai"), signed_in(the_desk, "support", name="nam")
    mai.post(f"/desk/accounts/{id_of(lan)}/errands", wish("end-sessions", "misuse", f"  {WORDS} "))
    (asked,) = [one for one in lan.get("/me/desk-log")["entries"] if one["act"] == "errand.end-sessions"]
    told = {
        "vi": "Có dấu hiệu người khác dùng tài khoản",
        "en": "Signs that somebody else uses the account",
        "words": WORDS,
    }
    assert asked["reason"] == told
    assert WORDS not in repr(other.get("/me/desk-log"))
    (mine,) = [one for one in mai.get("/desk/me/log")["entries"] if one["act"] == "errand.end-sessions"]
    assert mine["reason"] == told, "the agent reads what the owner reads"
    (seen,) = nam.get(f"/desk/accounts/{id_of(lan)}/errands")["errands"]
    assert (seen["note"], seen["words"]) == ("misuse", WORDS)
    assert "done" in ordered(site, "erase-closed-accounts")
    lan.sign_in()
    entries = lan.get("/me/desk-log")["entries"]
    assert told in [one["reason"] for one in entries], "carried out, it is read as before"
    assert None in [one["reason"] for one in entries], "looking needs none"


WRONG: list[dict[str, Any]] = [
    {"words": ""}, {"words": "  a  "}, {"words": "x" * 301}, {"why": "because"}, {"words": None}, {"why": None}
]  # fmt: skip


def test_nothing_is_done_without_a_reason(site: Site, the_desk: Desk) -> None:
    lan, mai = Person(site, "lan").sign_in(), signed_in(the_desk, "support")
    for wrong in WRONG:
        body = {k: v for k, v in (wish("end-sessions") | wrong).items() if v is not None}
        answer = mai.ask("POST", f"/desk/accounts/{id_of(lan)}/errands", body)
        assert (answer.status_code, problem(answer)) == (422, "invalid"), wrong
    assert lan.get("/me/desk-log")["entries"] == []
    assert mai.get(f"/desk/accounts/{id_of(lan)}/errands")["errands"] == []


def test_a_reason_is_sealed_to_its_errand_and_its_account(site: Site, the_desk: Desk) -> None:
    lan, minh = Person(site, "lan").sign_in(), Person(site, "minh").sign_in()
    mai = signed_in(the_desk, "support")
    for person in (lan, minh):
        mai.post(
            f"/desk/accounts/{id_of(person)}/errands", wish("resend-mails", words=f"0-kin-0 {person.name}")
        )
    kept = {
        row["account"]: row for row in rows(site, "errand") if row.get("account") in map(id_of, (lan, minh))
    }
    assert "0-kin-0" not in repr(rows(site, "errand")) + repr(rows(site, "desk_log"))
    # Put in another one's place, it opens for nobody; that something was done is told all the same.
    rewrite(site, "errand", kept[id_of(minh)], body=kept[id_of(lan)]["body"])
    (told,) = [one["reason"] for one in minh.get("/me/desk-log")["entries"] if one["reason"]]
    assert (told["en"], told["words"]) == ("You asked for it by telephone", None)
    (told,) = [one["reason"] for one in lan.get("/me/desk-log")["entries"] if one["reason"]]
    assert told["words"] == "0-kin-0 lan"


def test_a_reason_goes_with_the_account_and_the_log_stands(site: Site, the_desk: Desk) -> None:
    lan, mai = Person(site, "lan").sign_in(), signed_in(the_desk, "support")
    account = id_of(lan)
    mai.post(f"/desk/accounts/{account}/errands", wish("resend-mails"))
    beside(site)
    errand.forget(account)  # as erasing an account does (mine/erasing.py)
    (told,) = [one["reason"] for one in mai.get("/desk/me/log")["entries"] if one["reason"]]
    assert told["words"] is None


def test_a_teams_owner_and_admins_read_what_was_done_about_it(site: Site, the_desk: Desk, cast: Cast) -> None:
    beside(site)
    mai = signed_in(the_desk, "finance")
    audit.tell(mai.id, "agent.signed_in", team=cast.team)
    for person in (cast.alice, cast.dana):
        (one,) = person.get(f"/teams/{cast.team}/desk-log")["entries"]
        assert (one["team"], one["agent"]) == (cast.team, mai.id)
    assert cast.alice.get("/me/desk-log")["entries"] == []
    assert cast.charlie.get(f"/teams/{cast.other_team}/desk-log")["entries"] == []
