"""The status page and its JSON: how it is now, and every rehearsal with its figures."""

import json
from pathlib import Path

import httpx
import msgspec
import pytest

from chalicelib.health import rehearsal
from tests.site import ROOT, Site

KEPT = [json.loads(line) for line in rehearsal.HISTORY.read_text().splitlines()]


def test_a_real_rehearsal_is_kept() -> None:
    assert rehearsal.HISTORY == ROOT / "monitoring" / "drills" / "history.jsonl"
    real = [one for one in KEPT if one["timing"] == "route53"]
    assert any(one["mode"] == "killed" for one in real)
    assert all(one["lost"] == one["doubled"] == one["stale"] == 0 for one in real)


def test_the_json_tells_every_rehearsal_newest_first(site: Site) -> None:
    told = httpx.get(f"{site.url}/api/v1/status").json()
    assert told["now"] == "fit"
    assert len(told["drills"]) == len(KEPT)
    for shown, kept in zip(told["drills"], reversed(KEPT), strict=True):
        assert shown == {name: kept[name] for name in shown}


@pytest.mark.parametrize(
    ("language", "works", "last"),
    [("vi", "Đang hoạt động bình thường.", "{} giây"), ("en", "Everything works.", "{} s")],
)
def test_the_page_tells_it_to_people(site: Site, language: str, works: str, last: str) -> None:
    answer = httpx.get(f"{site.url}/status", headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert works in answer.text
    assert answer.text.count("<tr>") == 1 + len(KEPT)
    times = [str(one["rto_last_s"]) for one in KEPT if one["rto_last_s"]]
    shown = [last.format(time.replace(".", "," if language == "vi" else ".")) for time in times]
    assert all(time in answer.text for time in shown), shown
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in answer.text


def test_nothing_kept_is_no_fault(tmp_path: Path) -> None:
    assert rehearsal.newest(tmp_path / "none.jsonl") == []


def test_only_the_newest_are_shown(tmp_path: Path) -> None:
    kept = tmp_path / "history.jsonl"
    line = msgspec.json.encode(KEPT[0])
    lines = (
        line.replace(b'"seed":%d' % KEPT[0]["seed"], b'"seed":%d' % n) for n in range(rehearsal.SHOWN + 50)
    )
    kept.write_bytes(b"\n".join(lines) + b"\n")
    assert [one.seed for one in rehearsal.newest(kept)] == list(range(rehearsal.SHOWN + 49, 49, -1))
