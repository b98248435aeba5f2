"""What is gone thirty days after an account was closed, what stays, and what becomes of its teams."""

import pytest

from chalicelib.accounts import closing
from chalicelib.consent import ledger
from chalicelib.local import mailbox
from chalicelib.mine import erasing
from chalicelib.notices import outbox
from chalicelib.notices.mail import Letter
from chalicelib.store import rows as product_rows
from chalicelib.store.tables import Closing
from tests.contacts.contacts import again, new_number, notice, set_to, stranger
from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.factors.protected import PASSWORD, Protected
from tests.mine.site import child_of, close, everywhere, id_of, let_days_pass, row_of
from tests.people import Person
from tests.site import Site
from tests.waiting import clear_of_the_minute

# What is left of an account that was erased: the ledger and the list of the erased, which name its opaque id.
PROOF = {("consent", "account"), ("consent", "body"), ("erased", "team")}


def everything(site: Site, lan: Person) -> tuple[str, list[str]]:
    """Somebody with something in every table: a phone, a former address, passkey, password, codes, teams, a waiting
    mail; (account, words that lead to them)."""
    account, first = id_of(lan), lan.email
    lan.found_team()
    number = new_number()
    set_to(lan, "phone", number)
    lan.email = f"moi.{first}"
    set_to(lan, "email", lan.email)
    return account, [first, lan.email, number]


def erase_after_thirty_days(site: Site, person: Person, account: str, *teams: dict[str, str]) -> None:
    close(person, *teams)
    again(person)
    clear_of_the_minute(8)
    let_days_pass(site, account, 30)
    assert erasing.erase_due() >= 1


def owned(person: Person) -> list[dict[str, str]]:
    return [{"team": one["id"], "then": "erase"} for one in person.get("/me/closing")["teams"]]


def test_after_thirty_days_nothing_leads_to_the_person_and_the_address_is_new(
    site: Site, lan: Person
) -> None:
    protected = Protected(site).with_password()
    protected.with_passkey()
    account, words = everything(site, protected)
    erase_after_thirty_days(site, protected, account, *owned(protected))
    assert set(everywhere(site, account)) == PROOF
    last = mailbox.mails()[0]
    assert (last.to, last.subject) == (protected.email, "Tài khoản IZwork của bạn đã đóng")
    newcomer = Person(site, "mới", protected.email)
    assert problem(
        newcomer.ask("POST", "/sign-in/password", {"email": protected.email, "password": PASSWORD})
    )
    newcomer.sign_in()
    assert id_of(newcomer) != account
    assert newcomer.get("/teams")["teams"] == []
    assert newcomer.get("/me/factors")["passkeys"] == []
    assert len(newcomer.get("/consents")["consents"]) == 1
    set_to(newcomer, "phone", words[-1])


def test_questions_to_a_guardian_and_mails_that_wait_go_too(site: Site, lan: Person) -> None:
    child = child_of(site, lan)
    account = id_of(child)
    (asked,) = child_rows(site, account)
    outbox.keep(Letter(child.email, "sign_in", "vi", {"link": "x", "code": "y"}, 10**15))
    kept = len(rows(site, "mail"))
    erase_after_thirty_days(site, child, account)
    assert asked not in {row["id"] for row in rows(site, "guardianship")}
    assert len(rows(site, "mail")) == kept - 1
    ended = lan.get(f"/teams/{lan.get('/teams')['teams'][0]['id']}")["members"]
    assert ["left_at" in one for one in ended] == [False, True]


def child_rows(site: Site, account: str) -> list[str]:
    """The ids of the questions about an account, which its ledger names."""
    abouts = {kept.entry.act.about for kept in ledger.read(account)}
    return [row["id"] for row in rows(site, "guardianship") if row["id"] in abouts]


def test_nothing_is_erased_a_moment_before_the_thirty_days(site: Site, lan: Person) -> None:
    account = id_of(lan)
    close(lan)
    let_days_pass(site, account, 30 - 1 / 24)
    erasing.erase_due()
    assert not closing.begin(account, int(row_of(site, account)["closes_at"]))
    assert "erasing" not in row_of(site, account)
    back = again(lan)
    back.delete("/me/closing")
    assert back.get("/me")["id"] == account


def test_one_that_was_kept_meanwhile_is_not_erased(site: Site, lan: Person) -> None:
    account = id_of(lan)
    close(lan)
    let_days_pass(site, account, 31)
    row = next(row for row in product_rows.each(Closing, "closing") if row.account == account)
    back = again(lan)
    back.delete("/me/closing")
    rewrite(site, "closing", {"queue": row.queue, "id": row.id, "account": account})
    erasing.erase_due()
    assert back.get("/me")["id"] == account
    assert [row for row in rows(site, "closing") if row["account"] == account] == []


