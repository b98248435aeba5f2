"""The record of how Regions were: minutes that count once, incidents that begin and end, silence that the other hears."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import msgspec
import pytest

from chalicelib import clock, settings
from chalicelib.health import asking, watch
from chalicelib.jobs import minute
from chalicelib.store import keys, tables
from tests.engine_rows import engine_url
from tests.site import Site

MINUTE = 60_000
TOKYO, OSAKA = "tokyo", "osaka"
NOON = 29_000_000 // 1440 * 1440 + 720  # a noon, in minutes since the epoch


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that shows the records of two Regions."""
    site = Site(tmp_path_factory.mktemp("watched") / "data", IZWORK_REGIONS=f"{TOKYO},{OSAKA}").start()
    tables.connect(engine_url(site))
    keys.connect_files(site.data / "keys")
    yield site
    site.stop()


@pytest.fixture
def at(watched: Site, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the minute it is; nothing was told before."""
    told = [NOON]
    monkeypatch.setattr(clock, "read", lambda: told[0] * MINUTE + 500)
    monkeypatch.setattr(clock, "_ahead", 0)
    monkeypatch.setattr(clock, "hear", lambda _: None)
    for row in tables.Look.scan():
        row.delete()

    def set_to(value: int) -> None:
        told[0] = value

    return set_to


def day(region: str) -> watch.Day:
    return watch.record(region).days[-1]


def test_a_minute_counts_once_however_often_it_is_told(at: Any) -> None:
    for now in (NOON, NOON, NOON + 1, NOON + 2, NOON + 2):
        at(now)
        watch.tell(TOKYO, "fit")
    watch.tell(TOKYO, "unfit", "write")
    assert (day(TOKYO).fit, day(TOKYO).unfit) == (3, 0)
    assert watch.record(TOKYO).incidents == []


def test_an_incident_begins_goes_on_and_ends(at: Any) -> None:
    for n, told in enumerate(("fit", "unfit", "unfit", "fit", "unfit", "fit", "fit", "fit", "unfit")):
        at(NOON + n)
        watch.tell(TOKYO, told, "" if told == "fit" else "write")  # type: ignore[arg-type]
    newest, older = watch.record(TOKYO).incidents
    assert (older.begun, older.ended) == ((NOON + 1) * MINUTE, (NOON + 5) * MINUTE), (
        "a flapping fault is one incident"
    )
    assert older.part == "write"
    assert (newest.begun, newest.ended) == ((NOON + 8) * MINUTE, None), "it goes on"
    at(NOON + 12)
    assert watch.record(TOKYO).incidents[0].ended == (NOON + 9) * MINUTE
    assert (day(TOKYO).fit, day(TOKYO).unfit) == (5, 4)


def test_a_lost_region_is_missed_by_the_other_until_it_speaks_again(at: Any) -> None:
    for n in range(12):
        at(NOON + n)
        if not 3 <= n < 9:
            watch.tell(TOKYO, "fit")
        watch.tell(OSAKA, "fit")
        watch.miss(TOKYO)
    assert (day(TOKYO).fit, day(TOKYO).silent) == (6, 4), "two minutes late is late, not lost"
    assert day(OSAKA) == watch.Day(day(OSAKA).day, fit=12)
    (incident,) = watch.record(TOKYO).incidents
    assert (incident.part, incident.begun, incident.ended) == (
        "silent",
        (NOON + 5) * MINUTE,
        (NOON + 9) * MINUTE,
    )


def test_silence_goes_on_past_midnight(at: Any) -> None:
    at(NOON + 718)
    watch.tell(TOKYO, "fit")
    for n in range(719, 726):
        at(NOON + n)
        watch.miss(TOKYO)
    assert [one.silent for one in watch.record(TOKYO).days] == [0, 5]
    assert [one.fit for one in watch.record(TOKYO).days] == [1, 0]
    assert len(watch.record(TOKYO).incidents) == 1


def test_a_region_that_never_spoke_is_not_missed(at: Any) -> None:
    watch.miss(OSAKA)
    assert watch.record(OSAKA) == watch.Record(OSAKA, None, [], [])


def test_only_ninety_days_are_told(at: Any) -> None:
    for back in range(95, -1, -1):
        at(NOON - back * 1440)
        watch.tell(TOKYO, "unfit" if back == 93 else "fit", "key" if back == 93 else "")
    record = watch.record(TOKYO)
    assert len(record.days) == 90
    assert record.incidents == []


def test_people_are_told_of_each_region(watched: Site, at: Any) -> None:
    now = int(time.time() // 60)
    for region, told in ((TOKYO, "unfit"), (OSAKA, "fit")):
        at(now)
        watch.tell(region, told, "key" if told == "unfit" else "")  # type: ignore[arg-type]
    told = httpx.get(f"{watched.url}/api/v1/status").json()
    assert [one["region"] for one in told["regions"]] == [TOKYO, OSAKA]
    tokyo, osaka = told["regions"]
    assert tokyo["incidents"] == [{"region": TOKYO, "begun": now * MINUTE, "ended": None, "part": "key"}]
    assert (tokyo["days"][-1]["unfit"], osaka["days"][-1]["fit"]) == (1, 1)
    assert osaka["last"] == now * MINUTE


class Front:
    """A Region's front that answers deep health as it is told."""

    def __init__(self) -> None:
        self.says: tuple[int, bytes] = (200, b"{}")
        front = self

        class Door(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(front.says[0])
                self.send_header("Content-Length", str(len(front.says[1])))
                self.end_headers()
                self.wfile.write(front.says[1])

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/api/v1/health/deep"


@pytest.fixture
def front() -> Iterator[Front]:
    running = Front()
    Thread(target=running.server.serve_forever, daemon=True).start()
    yield running
    running.server.shutdown()
    running.server.server_close()


def unfit(*failing: str) -> bytes:
    parts = {name: {"ok": name not in failing, "ms": 1.0} for name in ("key", "write", "read", "mail")}
    return json.dumps({"status": "unfit", "parts": parts}).encode()


@pytest.mark.parametrize(
    ("says", "part"),
    [
        ((200, b"{}"), None),
        ((503, unfit("key", "write", "read")), "key"),
        ((503, unfit("read")), "read"),
        ((503, b'{"code": "busy"}'), "front"),
        ((502, b"<html>"), "front"),
    ],
)
def test_a_region_is_asked_through_its_front(front: Front, says: tuple[int, bytes], part: str | None) -> None:
    front.says = says
    assert asking.failing(front.url) == part


def test_a_front_that_does_not_answer_is_what_failed() -> None:
    assert asking.failing("http://127.0.0.1:1/api/v1/health/deep") == "front"


def test_the_minutes_job_writes_what_it_found(
    watched: Site, at: Any, front: Front, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on Lambda: through the front, both Regions, and a line of figures for the alarms."""
    told = settings.read(
        {
            "IZWORK_MODE": "local", "IZWORK_SITE": watched.url, "IZWORK_MAIL": "mailbox",
            "IZWORK_ENGINE": engine_url(watched), "IZWORK_KEYS": str(watched.data / "keys"),
            "IZWORK_REGIONS": f"{TOKYO},{OSAKA}", "IZWORK_HEALTH": front.url,
        }
    )  # fmt: skip
    monkeypatch.setattr(settings, "current", lambda: msgspec.structs.replace(told, region=OSAKA))
    at(NOON)
    watch.tell(TOKYO, "fit")
    front.says = (503, unfit("write", "read"))
    for n in (1, 4):
        at(NOON + n)
        minute.run()
    assert (day(OSAKA).unfit, watch.record(OSAKA).incidents[0].part) == (2, "write")
    assert (day(TOKYO).fit, day(TOKYO).silent) == (1, 1)
    line = json.loads(minute.figures())
    assert (line["MailWaitingSeconds"], line["MailsDead"]) == (0, 0)
    assert [one["Name"] for one in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]] == [
        "MailWaitingSeconds",
        "MailsDead",
    ]
