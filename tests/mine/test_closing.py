"""Closing an account: who may, what is asked first, and thirty days in which nothing is lost."""

from typing import Any

from tests.contacts.contacts import again, let_pass, new_number, notice, set_to, stranger
from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.mine.site import DAY, close, id_of, let_days_pass, row_of
from tests.people import Person, good, new_id
from tests.site import Site


def refused(person: Person, *teams: dict[str, str]) -> tuple[int, str]:
    answer = person.ask("POST", "/me/closing", {"teams": list(teams)})
    return answer.status_code, problem(answer)


def unproven(person: Person, account: str) -> None:
    """As if the person had signed in an hour ago."""
    for row in rows(person.site, "session"):
        if row["account"] == account:
            rewrite(person.site, "session", row, proven_at=int(row["proven_at"]) - 3600_000)


def test_closing_ends_every_session_and_leaves_nothing_but_the_way_back(lan: Person, site: Site) -> None:
    other, account = again(lan), id_of(lan)
    closes_at = close(lan)
    assert abs(closes_at - int(row_of(site, account)["closes_at"])) == 0
    assert [one.ask("GET", "/me").status_code for one in (lan, other)] == [401, 401]
    back = again(lan)
    for method, path in (
        ("GET", "/me"), ("GET", "/teams"), ("GET", "/me/data"), ("GET", "/me/contacts"), ("GET", "/me/sessions"),
        ("GET", "/consents"), ("POST", "/me/closing"), ("POST", "/session/proof/mail"), ("POST", "/teams"),
        ("DELETE", "/me/sessions"), ("GET", "/session/proof"), ("PUT", "/me/password"),
    ):  # fmt: skip
        answer = back.ask(method, path, {} if method in ("POST", "PUT") else None)
        assert (answer.status_code, problem(answer)) == (403, "account_closing"), path
        assert answer.json()["closes_at"] == closes_at
    shown = back.get("/me/closing")
    assert shown == {"closes_at": closes_at, "email": lan.email, "teams": []}
    back.delete("/session")
    assert back.ask("GET", "/me/closing").status_code == 401


def test_signing_in_and_keeping_it_loses_nothing(lan: Person, site: Site) -> None:
    team = lan.found_team()
    bob = Person(site, "bob").sign_in()
    member = lan.bring(bob, team, "member")
    lan.put(f"/teams/{team}/ownership", {"member": member})
    close(lan)
    assert [one["name"] for one in bob.get(f"/teams/{team}")["members"] if "left_at" not in one] == [
        "lan",
        "bob",
    ]
    back = again(lan)
    back.delete("/me/closing")
    assert back.get("/teams")["teams"][0]["role"] == "admin"
    assert back.get("/me/closing")["closes_at"] == 0
    assert site.mails(lan.email)[0]["subject"] == "Tài khoản của bạn được giữ lại"
    assert [row for row in rows(site, "closing") if row["account"] == id_of(back)] == []
    back.delete("/me/closing")
    assert len([m for m in site.mails(lan.email) if m["subject"] == "Tài khoản của bạn được giữ lại"]) == 1


def test_a_session_without_a_fresh_proof_cannot_close_and_is_told_nothing(lan: Person) -> None:
    unproven(lan, id_of(lan))
    assert refused(lan) == (403, "prove_again")
    answer = lan.ask("GET", "/me/data")
    assert (answer.status_code, problem(answer)) == (403, "prove_again")
    assert lan.get("/me/closing")["closes_at"] == 0


def test_every_contact_is_told_and_not_me_keeps_the_account(lan: Person, site: Site) -> None:
    account, number = id_of(lan), new_number()
    set_to(lan, "phone", number)
    let_pass(lan, account, 74)
    thief = again(lan)
    close(thief)
    told = site.mails(lan.email)[0]
    assert told["subject"] == "Tài khoản của bạn sẽ đóng"
    assert "Thiết bị" in told["text"]
    assert "/not-me#" in site.mails(number)[0]["text"]
    let_days_pass(site, account, 29)
    link = notice(site, lan.email)
    for wrong in (link._replace(token="A" * 43), link._replace(alert="A" * 22)):
        assert problem(wrong.press(stranger(site))) == "alert_over"
    assert good(link.press(stranger(site)))["restored"] == ["account"]
    assert "closes_at" not in row_of(site, account)
    assert again(lan).get("/me")["id"] == account


