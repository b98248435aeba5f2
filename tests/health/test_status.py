"""The status page's JSON: how it is now and was, incidents, and every rehearsal with its figures."""

import json
import time
from pathlib import Path

import httpx
import msgspec
import pytest

from chalicelib.health import rehearsal, telling
from chalicelib.health.telling import Telling
from tests.site import ROOT, Site

KEPT = [json.loads(line) for line in rehearsal.HISTORY.read_text().splitlines()]


def test_a_real_rehearsal_of_each_kind_is_kept() -> None:
    assert rehearsal.HISTORY == ROOT / "monitoring" / "drills" / "history.jsonl"
    real = [one for one in KEPT if one["timing"] == "route53"]
    assert any(one["mode"] == "killed" for one in real)
    assert all(one["lost"] == one["doubled"] == one["stale"] == 0 for one in real)


def test_the_json_tells_every_rehearsal_newest_first(site: Site) -> None:
    told = httpx.get(f"{site.url}/api/v1/status").json()
    assert told["now"] == "fit"
    assert abs(told["at"] - time.time() * 1000) < 10_000
    assert len(told["drills"]) == len(KEPT)
    for shown, kept in zip(told["drills"], reversed(KEPT), strict=True):
        assert shown == {name: kept[name] for name in shown}


def test_a_crowd_is_served_from_the_edge_and_a_lost_site_from_what_is_at_hand(site: Site) -> None:
    """CloudFront keeps it for seconds, and shows the newest it has when neither Region answers."""
    kept = httpx.get(f"{site.url}/api/v1/status").headers["cache-control"]
    assert kept == "public, max-age=15, stale-if-error=86400"


def test_the_page_is_a_file_of_the_client(site: Site) -> None:
    answer = httpx.get(f"{site.url}/status")
    assert answer.status_code == 200
    assert 'id="status"' in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


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


def test_what_was_told_by_hand_can_be_read() -> None:
    """Every line of the file, each in both languages and in its order of time."""
    for one in telling.newest():
        assert isinstance(one, Telling)
        assert one.begun.tzinfo is not None
        assert one.ended >= one.begun
        assert one.vi.strip()
        assert one.en.strip()


def test_incidents_told_by_hand_come_newest_first(tmp_path: Path) -> None:
    kept = tmp_path / "incidents.jsonl"
    lines = [
        {
            "begun": f"2026-11-{day}T10:00:00+07:00",
            "ended": f"2026-11-{day}T10:20:00+07:00",
            "vi": "Đã sửa.",
            "en": day,
        }
        for day in ("03", "21", "09")
    ]
    kept.write_text("\n".join(json.dumps(line) for line in lines) + "\n")
    assert [one.en for one in telling.newest(kept)] == ["21", "09", "03"]
    kept.write_text('{"begun": "2026-11-03T10:00:00Z"}\n')
    with pytest.raises(msgspec.ValidationError):
        telling.newest(kept)
