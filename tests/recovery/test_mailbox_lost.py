"""A lost mailbox: by any way that still works at once; by the number alone after a wait in which the old address may
say no."""

import functools
from collections import Counter

import pytest

from tests.contacts.contacts import at_once, link_in, new_address, new_number, notice, set_to, stranger
from tests.doors import problem
from tests.factors.protected import by_passkey, by_password, step
from tests.people import Person, good
from tests.recovery.ageing import hours_pass
from tests.recovery.lost import Lost, Owner, WithoutMail, by_mail, told
from tests.site import Site


@pytest.fixture
def hoa(site: Site) -> Owner:
    return Owner(site, app=False)


def test_with_a_passkey_the_address_is_changed_at_once(site: Site) -> None:
    hoa = Owner(site, app=False, phone=False)
    key = hoa.with_passkey()
    away = hoa.elsewhere()
    assert by_passkey(away, key).status_code == 201
    new = new_address()
    assert set_to(away, "email", new)["email"] == new
    assert hoa.owns(Person(site, "hoa", new).sign_in())
    assert notice(site, hoa.email).page == "undo"


def test_with_password_and_app_the_address_is_changed_at_once(site: Site) -> None:
    hoa = Owner(site, phone=False)
    hoa.with_password()
    away = hoa.elsewhere()
    assert step(away, by_password(away), totp=hoa.app_code()).status_code == 201
    assert set_to(away, "email", new_address())["email"] != hoa.email


def test_with_the_number_alone_the_new_address_comes_in_after_three_days(hoa: Owner, site: Site) -> None:
    lost = WithoutMail(hoa)
    assert lost.prove_number() == {"state": "none", "due_at": 0, "phone": hoa.number[-2:], "by_phone": False}
    began = lost.start()
    assert (began["state"], began["by_phone"]) == ("waiting", True)
    assert problem(lost.ask("POST", f"{lost.path}/address", {"email": new_address()})) == "step_over", "used"
    for to in (hoa.email, hoa.number):
        assert told(site, to, "khôi phục tài khoản"), to
    for hours in (0, 71.9):
        hours_pass(site, hoa.id, hours)
        answer = lost.try_to_finish()
        assert (answer.status_code, problem(answer)) == (409, "recovery_early")
    assert hoa.owns(hoa), "nothing has changed so far"
    hours_pass(site, hoa.id, 0.2)
    assert lost.prove_number()["state"] == "ready"
    lost.finish()
    assert hoa.owns(lost)
    assert lost.get("/me/contacts")["email"] == lost.email
    assert hoa.ask("GET", "/me").status_code == 401
    assert notice(site, hoa.email).page == "undo", "the old address may still take it back"
    assert good(notice(site, hoa.email).press(stranger(site)))["restored"] == ["email"]


def test_a_second_step_stays(site: Site) -> None:
    hoa = Owner(site)
    lost = WithoutMail(hoa)
    lost.start()
    hours_pass(site, hoa.id, 72.1)
    asked = lost.finish()
    assert asked["ways"] == ["totp", "recovery"]
    assert lost.ask("GET", "/me").status_code == 401
    assert step(lost, asked, totp=hoa.app_code()).status_code == 201
    assert hoa.owns(lost)


def test_who_lost_both_waits_twice(site: Site) -> None:
    """The new address is not settled: it makes the second wait no shorter."""
    hoa = Owner(site)
    away = WithoutMail(hoa)
    away.start()
    hours_pass(site, hoa.id, 72.1)
    away.finish()
    hoa.email = away.email
    lost = Lost(hoa)
    lost.start()
    lost.by_phone()
    hours_pass(site, hoa.id, 48)
    assert problem(lost.again().try_to_finish()) == "recovery_early"
    hours_pass(site, hoa.id, 24.1)
    assert hoa.owns(lost.again().finish(**lost.phone_code()))


