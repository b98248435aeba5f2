"""P1: only e-mail and phone are kept as personal data; names are a team's content."""

import re
from typing import Literal

from chalicelib.accounts.account import UNDO, Past, Wanted
from chalicelib.accounts.routes import Me
from chalicelib.store import tables
from chalicelib.trust import evidence

# Beside the two: what was agreed to and when, whether the phone is verified, and the language of mails.
PERSONAL = {"email", "phone"}
ABOUT_THE_ACCOUNT = {"terms", "accepted_at", "phone_verified_at", "language"}
# The same two while they change: what can still be restored, and what is being claimed.
CHANGING = {"past", "wanted"}
ONE_CONTACT = {"kind", "value", "at", "verified_at"}
DAYS_3 = 72 * 3600 * 1000
# What an operator switches, such as "read-only"; which of IZwork's own agents did something, an opaque id.
OF_NO_PERSON = {"switch.name", "agent_session.agent", "desk_log.agent", "errand.agent"}
TELLING = re.compile(
    r"e?mail|phone|name|birth|gender|address|photo|avatar|location|agent|device|(^|_)ip($|_)"
)


def test_an_account_holds_email_and_phone_and_nothing_else_about_a_person() -> None:
    assert {"email"} <= set(evidence.personal()) <= PERSONAL | ABOUT_THE_ACCOUNT | CHANGING


def test_a_contact_that_changes_is_kept_as_a_contact_and_for_three_days() -> None:
    for one in (Past, Wanted):
        assert set(one.__struct_fields__) <= ONE_CONTACT
        assert one.__annotations__["kind"] == Literal["email", "phone"]
    assert UNDO <= DAYS_3


def test_what_is_held_is_what_is_shown() -> None:
    assert set(Me.__struct_fields__) <= PERSONAL | ABOUT_THE_ACCOUNT | {"id"}


def test_no_readable_column_tells_of_a_person() -> None:
    clear = [f"{one.table}.{one.name}" for one in tables.attributes() if not one.sealed]
    assert {one for one in clear if TELLING.search(one.partition(".")[2])} <= OF_NO_PERSON


def test_the_inventory_that_is_published_names_every_column() -> None:
    told = {f"{table.name}.{column.name}" for table in evidence.data() for column in table.columns}
    assert told == {f"{one.table}.{one.name}" for one in tables.attributes()}
