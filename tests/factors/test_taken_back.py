"""Factors that somebody else set are taken back by "this was not me", as long as they are not settled."""

import pytest

from tests.contacts.contacts import let_pass, link_in, new_number, notice, set_to, stranger
from tests.factors.protected import PASSWORD, Protected, by_password
from tests.people import Person, good
from tests.recovery.ageing import age_factors
from tests.site import Site

THEIRS = "kẻ trộm đặt mật khẩu này"


@pytest.fixture
def hoa(site: Site) -> Protected:
    return Protected(site)


def thief_of(hoa: Protected) -> Protected:
    """Somebody who reads hoa's mailbox, in a browser of their own."""
    return Protected(hoa.site, "trom", hoa.email)


def back_in(hoa: Person, attempt: str) -> Person:
    """hoa in another browser, by the code that a press mailed."""
    back = Person(hoa.site, "hoa", hoa.email)
    code = next(m["code"] for m in hoa.site.mails(hoa.email) if attempt in m["text"])
    assert back.post(f"/sign-in/{attempt}/session", {"code": code}).get("account"), "no second step"
    return back


def test_a_thief_of_the_mailbox_who_turns_on_two_steps_shuts_nobody_out(hoa: Protected, site: Site) -> None:
    team = hoa.found_team()
    thief_of(hoa).with_app()
    assert Person(site, "hoa", hoa.email).ask("GET", "/me").status_code == 401
    done = good(notice(site, hoa.email).press(stranger(site)))
    assert done["restored"] == ["factors"]
    back = back_in(hoa, done["attempt"])
    assert back.get("/me/factors") | {"passkeys": []} == {
        "two_step": False, "password": None, "totp": None, "recovery": None, "passkeys": [],
    }  # fmt: skip
    assert back.get(f"/teams/{team}")["role"] == "owner"


def test_what_was_settled_and_replaced_stands_again(hoa: Protected, site: Site) -> None:
    hoa.with_password().with_app()
    age_factors(site, hoa.get("/me")["id"], 73)
    secret, codes = hoa.secret, hoa.codes
    # Somebody at her signed-in browser, proven of late: two times, so that their first is not taken for hers.
    for _ in range(2):
        hoa.put("/me/password", {"password": THEIRS})
        hoa.with_app()
        theirs = hoa.post("/me/recovery-codes", None)["codes"]
    first = [m for m in site.mails(hoa.email) if "Mật khẩu" in m["subject"]][1]
    done = good(link_in(first["text"]).press(stranger(site)))
    assert done["restored"] == ["factors"]
    away = hoa.elsewhere()
    assert by_password(away, THEIRS).status_code == 403
    asked = by_password(away, PASSWORD).json()
    step = f"/sign-in/steps/{asked['step']}"
    assert away.ask("POST", step, {"recovery": theirs[0]}).status_code == 403
    assert away.ask("POST", step, {"totp": hoa.app_code()}).status_code == 403
    hoa.secret = secret
    assert away.ask("POST", step, {"totp": hoa.app_code(1)}).status_code == 201
    again = hoa.elsewhere()
    asked = by_password(again, PASSWORD).json()
    assert again.ask("POST", f"/sign-in/steps/{asked['step']}", {"recovery": codes[3]}).status_code == 201


def test_a_settled_factor_and_one_from_before_stay(hoa: Protected, site: Site) -> None:
    """A reader of the mailbox does not take a settled second step away by it, nor one older than the notice."""
    hoa.with_app()
    link = notice(site, hoa.email)
    age_factors(site, hoa.get("/me")["id"], 73)
    assert good(link.press(stranger(site)))["restored"] == []
    hoa = Protected(site).with_password()
    age_factors(site, hoa.get("/me")["id"], 1)
    hoa.elsewhere().sign_in()
    assert good(notice(site, hoa.email).press(stranger(site)))["restored"] == []
    assert by_password(hoa.elsewhere()).status_code == 201


def test_two_steps_turned_on_are_told_by_text_message_too(hoa: Protected, site: Site) -> None:
    number = new_number()
    set_to(hoa, "phone", number)
    let_pass(hoa, hoa.get("/me")["id"], 73)
    thief_of(hoa).with_app()
    told = site.mails(number)[0]["text"]
    assert "thêm một cách" in told
    assert good(link_in(told).press(stranger(site)))["restored"] == ["factors"]
