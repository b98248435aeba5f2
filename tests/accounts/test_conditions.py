"""What decides when two come to one account or one contact at once, with the other's step put exactly between."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from chalicelib.accounts import account, claim
from chalicelib.accounts.account import AcceptedTerms, Personal
from chalicelib.ids import long_id
from chalicelib.local.engine import start_engine
from chalicelib.store import keys, tables


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store of this process's own."""
    folder: Path = tmp_path_factory.mktemp("conditions")
    engine = start_engine(folder / "engine", None)
    tables.connect(engine.url, region="local", background=False)
    tables.create_all()
    keys.connect_files(folder / "keys")
    yield
    engine.stop()


def new_account() -> str:
    return account.open_for(f"{long_id()}@example.vn".lower(), AcceptedTerms("v", "h"))


def nobody(_: str) -> bool:
    return False


def test_of_two_revisions_at_once_neither_is_lost() -> None:
    id, between = new_account(), []

    def speak(held: Personal) -> Personal:
        if not between:
            between.append(
                account.revise(id, lambda newest: msgspec.structs.replace(newest, phone="+84912345678"))
            )
        return account.speaking(held, "en")

    account.revise(id, speak)
    held = account.personal(id)
    assert (held.language, held.phone) == ("en", "+84912345678")


def test_a_revision_does_not_bring_an_account_back_that_was_erased() -> None:
    id = new_account()

    def erase(held: Personal) -> Personal:
        tables.Account(id).delete()
        return held

    with pytest.raises(LookupError):
        account.revise(id, erase)
    assert account.known(id) is None


def test_a_contact_found_free_is_not_taken_when_it_was_claimed_meanwhile() -> None:
    """The row was left behind by lan, who comes back for it just after hoa saw that lan no longer names it."""
    lan, hoa, number = new_account(), new_account(), "+84912000001"
    assert claim.take("phone", number, lan, nobody)
    back: list[bool] = []

    def names(id: str) -> bool:
        if not back:
            back.append(claim.take("phone", number, lan, nobody))
            return False  # as it was read, before lan named it again
        return id == lan

    assert not claim.take("phone", number, hoa, names)
    assert claim.find("phone", number) == lan


def test_a_claim_that_was_renewed_is_not_let_go() -> None:
    lan, number = new_account(), "+84912000002"
    claim.take("phone", number, lan, nobody)

    def names(id: str) -> bool:
        claim.take("phone", number, lan, nobody)
        return False

    claim.let_go("phone", number, lan, names)
    assert claim.find("phone", number) == lan
    claim.let_go("phone", number, lan, nobody)
    assert claim.find("phone", number) is None


def test_first_sign_ins_of_one_address_at_once_are_one_account() -> None:
    address = f"{long_id()}@example.vn".lower()
    first = account.open_for(address, AcceptedTerms("v", "h"))
    assert account.open_for(address.upper(), AcceptedTerms("v", "h")) == first
    assert account.find(address) == first