def test_who_took_over_the_number_is_stopped_by_the_mailbox_every_time(hoa: Owner, site: Site) -> None:
    """By a press, or by a sign-in by mail: more often than links may stop a lost device."""
    thief = WithoutMail(hoa, "trom")
    for turn in range(4):
        thief.start()
        if turn % 2:
            assert "account" in by_mail(hoa.elsewhere())
        else:
            assert good(notice(site, hoa.email).press(stranger(site)))["recovery"] == "stopped"
        hours_pass(site, hoa.id, 72.1)
        assert problem(thief.try_to_finish()) == "recovery_over"
    thief.start()
    assert good(notice(site, hoa.email).press(stranger(site)))["recovery"] == "stopped"


def test_the_mailbox_stops_it_also_beside_a_second_step_of_late(hoa: Owner) -> None:
    hoa.with_app()
    thief = WithoutMail(hoa, "trom")
    thief.start()
    away = hoa.elsewhere()
    assert step(away, by_mail(away), totp=hoa.app_code()).status_code == 201
    assert thief.prove_number()["state"] == "none"


def test_a_number_that_was_taken_out_meanwhile_brings_nobody_in(hoa: Owner, site: Site) -> None:
    thief = WithoutMail(hoa, "trom")
    thief.start()
    hours_pass(site, hoa.id, 72.1)
    thief.prove_number()
    good(hoa.ask("POST", "/session/proof", proof_by_mail(hoa)))
    hoa.delete("/me/phone")
    assert problem(thief.ask("POST", f"{thief.path}/completion")) == "step_over"
    asked = thief.post("/recoveries", {"phone": hoa.number})
    code = site.mails(hoa.number)[0]["code"]
    answer = thief.ask("POST", f"/recoveries/{asked['step']}/account", {"code": code})
    assert (answer.status_code, problem(answer)) == (404, "recovery_unknown")


def proof_by_mail(person: Person) -> dict[str, str]:
    attempt = person.post("/session/proof/mail", None)["attempt"]
    return {"attempt": attempt, "code": str(person.site.mails(person.email)[0]["code"])}


def test_nobody_learns_who_has_a_number_before_they_prove_it(hoa: Owner, site: Site) -> None:
    known, unknown = stranger(site), stranger(site)
    numbers = {known: hoa.number, unknown: new_number()}
    answers = [one.ask("POST", "/recoveries", {"phone": numbers[one]}) for one in (known, unknown)]
    shapes = [
        (one.status_code, sorted(one.json()), sorted(one.headers), [len(str(v)) for v in one.json().values()])
        for one in answers
    ]
    assert shapes[0] == shapes[1]
    texts = [site.mails(numbers[one])[0] for one in (known, unknown)]
    assert [len(m["text"]) for m in texts] == [len(texts[0]["text"])] * 2
    for asked in answers:
        path = f"/recoveries/{asked.json()['step']}"
        by = known if asked is answers[0] else unknown
        assert problem(by.ask("POST", f"{path}/account", {"code": "00000x"})) == "wrong_step"
        assert problem(by.ask("POST", f"{path}/address", {"email": new_address()})) == "step_over"
        assert problem(by.ask("POST", f"{path}/completion")) == "step_over"
    answer = unknown.ask(
        "POST", f"/recoveries/{answers[1].json()['step']}/account", {"code": texts[1]["code"]}
    )
    assert problem(answer) == "recovery_unknown"


