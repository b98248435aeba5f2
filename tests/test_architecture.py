"""The rules of the house that a machine can keep: who imports whom, and how long things may grow."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ROOT / "chalicelib"
MONITORING = ROOT / "monitoring"
FEATURES = {
    "abuse", "accounts", "billing", "cases", "consent", "contacts", "desk", "entry", "factors", "health", "leave", "mine", "notices", "projects", "recovery", "sponsorship", "support", "teams", "tickets", "trust",
}  # fmt: skip
# What every part may use: no feature, no storing, no HTTP.
GROUND = {
    "chalicelib.reasons",
    "chalicelib.contact_refusals",
    "chalicelib.plan_refusals",
    "chalicelib.sponsorship_refusals",
    "chalicelib.abuse_refusals",
    "chalicelib.ticket_refusals",
    "chalicelib.desk_refusals",
    "chalicelib.machine_refusals",
    "chalicelib.clock",
    "chalicelib.ids",
    "chalicelib.logs",
    "chalicelib.refusals",
    "chalicelib.settings",
    "chalicelib.shapes",
    "chalicelib.waiting",
}
LINES_AT_MOST, FUNCTION_AT_MOST = 250, 40
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?|services?)(_|$)")
UNFINISHED = re.compile(r"TODO|FIXME|XXX|HACK|\bstub\b|\bplaceholder\b")
SEALERS = {"pynamodb", "aws_encryption_sdk", "boto3", "botocore"}


class Import(NamedTuple):
    file: Path
    line: int
    module: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line} imports {self.module}"


def sources(under: Path) -> list[Path]:
    return sorted(
        path for path in under.rglob("*.py") if not {"node_modules", "__pycache__", ".venv"} & {*path.parts}
    )


def imports_in(path: Path) -> Iterator[Import]:
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (Import(path, node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield from (Import(path, node.lineno, f"{module}.{name.name}") for name in node.names)


WRITTEN = [
    *sources(PRODUCT), ROOT / "app.py", *sources(MONITORING), *sources(ROOT / "infra" / "failover"),
]  # fmt: skip
IMPORTS = [found for path in [ROOT / "app.py", *sources(PRODUCT)] for found in imports_in(path)]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def place(path: Path) -> str:
    """The folder under chalicelib a file is in, its own name for one directly there, "app" for app.py."""
    return path.relative_to(PRODUCT).parts[0] if path.is_relative_to(PRODUCT) else "app"


def within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def ours(module: str) -> bool:
    return within(module, "chalicelib", "app", "infra", "monitoring", "tests")


def none_of(found: list[Import], why: str) -> None:
    assert not found, why + "\n  " + "\n  ".join(map(str, found))


def test_the_store_uses_nothing_of_ours_but_the_clock() -> None:
    wrong = [
        i
        for i in IMPORTS
        if place(i.file) == "store"
        and ours(i.module)
        and not within(i.module, "chalicelib.store", "chalicelib.clock")
    ]
    none_of(wrong, "the store is the ground everything stands on: it must be usable and testable alone")


def test_nothing_but_the_store_talks_to_the_engine_or_seals() -> None:
    wrong = [i for i in IMPORTS if place(i.file) != "store" and i.module.partition(".")[0] in SEALERS]
    none_of(wrong, "one place writes and one place seals, so that nothing can be written unsealed elsewhere")


def test_nouns_never_know_about_http() -> None:
    at_the_door = {"routes.py", "desk_routes.py", "shapes.py"}
    doorman = PRODUCT / "desk" / "access.py"
    wrong = [
        i for i in IMPORTS
        if place(i.file) in FEATURES and i.file.name not in at_the_door and i.file != doorman
        and within(i.module, "chalicelib.web", "chalice", "app")
    ]  # fmt: skip
    none_of(
        wrong, "a noun is called by routes, jobs and other nouns alike; HTTP stays in routes.py and shapes.py"
    )


def test_routes_reach_stored_things_through_their_nouns() -> None:
    handed_back = "chalicelib.store.space.Outcome"  # the type of what a noun answers
    wrong = [
        i for i in IMPORTS
        if i.file.name in ("routes.py", "desk_routes.py") and within(i.module, "chalicelib.store") and i.module != handed_back
    ]  # fmt: skip
    none_of(
        wrong, "routes never touch spaces, tables, keys or ciphers: what is allowed is decided in the nouns"
    )


def test_the_web_layer_uses_nouns_only_for_its_doormen() -> None:
    wrong = [
        i for i in IMPORTS
        if place(i.file) == "web" and i.file.name != "access.py"
        and within(i.module, *(f"chalicelib.{feature}" for feature in FEATURES))
    ]  # fmt: skip
    none_of(wrong, "web serves every feature and must not depend on any; only access.py asks who a caller is")


def test_nothing_on_lambda_needs_the_local_machine() -> None:
    wrong = [i for i in IMPORTS if place(i.file) != "local" and within(i.module, "chalicelib.local")]
    none_of(
        wrong,
        "chalicelib/local is not packaged for Lambda; mail.py and sms.py import its mailbox by name, in local mode",
    )
    by_name = [p for p in sources(PRODUCT) if place(p) != "local" and "chalicelib.local" in p.read_text()]
    assert [p.relative_to(PRODUCT).as_posix() for p in by_name] == ["notices/mail.py", "notices/sms.py"], (
        "only what sends may name chalicelib.local: every other way in would break on Lambda"
    )


def test_the_ground_stands_on_nothing() -> None:
    files = {f"chalicelib.{path.stem}": path for path in PRODUCT.glob("*.py")}
    wrong = [
        i for i in IMPORTS
        if i.file in files.values() and ours(i.module) and not within(i.module, *GROUND)
    ]  # fmt: skip
    none_of(wrong, "modules directly in chalicelib/ are what all parts share; they may use only each other")


@pytest.mark.parametrize("path", [ROOT / "app.py", *sources(PRODUCT / "surfaces")], ids=named)
def test_the_front_door_lists_features_and_does_nothing_else(path: Path) -> None:
    statements = ast.parse(path.read_text()).body
    kinds = {type(one) for one in statements}
    assert kinds <= {ast.Expr, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign}, (
        "a surface only lists features, and app.py opens it; logic belongs to a feature"
    )
    doing = [one for one in statements if not isinstance(one, ast.Import | ast.ImportFrom)]
    assert len(doing) <= 7, "grown beyond lists of features"


@pytest.mark.parametrize("path", [*WRITTEN, *sources(ROOT / "tests")], ids=named)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= LINES_AT_MOST, (
        f"{path} has {lines} lines; beyond {LINES_AT_MOST} it holds two nouns: split it"
    )
    assert not VAGUE.search(path.stem), f"{path}: name a file after what it holds, not after what it is for"
    for parent in path.relative_to(ROOT).parts[:-1]:
        assert not VAGUE.search(parent), f"{parent}: a folder is a feature, named as on the screen"


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_a_function_does_one_thing(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno + 1
            assert length <= FUNCTION_AT_MOST, (
                f"{path}:{node.lineno} {node.name} has {length} lines: take it apart"
            )
            assert not VAGUE.search(node.name), f"{path}:{node.lineno} {node.name}: say what it does"
        if isinstance(node, ast.ClassDef):
            snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower()
            assert not VAGUE.search(snake), (
                f"{path}:{node.lineno} {node.name}: name it after a thing people know"
            )


@pytest.mark.parametrize("path", WRITTEN, ids=named)
def test_nothing_is_left_for_later(path: Path) -> None:
    for number, line in enumerate(path.read_text().splitlines(), 1):
        assert not UNFINISHED.search(line), (
            f"{path}:{number}: finish it or open an issue; notes to oneself rot"
        )


def test_every_product_module_says_what_it_is() -> None:
    silent = [
        path for path in sources(PRODUCT)
        if path.read_text().strip() and ast.get_docstring(ast.parse(path.read_text())) is None
    ]  # fmt: skip
    assert not silent, f"a module's first line says what it holds and why: {silent}"


def test_roles_are_decided_in_their_table_only() -> None:
    """Comparing a role to its name anywhere else is a rule that the table does not show."""
    allowed = {
        "teams/role.py": "the table",
        "teams/member.py": "an owner cannot leave; ownership moves only from the owner",
        "teams/team.py": "what the team looks like to a guest and to who manages it",
        "teams/ownership.py": "who owns a team, and who may come to own it",
        "teams/invitation.py": "a guest is admitted to the projects of the invitation",
        "projects/project.py": "guests see only what they were admitted to",
        "billing/usage.py": "guests do not count towards a plan",
        "projects/feed.py": "as the team's view",
    }
    compared = re.compile(r"""(role|\["role"\]) *(==|!=|in|not in) *[("'{]""")
    found = {p.relative_to(PRODUCT).as_posix() for p in sources(PRODUCT) if compared.search(p.read_text())}
    assert found <= set(allowed), f"use teams/role.py's table: {sorted(found - set(allowed))}"
