"""The promises as a whole: every one has its test, and what is published is what stands."""

import json
from pathlib import Path

import httpx
import pytest

from chalicelib.trust import checks, evidence
from chalicelib.trust.promises import PROMISES
from tests.site import ROOT, Site

IDS = [f"P{number}" for number in range(1, 13)]


def test_each_promise_has_its_test_and_each_test_its_promise() -> None:
    assert [one.id for one in PROMISES] == IDS
    assert sorted(one.test for one in PROMISES) == sorted(
        path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "promises").glob("test_p[0-9]*.py")
    )


@pytest.mark.parametrize("promise", PROMISES, ids=lambda one: one.id)
def test_each_is_told_in_both_languages_and_says_what_is_missing(promise: object) -> None:
    for words in (promise.vi, promise.en):  # type: ignore[attr-defined]
        assert words.promise.strip()
        assert words.how.strip()
        assert bool(words.missing) == (promise.state != "kept")  # type: ignore[attr-defined]


def test_they_are_published_with_their_evidence(site: Site) -> None:
    answer = httpx.get(f"{site.url}/.well-known/promises.json")
    assert answer.status_code == 200
    told = answer.json()
    assert [one["id"] for one in told["promises"]] == IDS
    kept = json.loads(checks.RESULTS.read_text()) if checks.RESULTS.exists() else {}
    for one in told["promises"]:
        assert one.get("check", {}).keys() == kept.get(one["id"], {}).keys()
    shown = told["evidence"]
    assert shown["personal"] == evidence.personal()
    assert {table["name"] for table in shown["data"]} == set(evidence.HOLDS)
    assert set(shown["keys"]) == {"content", "account", "lookup", "desk", "receipt"}
    assert shown["processors"] == [], "one machine hands data to nobody"
    assert shown["drills"]


def test_nothing_checked_is_said_as_such(tmp_path: Path) -> None:
    assert checks.last(tmp_path / "none.json") == {}
