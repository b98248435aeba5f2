"""One account a contact: what is told to whom, and who gets it when two want it."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from chalicelib.accounts.account import AcceptedTerms, Personal, Wanted
from chalicelib.accounts.session import SignedIn
from chalicelib.contacts import contact
from chalicelib.refusals import Refused
from tests.contacts.contacts import again, ask, at_once, let_pass, new_address, new_number, set_to, try_to
from tests.doors import problem
from tests.people import Person, good
from tests.site import Site


@pytest.fixture
def lan(site: Site) -> Person:
    return Person(site, "lan").sign_in()


def test_asking_is_alike_for_free_and_taken_contacts_and_the_end_tells_the_holder(
    lan: Person, site: Site
) -> None:
    holder, number = Person(site, "hoa").sign_in(), new_number()
    set_to(holder, "phone", number)
    for kind, taken, free in (("email", holder.email, new_address("h0a")), ("phone", number, new_number())):
        asked = [lan.ask("POST", f"/me/{kind}/verifications", {kind: value}) for value in (taken, free)]
        shapes = [
            (a.status_code, {k: len(str(v)) for k, v in a.json().items() if k != "to"}, sorted(a.headers))
            for a in asked
        ]
        assert shapes[0] == shapes[1]
        answer = try_to(lan, kind, taken)
        assert (answer.status_code, problem(answer)) == (409, "contact_taken")
        assert site.mails(holder.email)[0]["subject"].startswith("Có người khác nhận được")
        assert "/not-me#" in site.mails(holder.email)[0]["text"]
    held = holder.get("/me/contacts")
    assert (held["email"], held["phone"]) == (holder.email, number)
    assert lan.get("/me/contacts")["phone"] is None


def test_two_accounts_that_want_one_contact_at_once(site: Site) -> None:
    for kind, value in (("email", new_address()), ("phone", new_number())):
        both = [Person(site, name).sign_in() for name in ("lan", "hoa")]
        ready = [ask(one, kind, value) for one in both]
        calls = [(one, f"/me/{kind}", body) for one, body in zip(both, ready, strict=True)]
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda call: call[0].ask("PUT", *call[1:]), calls))
        assert sorted(a.status_code for a in answers) == [200, 409], [a.text for a in answers]
        assert [one.get("/me/contacts")[kind] for one in both].count(value) == 1


def test_one_account_with_two_changes_at_once_gets_one_and_leaves_the_other_free(
    lan: Person, site: Site
) -> None:
    wanted = [new_address("a"), new_address("b")]
    ready = [ask(lan, "email", value) for value in wanted]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda body: lan.ask("PUT", "/me/email", body), ready))
    assert {a.status_code for a in answers} <= {200, 409}, [a.text for a in answers]
    held = lan.get("/me/contacts")["email"]
    assert held in wanted
    (free,) = set(wanted) - {held}
    if [a.status_code for a in answers].count(200) == 1:
        good(try_to(Person(site, "hoa").sign_in(), "email", free))
    assert again(lan, held).get("/me")["email"] == held


def test_an_address_that_was_given_up_serves_another_account_when_the_undo_is_over(
    lan: Person, site: Site
) -> None:
    old, hoa, account = lan.email, Person(site, "hoa").sign_in(), lan.get("/me")["id"]
    set_to(lan, "email", new_address())
    assert problem(try_to(hoa, "email", old)) == "contact_taken"
    let_pass(lan, account, 72.5)
    assert lan.get("/me/contacts")["changes"] == []
    assert problem(try_to(hoa, "email", old)) == "contact_taken", "an undo in time still finds it"
    let_pass(lan, account, 1)
    assert set_to(hoa, "email", old)["email"] == old
    assert problem(try_to(lan, "email", old)) == "contact_taken"
    assert again(hoa, old).get("/me")["id"] == hoa.get("/me")["id"]


def test_a_change_that_another_came_between_does_not_count() -> None:
    """What the account does not name any more may be claimed by another account at any moment."""
    mine, other = Wanted("email", "a@example.vn", 1), Wanted("email", "b@example.vn", 2)
    by = SignedIn("A" * 22, "s", "b", 0)
    for wanted in (other, None):
        held = Personal("lan@example.vn", AcceptedTerms("v", "h"), 1, wanted=wanted)
        with pytest.raises(Refused, match="contact_busy"):
            contact.changed(by, held, mine)


def test_nothing_that_was_answered_as_done_is_lost_to_another_change(site: Site) -> None:
    for _ in range(4):
        lan = Person(site, "lan").sign_in()
        values = {"email": new_address(), "phone": new_number()}
        ready = {kind: ask(lan, kind, value) for kind, value in values.items()}
        answers = at_once(*(partial(lan.ask, "PUT", f"/me/{kind}", ready[kind]) for kind in values))
        held = lan.get("/me/contacts")
        for kind, answer in zip(values, answers, strict=True):
            assert answer.status_code in (200, 409), answer.text
            assert (held[kind] == values[kind]) == (answer.status_code == 200), (kind, held)
        assert [one["kind"] for one in held["changes"]].count("email") <= 1