@pytest.mark.parametrize("done", range(len(erasing.STEPS) + 1))
def test_a_run_that_was_cut_off_after_any_step_is_finished_by_the_next(
    site: Site, lan: Person, done: int
) -> None:
    account, _ = everything(site, lan)
    shared = lan.found_team("Cùng nhau")
    bob = Person(site, "bob").sign_in()
    heir = lan.let_in(bob, shared, "member")
    choices = [one for one in owned(lan) if one["team"] != shared]
    close(lan, *choices, {"team": shared, "then": "hand_over", "member": heir})
    clear_of_the_minute(8)  # the site's own job would not be cut off
    let_days_pass(site, account, 30)
    due = int(row_of(site, account)["closes_at"])
    assert closing.begin(account, due)
    for step in erasing.STEPS[:done]:
        step(account, due)
    late = Person(site, "lan", lan.email)
    if done < len(erasing.STEPS) - 2:
        with pytest.raises(AssertionError, match="attempt_over"):
            late.sign_in()
    erasing.erase_due()
    assert set(everywhere(site, account)) == PROOF
    ends = [(m["name"], "left_at" in m) for m in bob.get(f"/teams/{shared}")["members"]]
    assert ends == [("lan", True), ("bob", False)]
    assert id_of(late.sign_in()) != account
    erasing.erase_due()
    assert late.get("/me")["email"] == lan.email


def handed_to_a_closing_owner(site: Site, lan: Person, *more: tuple[Person, str]) -> str:
    """A team that its founder hands over to lan, who has closed the account meanwhile, and leaves."""
    founder = Person(site, "eve").sign_in()
    team, me = (
        founder.found_team("Đổi chủ"),
        founder.let_in(lan, founder.get("/teams")["teams"][0]["id"], "member"),
    )
    for person, role in more:
        founder.let_in(person, team, role)
    close(lan)
    founder.put(f"/teams/{team}/ownership", {"member": me})
    founder.delete(f"/teams/{team}/members/{founder.get(f'/teams/{team}')['me']}")
    return team


def test_a_team_whose_owner_is_erased_goes_to_who_is_next_in_line(site: Site, lan: Person) -> None:
    account, (bob, dana, gus) = id_of(lan), (Person(site, name).sign_in() for name in ("bob", "dana", "gus"))
    team = handed_to_a_closing_owner(site, lan, (bob, "member"), (dana, "admin"), (gus, "guest"))
    let_days_pass(site, account, 30)
    erasing.erase_due()
    assert [one.get(f"/teams/{team}")["role"] for one in (bob, dana, gus)] == ["member", "owner", "guest"]
    assert set(everywhere(site, account)) == PROOF


def test_a_team_of_guests_alone_is_erased_and_they_lose_their_way_to_it(site: Site, lan: Person) -> None:
    account, gus = id_of(lan), Person(site, "gus").sign_in()
    team = handed_to_a_closing_owner(site, lan, (gus, "guest"))
    let_days_pass(site, account, 30)
    erasing.erase_due()
    assert gus.get("/teams")["teams"] == []
    assert [row for row in rows(site, "key") if row["team"] == team] == []
    assert set(everywhere(site, account)) == PROOF


def test_a_team_that_was_to_go_with_the_account_is_gone_for_everybody(site: Site, lan: Person) -> None:
    account, team, bob = id_of(lan), lan.found_team("Cùng nhau"), Person(site, "bob").sign_in()
    lan.let_in(bob, team, "member")
    erase_after_thirty_days(site, lan, account, {"team": team, "then": "erase"})
    assert bob.ask("GET", f"/teams/{team}").status_code == 404
    assert [row for row in rows(site, "key") if row["team"] == team] == []
    assert set(everywhere(site, account)) == PROOF


def test_two_runs_at_once_and_a_late_not_me_change_nothing(site: Site, lan: Person) -> None:
    account = id_of(lan)
    close(lan)
    link = notice(site, lan.email)
    let_days_pass(site, account, 30)
    due = int(row_of(site, account)["closes_at"])
    assert closing.begin(account, due)
    assert closing.begin(account, due), "the other Region goes on with it"
    assert problem(link.press(stranger(site))) == "alert_over"
    erasing.erase_due()
    assert set(everywhere(site, account)) == PROOF
    assert problem(link.press(stranger(site))) == "alert_over"
