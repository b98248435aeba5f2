"""P12: support helps with usage and sign-in only; it never views or edits private data."""

import ast
from pathlib import Path

import app
from chalicelib.trust import evidence
from infra import duties
from infra.evidence import declared

ROOT = Path(__file__).parents[2]
OPENS = {duties.SEAL, duties.OPEN}


def test_only_the_api_uses_the_content_key() -> None:
    assert set(duties.KEYS["content"].duties) == {"api"}


def test_support_opens_only_what_people_handed_to_it() -> None:
    opened = {name for name, use in duties.KEYS.items() if OPENS & set(use.duties.get("desk", ()))}
    assert opened == {"desk"}


def test_support_reads_no_table_that_holds_content() -> None:
    tree = ast.parse((ROOT / "infra" / "roles.py").read_text())
    table = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "DATA"
    )
    assert isinstance(table, ast.Dict)
    grants = {
        key.value: value
        for key, value in zip(table.keys, table.values, strict=True)
        if isinstance(key, ast.Constant)
    }
    for grant in grants["desk"].elts:  # type: ignore[attr-defined]
        _, actions, tables = (ast.literal_eval(one) for one in grant.args)
        assert set(actions) <= {"dynamodb:GetItem"}
        assert set(tables) <= {"lookup"}


def test_what_is_published_of_the_keys_is_what_is_declared() -> None:
    assert evidence.DECLARED.read_text() == declared(), (
        "python -m infra.evidence > chalicelib/trust/declared.json"
    )


def test_every_door_to_a_teams_content_asks_for_membership() -> None:
    inside = [one for feature in app.FEATURES for one in feature.endpoints if "{team}" in one.path]
    assert len(inside) > 30
    assert {one.access.level for one in inside} == {"team", "project"}
