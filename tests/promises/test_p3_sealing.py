"""P3: all project and work data is encrypted, the same for free and paid."""

import ast
import re
import secrets
from pathlib import Path

from chalicelib.store import tables
from tests.engine_rows import rows
from tests.people import Person
from tests.site import Site

PRODUCT = Path(__file__).parents[2] / "chalicelib"
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
    for path in (PRODUCT / "store").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            words = [getattr(node, name, None) for name in ("id", "attr", "arg", "name", "module")]
            found += [
                f"{path.name}: {one}" for one in words if isinstance(one, str) and OF_A_PLAN.search(one)
            ]
    assert found == []
