"""What the log must never come to rely on: MRSC tables, Alternator and dynalite have none of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.store import inventory, tables

HOME = Path(__file__).parents[2] / "chalicelib"
REASON = "the log must run unchanged on DynamoDB's strongly consistent global tables, on Alternator and on dynalite"
FORBIDDEN = {
    "TransactWrite": "transactions", "TransactGet": "transactions", "transact_write": "transactions",
    "transact_get": "transactions", "TransactWriteItems": "transactions", "TransactGetItems": "transactions",
    "transact_write_items": "transactions", "transact_get_items": "transactions",
    "LocalSecondaryIndex": "local indexes", "GlobalSecondaryIndex": "secondary indexes",
    "TTLAttribute": "expiry by the engine", "update_ttl": "expiry by the engine",
    "UpdateTimeToLive": "expiry by the engine", "update_time_to_live": "expiry by the engine",
}  # fmt: skip


def words(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name, attribute, import and whole text of a program, with its line; comments and docstrings are free."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.alias):
            yield getattr(node, "lineno", 0), node.name.rpartition(".")[2]


def misuses(source: str) -> list[str]:
    return [
        f"line {line}: {word} ({FORBIDDEN[word]})"
        for line, word in words(ast.parse(source))
        if word in FORBIDDEN
    ]


@pytest.mark.parametrize("path", sorted(HOME.rglob("*.py")), ids=lambda path: str(path.relative_to(HOME)))
def test_no_transactions_expiry_or_indexes(path: Path) -> None:
    found = misuses(path.read_text(encoding="utf-8"))
    assert not found, f"{path.name}: {found}. Not here: {REASON}."


@pytest.mark.parametrize("word", sorted(FORBIDDEN))
def test_the_guard_sees(word: str) -> None:
    assert misuses(f"client.{word}()")
    assert misuses(f"from pynamodb.x import {word}")
    assert misuses(f"client._make_api_call({word!r})")


def test_tables_have_no_indexes() -> None:
    for model in tables.MODELS:
        schema = model._get_schema()
        assert not schema["local_secondary_indexes"], REASON
        assert not schema["global_secondary_indexes"], REASON


def test_an_unlisted_clear_attribute_fails() -> None:
    with pytest.raises(TypeError, match=r"account\.email"):
        inventory.check([*tables.attributes(), inventory.Attribute("account", "email", False)])
    inventory.check([*tables.attributes(), inventory.Attribute("account", "email", True)])


def test_a_reason_without_an_attribute_fails() -> None:
    with pytest.raises(TypeError, match=r"do not exist"):
        inventory.check(one for one in tables.attributes() if one.name != "seq")


def test_the_inventory_prints_every_attribute() -> None:
    printed = inventory.lines(tables.attributes())
    assert len(printed) == len(tables.attributes())
    assert any("sealed" in line for line in printed)
