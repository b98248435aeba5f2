"""Each promise's test fails when its promise is broken: the product is broken on purpose, in a copy, one way each."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from chalicelib.trust.promises import PROMISES
from tests.site import ROOT

COPIED = ("chalicelib", "client/src", "infra", "monitoring", "tests", ".chalice")
FILES = (
    "app.py",
    "pyproject.toml",
    "requirements.txt",
    "client/index.html",
    "client/package.json",
    "client/vite.config.ts",
)
SKIPPED = shutil.ignore_patterns("node_modules", "__pycache__", ".chalice/deployments")
ENGINE = "chalicelib/local/engine/node_modules"


class Edit(NamedTuple):
    file: str
    old: str
    new: str


BROKEN: dict[str, tuple[Edit, ...]] = {
    "P1": (Edit("chalicelib/accounts/account.py", "    accepted_at: int\n", "    accepted_at: int\n    birthday: str = ''\n"),),
    "P2": (Edit("chalicelib/accounts/session.py", "Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={ABSOLUTE", "Path=/; HttpOnly; SameSite=Lax; Max-Age={ABSOLUTE"),),
    "P3": (
        Edit("chalicelib/store/cipher.py", "    return bytes(sealed)\n", "    return bytes(sealed) + b'|' + body\n"),
        Edit("chalicelib/store/cipher.py", "source=sealed, key_provider=ring)", "source=sealed[: sealed.index(b'|{')] if b'|{' in sealed else sealed, key_provider=ring)"),
    ),
    "P3 plans": (
        Edit("chalicelib/web/access.py", "        if proven:\n", "        if proven and plans.of(member.team).plan.name == 'free':\n"),
        Edit("chalicelib/web/access.py", "from chalicelib.consent import standing\n", "from chalicelib.billing import standing as plans\nfrom chalicelib.consent import standing\n"),
    ),
    "P4": (Edit("client/index.html", "</head>", '<script src="https://stats.example.com/t.js"></script></head>'),),
    "P5": (Edit("chalicelib/accounts/sign_in.py", "TRIES = 5\n", "TRIES = 5\nOTHERS = ('https://accounts.google.com',)\n"),),
    "P6": (Edit("chalicelib/accounts/sign_in.py", "        raise Refused(\"other_browser\")\n", "        pass\n"),),
    "P7": (Edit("chalicelib/accounts/sign_in.py", "    if known is None and accepted != AcceptedTerms(", "    accepted = accepted or AcceptedTerms('', '')\n    if False and accepted != AcceptedTerms("),),
    "P7 reports": (Edit("chalicelib/abuse/attaching.py", "    if earlier is None:\n", "    earlier = earlier or (1, '', 0)\n    if earlier is None:\n"),),
    "P7 suspension": (Edit("chalicelib/web/access.py", "        restriction.must_not_be_suspended(member.team)\n", "        pass\n"),),
    "P8": (Edit("chalicelib/store/records.py", "return known.set if known else \"board\"", "return KINDS[kind].set"),),
    "P9": (Edit("monitoring/drills/history.jsonl", '"lost": 0', '"lost": 1'),),
    "P10": (Edit("chalicelib/billing/order.py", "    if row.accepted_at is None or ", "    if "),),
    "P11": (Edit("chalicelib/cases/case.py", "        condition &= Row.proposed_by.exists() & (Row.proposed_by != confirmed_by)\n", "        pass\n"),),
    "P12": (Edit("infra/duties.py", 'Use({"api": (SEAL, OPEN)}, "content"', 'Use({"api": (SEAL, OPEN), "desk": (OPEN,)}, "content"'),),
    "P12 content": (Edit("infra/grants.py", '(*PERSON, "browser",', '(*PERSON, "log", "browser",'),),
    "P12 its log": (Edit("infra/grants.py", 'APPEND = (*READ, "dynamodb:PutItem")', 'APPEND = WORK'),),
}  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the promises' tests read and run of this tree."""
    copied = tmp_path_factory.mktemp("broken") / "izwork"
    for folder in COPIED:
        shutil.copytree(ROOT / folder, copied / folder, ignore=SKIPPED)
    for file in FILES:
        shutil.copy2(ROOT / file, copied / file)
    (copied / ENGINE).symlink_to((ROOT / ENGINE).resolve())
    return copied


@pytest.fixture
def broken(copy: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The copy with the promise broken, and whole again afterwards."""
    edits = BROKEN[request.param]
    before = {edit.file: (copy / edit.file).read_text() for edit in edits}
    for edit in edits:
        text = (copy / edit.file).read_text()
        assert text.count(edit.old) >= 1, (
            f"{edit.file} no longer holds {edit.old!r}: break the promise another way"
        )
        write(copy / edit.file, text.replace(edit.old, edit.new, 1))
    yield copy
    for file, text in before.items():
        write(copy / file, text)


def write(path: Path, text: str) -> None:
    path.write_text(text)
    # Compiled files are told by their second and size, which a change of ours may share.
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()


def check(copy: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *tests]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "IZWORK"))
    }
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # half of what a small run costs
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=120)


def test_the_copy_keeps_every_promise(copy: Path) -> None:
    ran = check(copy, *(one.test for one in PROMISES))
    assert ran.returncode == 0, ran.stdout


def test_every_promise_is_broken() -> None:
    assert [*dict.fromkeys(name.split()[0] for name in BROKEN)] == [one.id for one in PROMISES]


@pytest.mark.parametrize(
    ("promise", "broken"), [(name.split()[0], name) for name in BROKEN], ids=list(BROKEN), indirect=["broken"]
)
def test_a_broken_promise_is_noticed(promise: str, broken: Path) -> None:
    test = next(one.test for one in PROMISES if one.id == promise)
    ran = check(broken, test)
    assert ran.returncode == 1, ran.stdout
    assert " failed" in ran.stdout, f"it must fail for its own reason, not for not starting:\n{ran.stdout}"
