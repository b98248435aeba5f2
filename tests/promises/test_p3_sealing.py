"""P3: all project and work data is encrypted, the same for free and paid."""

import ast
import re
import secrets
from pathlib import Path

from chalicelib.billing.plan import PLANS
from chalicelib.store import tables
from tests.billing.plans import put_on
from tests.engine_rows import rows
from tests.people import Person
from tests.promises.matrix import Guarded
from tests.site import Site

# What signs in, keeps out, limits and seals; a plan is no business of theirs.
GUARDS = ("store", "accounts", "entry", "factors", "contacts", "consent", "web", "notices")
PRODUCT = Path(__file__).parents[2] / "chalicelib"
TERMS = PRODUCT / "store" / "billing_tables.py"  # declares which plan a team is on; seals nothing
OF_A_PLAN = re.compile(r"(^|_)(plan|plans|premium|paid|tier|sponsored|free_team)(_|$)", re.IGNORECASE)


def test_what_a_team_writes_is_not_readable_where_it_is_kept(site: Site) -> None:
    word = secrets.token_hex(12)
    lan = Person(site, "lan").sign_in()
    project, lists = lan.open_project(lan.found_team(f"Nhóm {word}"), f"Dự án {word}")
    lan.add_task(project, lists[0], f"Việc {word}")
    assert any(word in one["title"] for one in lan.board(project)["task"].values())
    for table in (str(model.Meta.table_name).removeprefix("izwork-") for model in tables.MODELS):
        for row in rows(site, table):
            for name, value in row.items():
                piece = value.value if hasattr(value, "value") else str(value).encode()
                assert word.encode() not in piece, f"{table}.{name}"


def test_content_stands_in_sealed_columns_only() -> None:
    sealed = {one.table for one in tables.attributes() if one.sealed}
    assert {"log", "page", "pending", "key", "account", "consent"} <= sealed


def test_what_seals_knows_nothing_of_plans() -> None:
    found = []
    for path in set((PRODUCT / "store").rglob("*.py")) - {TERMS}:
        for node in ast.walk(ast.parse(path.read_text())):
            words = [getattr(node, name, None) for name in ("id", "attr", "arg", "name", "module")]
            found += [
                f"{path.name}: {one}" for one in words if isinstance(one, str) and OF_A_PLAN.search(one)
            ]
    assert found == []


def test_every_plan_is_guarded_alike(site: Site) -> None:
    """The same matrix, tried out for a team on each plan."""
    found = {}
    for plan in PLANS:
        guarded = Guarded(site)
        if plan != "free":
            put_on(site, guarded.owner, guarded.team, plan)
        found[plan] = guarded.matrix()
    free = found["free"]
    assert {row[0] for row in free["sealed"]} >= {"log", "key"}
    assert free["proof"] == (403, "prove_again")
    assert 429 in free["wrong passwords"]
    for plan, matrix in found.items():
        for name, row in matrix.items():
            assert row == free[name], f"{name}: {plan} differs from free"


def test_what_guards_knows_nothing_of_plans() -> None:
    found = []
    for path in (path for folder in GUARDS for path in (PRODUCT / folder).rglob("*.py")):
        named = {
            node.module for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)
        }
        found += [
            f"{path.name}: {one}" for one in named if one and "billing" in one and "billing_tables" not in one
        ]
    assert found == []
