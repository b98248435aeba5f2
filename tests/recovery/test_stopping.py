"""Who stops a recovery, how often, and whom that keeps out: owners, and thieves of a mailbox, a number, a session."""

import functools

import pytest

from tests.contacts.contacts import at_once, notice, set_to, stranger
from tests.doors import problem
from tests.engine_rows import rows
from tests.factors.protected import Protected, by_passkey, step
from tests.people import good
from tests.recovery.ageing import hours_pass, rejuvenate
from tests.recovery.lost import Lost, Owner, by_mail, told
from tests.site import Site


@pytest.fixture
def hoa(site: Site) -> Owner:
    return Owner(site)


def test_any_notice_stops_it_in_one_press(hoa: Owner, site: Site) -> None:
    for to in (hoa.email, hoa.number):
        lost, before = Lost(hoa), waiting(site)
        lost.start()
        assert len(waiting(site) - before) == 3
        done = good(notice(site, to).press(stranger(site)))
        assert done["recovery"] == "stopped"
        assert lost.again().step["recovery"]["state"] == "none"
        assert told(site, hoa.email, "đã bị dừng")
        assert waiting(site) <= before, "no reminder of it is left"
        hours_pass(site, hoa.id, 73)
        assert problem(lost.again().try_to_finish()) == "recovery_over"


def waiting(site: Site) -> set[str]:
    """The ids of the mails that wait for their time."""
    return {str(row["id"]) for row in rows(site, "mail") if row["queue"] == "waiting"}


def test_links_of_an_attacker_do_not_stop_it_for_ever(hoa: Owner, site: Site) -> None:
    """Whoever reads the mail as well stops three of them; the fourth goes on."""
    for _ in range(3):
        Lost(hoa).start()
        assert good(notice(site, hoa.email).press(stranger(site)))["recovery"] == "stopped"
    lost = Lost(hoa)
    lost.start()
    for to in (hoa.email, hoa.number):
        assert good(notice(site, to).press(stranger(site)))["recovery"] == "goes_on"
    hours_pass(site, hoa.id, 72.1)
    assert hoa.owns(lost.again().finish())


def test_a_settled_second_factor_stops_every_one(hoa: Owner, site: Site) -> None:
    for _ in range(3):
        Lost(hoa, "trom").start()
        good(notice(site, hoa.email).press(stranger(site)))
    thief = Lost(hoa, "trom")
    thief.start()
    away = hoa.elsewhere()
    assert step(away, by_mail(away), totp=hoa.app_code()).status_code == 201
    assert thief.again().step["recovery"]["state"] == "none"
    hours_pass(site, hoa.id, 73)
    assert problem(thief.again().try_to_finish()) == "recovery_over"
    assert hoa.owns(away)


def test_a_passkey_that_is_both_factors_stops_it_too(site: Site) -> None:
    hoa = Owner(site)
    key = hoa.with_passkey()
    hours_pass(site, hoa.id, 100)
    thief = Lost(hoa, "trom")
    thief.start()
    assert by_passkey(hoa.elsewhere(), key).status_code == 201
    assert thief.again().step["recovery"]["state"] == "none"


def test_a_factor_that_a_thief_of_the_mailbox_set_of_late_stops_nothing(site: Site) -> None:
    """They turned two steps on, and come in by them while the owner waits: the owner's contacts are older."""
    hoa = Owner(site, app=False)
    thief = Protected(site, "trom", hoa.email)
    thief.with_app()
    hours_pass(site, hoa.id, 48)
    lost = Lost(hoa)
    lost.start()
    lost.by_phone()
    hours_pass(site, hoa.id, 24.1)
    away = thief.elsewhere()
    assert step(away, by_mail(away), totp=thief.app_code()).status_code == 201
    assert hoa.owns(lost.again().finish(**lost.phone_code()))
    assert [one.ask("GET", "/me").status_code for one in (thief, away)] == [401, 401]


def test_a_stop_and_a_finish_at_once_do_not_both_happen(site: Site) -> None:
    for _ in range(4):
        hoa = Owner(site, phone=False)
        lost = Lost(hoa)
        lost.start()
        hours_pass(site, hoa.id, 71.9)
        link = notice(site, hoa.email)
        hours_pass(site, hoa.id, 0.2)
        rejuvenate(site, hoa.id)
        lost.again()
        finished, pressed = at_once(lost.try_to_finish, functools.partial(link.press, stranger(site)))
        stopped = good(pressed)["recovery"] == "stopped"
        assert stopped == ("step" in by_mail(hoa.elsewhere())), "stopped, and the second step still stands"
        assert stopped != (finished.status_code == 201), finished.text


def test_it_ends_with_the_contact_it_was_begun_with(hoa: Owner, site: Site) -> None:
    """A thief of the mailbox begins; the owner, by the second factor they still hold, moves the account away."""
    thief = Lost(hoa, "trom")
    thief.start()
    hoa.email = f"moi.{hoa.email}"
    good(hoa.ask("POST", "/session/proof", {"recovery": hoa.codes[0]}))
    set_to(hoa, "email", hoa.email)
    assert problem(thief.try_to_finish()) == "recovery_over"