def test_not_me_on_the_notice_keeps_the_account_and_a_thief_cannot_close_again(
    lan: Person, site: Site
) -> None:
    account, thief = id_of(lan), again(lan)
    close(thief)
    done = good(notice(site, lan.email).press(stranger(site)))
    assert done["restored"] == ["account"]
    assert "closes_at" not in row_of(site, account)
    thief = again(lan)
    back = Person(site, "lan", lan.email)
    code = next(m["code"] for m in site.mails(lan.email) if done["attempt"] in m["text"])
    back.post(f"/sign-in/{done['attempt']}/session", {"code": code})
    assert refused(thief) == (403, "protected")
    assert back.get("/me")["email"] == lan.email
    let_pass(back, account, 73)
    assert close(thief), "the protection ends after three days, as it does for contacts"


def test_pressing_an_older_notice_keeps_it_too(lan: Person, site: Site) -> None:
    account = id_of(lan)
    again(lan)
    older = notice(site, lan.email)
    close(lan)
    assert good(older.press(stranger(site)))["restored"] == ["account"]
    assert "closes_at" not in row_of(site, account)


def test_teams_are_asked_about_and_none_is_left_without_an_owner(lan: Person, site: Site) -> None:
    mine, shared = lan.found_team("Một mình"), lan.found_team("Cùng nhau")
    bob, gus = (Person(site, name).sign_in() for name in ("bob", "gus"))
    heir, guest = lan.let_in(bob, shared, "member"), lan.let_in(gus, shared, "guest")
    asked = {one["id"]: one for one in lan.get("/me/closing")["teams"]}
    assert (asked[mine]["heirs"], asked[mine]["others"]) == ([], 0)
    assert (asked[shared]["heirs"], asked[shared]["others"]) == (
        [{"id": heir, "name": "bob", "role": "member"}],
        2,
    )
    erase = {"team": mine, "then": "erase"}
    answer = lan.ask("POST", "/me/closing", {"teams": [erase]})
    assert (problem(answer), answer.json()["teams"]) == ("teams_unanswered", [shared])
    assert refused(lan) == (409, "teams_unanswered")
    for member, why in ((guest, "not_allowed"), ("A" * 12, "not_found")):
        assert refused(lan, erase, {"team": shared, "then": "hand_over", "member": member})[1] == why
    assert refused(lan, erase, {"team": shared, "then": "hand_over"})[1] == "invalid"
    me = lan.get(f"/teams/{shared}")["me"]
    assert refused(lan, erase, {"team": shared, "then": "hand_over", "member": me})[1] == "invalid"
    assert lan.get("/me/closing")["closes_at"] == 0
    assert bob.get(f"/teams/{shared}")["role"] == "member"
    close(lan, erase, {"team": shared, "then": "hand_over", "member": heir})
    assert bob.get(f"/teams/{shared}")["role"] == "owner"
    back = again(lan)
    back.delete("/me/closing")
    assert {one["id"]: one["role"] for one in back.get("/teams")["teams"]} == {mine: "owner", shared: "admin"}
    assert "erases_at" not in back.get(f"/teams/{mine}")


def test_a_team_chosen_to_be_erased_stands_still_and_is_kept_with_the_account(
    lan: Person, site: Site
) -> None:
    team, bob = lan.found_team("Cùng nhau"), Person(site, "bob").sign_in()
    lan.let_in(bob, team, "member")
    closes_at = close(lan, {"team": team, "then": "erase"})
    assert abs(bob.get(f"/teams/{team}")["erases_at"] - closes_at) < 60_000
    assert bob.ask("POST", f"/teams/{team}/projects", {"id": new_id(), "name": "Mới"}).status_code == 409
    good(notice(site, lan.email).press(stranger(site)))
    assert "erases_at" not in bob.get(f"/teams/{team}")
    back = again(lan)
    assert [one["id"] for one in back.get("/me/closing")["teams"]] == [team], "it is asked about again"


def test_who_has_not_accepted_the_terms_may_take_their_data_and_go(site: Site, lan: Person) -> None:
    held: dict[str, Any] = {k: v for k, v in lan.get("/terms").items() if k in ("version", "hash")}
    lan.post("/consents", {"action": "withdrawn", **held})
    back = again(lan)
    assert problem(back.ask("POST", "/teams", {"name": "N", "member_name": "T"})) == "terms_unaccepted"
    assert back.get("/me/data")["account"] == id_of(back)
    assert close(back) > 29 * DAY
