"""P12: support helps with usage and sign-in only; it never views or edits private data."""

from chalicelib.surfaces import product
from chalicelib.trust import evidence
from infra import duties, grants
from infra.evidence import declared

OPENS = {duties.SEAL, duties.OPEN}
HOLD_CONTENT = {"log", "page", "key", "pending", "contract"}
OF_PEOPLE = {
    "account",
    "lookup",
    "seat",
    "factor",
    "recovery",
    "session",
    "browser",
    "closing",
    "consent",
    "order",
    "term",
}


def test_only_the_api_uses_the_content_key() -> None:
    assert set(duties.KEYS["content"].duties) == {"api"}


def test_support_opens_only_what_people_handed_to_it() -> None:
    opened = {name for name, use in duties.KEYS.items() if OPENS & set(use.duties.get("desk", ()))}
    assert opened == {"desk"}


def test_support_reaches_no_table_that_holds_content() -> None:
    reached = {table for grant in grants.DESK for table in grant.tables}
    assert reached
    assert not reached & HOLD_CONTENT
    assert set(grants.CONTENT) == HOLD_CONTENT, "and is refused each of them by name"


def test_support_changes_nothing_of_an_account_or_a_team() -> None:
    for grant in grants.DESK:
        if set(grant.tables) & OF_PEOPLE:
            assert {one.partition(":")[2] for one in grant.actions} <= {"BatchGetItem", "GetItem", "Query"}, (
                grant
            )


def test_what_support_did_is_told_and_never_untold() -> None:
    assert "desk_log" in grants.STANDS
    may = {one for grant in grants.DESK if "desk_log" in grant.tables for one in grant.actions}
    assert may == {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"}


def test_what_is_published_of_the_keys_is_what_is_declared() -> None:
    assert evidence.DECLARED.read_text() == declared(), (
        "python -m infra.evidence > chalicelib/trust/declared.json"
    )


def test_every_door_to_a_teams_content_asks_for_membership() -> None:
    inside = [one for feature in product.FEATURES for one in feature.endpoints if "{team}" in one.path]
    assert len(inside) > 30
    assert {one.access.level for one in inside} == {"team", "project"}
