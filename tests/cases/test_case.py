"""A case is read by who opened it and by the desk, and by nobody else; nothing said in it is lost."""

from collections.abc import Iterator

import msgspec
import pytest

from chalicelib.cases import case, files
from chalicelib.ids import long_id
from chalicelib.store import desk_key, keys
from chalicelib.store.failures import Unreadable
from tests.engine_rows import rewrite, rows
from tests.mine.site import beside, id_of
from tests.people import Person
from tests.site import Site


class Said(msgspec.Struct):
    text: str


SECRET = "Máy chủ báo lỗi 0-bí-mật-0"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One of their own: what is said in these cases is no ticket's or report's, and no desk could show it."""
    running = Site(tmp_path_factory.mktemp("cases") / "data").start()
    yield running
    running.stop()


@pytest.fixture
def lan(site: Site) -> Person:
    beside(site)
    desk_key.connect_file(site.data / "keys" / "desk.key")
    return Person(site, "lan").sign_in()


def test_both_sides_read_it_and_the_engine_does_not(site: Site, lan: Person) -> None:
    account = id_of(lan)
    opened = case.start("ticket", account, "open", Said(SECRET))
    assert case.say(opened, case.ACCOUNT, Said("một")) == 1
    seen = case.at_desk("ticket", opened.id)
    assert seen is not None
    assert seen.facts(Said).text == SECRET
    assert case.say(seen, "agent", Said("hai")) == 2
    mine = case.by_account("ticket", opened.id, account)
    assert mine is not None
    assert [(e.by, msgspec.json.decode(e.body, type=Said).text) for e in case.entries(mine)] == [
        ("account", "một"), ("agent", "hai"),
    ]  # fmt: skip
    files.put(opened, "a", 1, b"x" * 10)
    files.put(opened, "a", 0, b"y" * 10)
    files.put(opened, "ab", 0, b"z")
    assert files.whole(seen, "a") == b"y" * 10 + b"x" * 10
    kept = repr([rows(site, table) for table in ("case", "case_entry", "case_file", "own_case")])
    assert account in kept
    assert "bí-mật" not in kept
    assert SECRET.encode() not in kept.encode()


def test_nobody_else_is_let_in(lan: Person, site: Site) -> None:
    account = id_of(lan)
    opened = case.start("ticket", account, "open", Said(SECRET))
    other = long_id()
    assert case.by_account("ticket", opened.id, other) is None
    assert case.by_account("report", opened.id, account) is None
    assert case.of_account(other, "ticket") == []
    # A row whose account was rewritten does not open for the new name: the key is bound to who opened it.
    row = next(one for one in rows(site, "case") if one["id"] == opened.id)
    rewrite(site, "case", row, account=other)
    with pytest.raises(Unreadable):
        case.by_account("ticket", opened.id, other)


def test_the_desks_key_opens_no_account_and_the_accounts_key_no_case_of_the_desk(lan: Person) -> None:
    opened = case.start("ticket", id_of(lan), "open", Said(SECRET))
    with pytest.raises(Unreadable):
        desk_key.unwrap(opened.id, opened.row.for_account)
    with pytest.raises(Unreadable):
        keys.trio().account.unwrap(opened.row.for_desk, desk_key.context(opened.id))
    with pytest.raises(Unreadable):
        desk_key.unwrap(long_id(), opened.row.for_desk)


def test_the_same_id_opens_one_case_and_an_entry_never_takes_anothers_place(lan: Person) -> None:
    account, id = id_of(lan), case.new_id()
    first = case.start("ticket", account, "open", Said("một"), id=id)
    again = case.start("ticket", account, "open", Said("hai"), id=id)
    assert (again.id, again.facts(Said).text) == (first.id, "một")
    assert len(case.of_account(account, "ticket")) == 1
    with pytest.raises(ValueError, match="somebody else"):
        case.start("ticket", long_id(), "open", Said("ba"), id=id)
    stale = case.by_account("ticket", id, account)
    assert stale is not None
    assert case.change(first, "answered")
    assert not case.change(stale, "closed"), "of two who decide one does"


def test_an_erased_account_leaves_reports_without_a_way_back_and_nothing_else(
    site: Site, lan: Person
) -> None:
    account = id_of(lan)
    ticket = case.start("ticket", account, "open", Said(SECRET))
    case.say(ticket, case.ACCOUNT, Said("x"))
    files.put(ticket, "a", 0, b"x")
    report = case.start("report", account, "open", Said(SECRET))
    case.leave(account)
    assert case.of_account(account, "ticket") == []
    for table in ("case_entry", "case_file"):
        assert ticket.id not in repr(rows(site, table))
    kept = case.at_desk("report", report.id)
    assert kept is not None
    assert kept.facts(Said).text == SECRET
    assert kept.row.account is None
    assert account not in repr([rows(site, table) for table in ("case", "own_case")])