def test_codes_are_used_once_in_the_browser_that_asked_and_guessed_five_times(hoa: Owner, site: Site) -> None:
    lost = WithoutMail(hoa)
    asked = lost.post("/recoveries", {"phone": hoa.number})
    code, path = site.mails(hoa.number)[0]["code"], f"/recoveries/{asked['step']}/account"
    assert problem(stranger(site).ask("POST", path, {"code": code})) == "step_over"
    good(lost.ask("POST", path, {"code": code}))
    assert problem(lost.ask("POST", path, {"code": code})) == "step_over"
    asked = lost.post("/recoveries", {"phone": hoa.number})
    code, path = site.mails(hoa.number)[0]["code"], f"/recoveries/{asked['step']}/account"
    wrong = [problem(lost.ask("POST", path, {"code": f"x{n}"})) for n in range(5)]
    assert wrong == ["wrong_step"] * 4 + ["step_over"]
    assert problem(lost.ask("POST", path, {"code": code})) == "step_over"
    lost.prove_number()
    proof = lost.address_code()
    other = WithoutMail(hoa)
    other.cookies = dict(lost.cookies)
    answers = at_once(*(functools.partial(other.ask, "PUT", f"{lost.path}/address", proof) for _ in range(6)))
    assert Counter(answer.status_code for answer in answers)[202] == 1


def test_an_address_of_somebody_else_or_ones_own_is_told_only_to_its_reader(hoa: Owner, site: Site) -> None:
    other = Person(site, "lan").sign_in()
    lost = WithoutMail(hoa)
    for email, code in ((other.email, "contact_taken"), (hoa.email, "recovery_by_mail")):
        lost.prove_number()
        lost.email = email
        answer = lost.ask("PUT", f"{lost.path}/address", lost.address_code())
        assert problem(answer) == code
    mine = new_address()
    lost.email = mine
    lost.start()
    hours_pass(site, hoa.id, 72.1)
    Person(site, "mai", mine).sign_in()
    assert problem(lost.try_to_finish()) == "contact_taken", "somebody opened an account with it meanwhile"
    assert hoa.owns(hoa)


def test_beginning_again_takes_the_newer_address_and_waits_anew(hoa: Owner, site: Site) -> None:
    lost = WithoutMail(hoa)
    lost.start()
    mistyped, lost.email = lost.email, new_address()
    hours_pass(site, hoa.id, 48)
    lost.start()
    hours_pass(site, hoa.id, 48)
    assert problem(lost.try_to_finish()) == "recovery_early"
    hours_pass(site, hoa.id, 24.1)
    lost.finish()
    assert hoa.owns(lost)
    assert lost.email != mistyped


def test_it_gives_way_to_who_reads_the_mailbox_and_lost_the_device(site: Site) -> None:
    hoa = Owner(site)
    thief = WithoutMail(hoa, "trom")
    thief.start()
    lost = Lost(hoa)
    assert lost.step["recovery"]["state"] == "none", "of the other nothing is told here"
    lost.start()
    assert thief.prove_number()["state"] == "none"
    answer = thief.ask("PUT", f"{thief.path}/address", thief.address_code())
    assert (answer.status_code, problem(answer)) == (409, "recovery_other")


def test_messages_to_one_number_have_a_limit(hoa: Owner) -> None:
    bot = WithoutMail(hoa, "bot")
    answers = [bot.ask("POST", "/recoveries", {"phone": hoa.number}) for _ in range(4)]
    assert [one.status_code for one in answers] == [202, 202, 202, 429]
    assert int(answers[3].headers["Retry-After"]) > 0
    lost = WithoutMail(hoa)
    assert lost.start()["state"] == "waiting", "from another network it goes on"


def test_a_number_taken_at_a_stolen_session_is_undone_with_what_it_began(hoa: Owner, site: Site) -> None:
    """A thief at her signed-in browser gives the account a number of theirs, to come back by it later."""
    thief = WithoutMail(hoa, "trom")
    thief.number = new_number()
    set_to(hoa, "phone", thief.number)
    thief.start()
    undo = next(m["text"] for m in site.mails(hoa.email) if "/undo#" in m["text"])

    done = good(link_in(undo).press(stranger(site)))
    assert (done["restored"], done["recovery"]) == (["phone"], "stopped")
    hours_pass(site, hoa.id, 73)
    asked = thief.post("/recoveries", {"phone": thief.number})
    code = site.mails(thief.number)[0]["code"]
    answer = thief.ask("POST", f"/recoveries/{asked['step']}/account", {"code": code})
    assert problem(answer) == "recovery_unknown"
