"""The checks: a person's journeys through a real site's door, and that each fails when its step is broken."""

import datetime
import itertools
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from monitoring.checks import journeys, pulse
from monitoring.checks.journeys import JOURNEYS, LIST, PROJECT, Traveller
from monitoring.checks.mailboxes import OneMachine
from tests.monitoring.broken_door import Broken, Door
from tests.site import ROOT, Site

_weeks = iter(range(1, 10_000))


def at() -> datetime.datetime:
    """A moment of its own week for each run, so that each has accounts of its own."""
    return datetime.datetime(2000, 1, 3, tzinfo=datetime.UTC) + datetime.timedelta(weeks=next(_weeks))


def faults(url: str, moment: datetime.datetime | None = None) -> dict[str, str | None]:
    results = journeys.run(url, OneMachine(url, patience=1.0), moment or at())
    assert [one.journey for one in results] == list(JOURNEYS)
    return {one.journey: one.fault for one in results}


def test_on_a_site_that_works_every_journey_does_again_and_again(site: Site) -> None:
    moment = at()
    for minute in (0, 5, 10):
        assert faults(site.url, moment + datetime.timedelta(minutes=minute)) == dict.fromkeys(JOURNEYS)


def test_they_clean_up_after_themselves(site: Site) -> None:
    moment = at()
    for minute in (0, 5):
        faults(site.url, moment + datetime.timedelta(minutes=minute))
    owner = Traveller(site.url, OneMachine(site.url), "owner", moment)
    owner.sign_in()
    (team,) = owner.door.ask("GET", "/teams")["teams"]
    shown = owner.door.ask("GET", f"/teams/{team['id']}")
    assert [one["id"] for one in shown["projects"]] == [PROJECT], "one board, not one a run"
    assert [one for one in shown["members"] if "left_at" not in one and one["role"] != "owner"] == []
    entries = owner.door.ask("GET", f"/teams/{team['id']}/projects/{PROJECT}/entries?after=0")["entries"]
    changes = [change for entry in entries for op in entry["ops"] for change in op["changes"]]
    tasks = {change["id"] for change in changes if change["kind"] == "task"}
    trashed = {c["id"] for c in changes if c["kind"] == "task" and "trashed_at" in c["set"]}
    assert len(tasks) == 2
    assert trashed == tasks
    assert {change["id"] for change in changes if change["kind"] == "list"} <= {LIST}


def test_accounts_take_turns_so_that_nobody_gets_more_mail_than_the_limit_allows() -> None:
    begun = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    mailbox = OneMachine("http://127.0.0.1")
    for part in ("owner", "guest"):
        quarter = [
            Traveller("http://127.0.0.1", mailbox, part, begun + datetime.timedelta(minutes=n)).address
            for n in range(15)
        ]
        assert max(quarter.count(one) for one in quarter) <= 3, (
            "an address gets five mails in a quarter of an hour"
        )


def nothing(_: Any) -> Any:
    return {"mails": []}


def without_entries(found: Any) -> Any:
    return found | {"entries": []}


def someone_else(found: Any) -> Any:
    return found | {"email": "someone@else.example"}


TASKS = rf"/projects/{PROJECT}/tasks"
# What is broken, the journeys that must fail, and a word of what they say.
BREAKS = [
    (Broken("POST", r"/sign-in$", 503), JOURNEYS, "503"),
    (Broken("GET", r"^/mailbox.json", 200, nothing, passes=True), JOURNEYS, "no mail"),
    (Broken("POST", r"/sign-in/\w+/session", 500), JOURNEYS, "500"),
    (Broken("GET", r"/me$", 200, someone_else, passes=True), JOURNEYS, "somebody else"),
    (Broken("GET", r"/me$", 401), JOURNEYS, "401"),
    (Broken("POST", rf"{TASKS}$", 503), ("first-task",), "503"),
    (Broken("POST", rf"{TASKS}$", 201, lambda _: {"seq": 2}), ("first-task",), "not among what is new"),
    (
        Broken("GET", r"/entries\?after=[1-9]", 200, without_entries, passes=True),
        ("first-task",),
        "what is new",
    ),
    (Broken("DELETE", TASKS, 200, lambda _: {"seq": 2}), ("first-task",), "trash"),
    (Broken("GET", r"/board$", 500), ("first-task",), "500"),
    (Broken("POST", r"/invitations$", 429), ("invite",), "429"),
    (
        Broken("POST", r"/invitations$", 201, lambda _: {"id": "madeupmadeup", "seq": 1}),
        ("invite",),
        "no mail",
    ),
    (Broken("POST", r"/joinings$", 500), ("invite",), "500"),
    (Broken("POST", r"/joinings$", 201, lambda _: {"member": "x"}), ("invite",), "404"),
    (Broken("DELETE", r"/members/", 200, lambda _: {"seq": 1}), ("invite",), "still sees"),
    (Broken("POST", r"/teams$", 500), ("first-task", "invite"), "500"),
    (Broken("GET", r"/teams$", 200, lambda _: []), ("first-task", "invite"), "not understood"),
]


@pytest.mark.parametrize(("broken", "failing", "says"), BREAKS)
def test_each_journey_fails_when_its_step_is_broken(
    site: Site, broken: Broken, failing: tuple[str, ...], says: str
) -> None:
    with Door(site.port, broken) as door:
        found = faults(door.url)
    assert door.met, "nothing was broken"
    assert {one for one, fault in found.items() if fault} == set(failing), found
    assert says in str(found[failing[0]]), found
    assert "check.example" not in str(found), "a fault names nobody"


def test_a_door_that_is_closed_fails_all_and_names_nobody(tmp_path: Path) -> None:
    found = faults("http://127.0.0.1:9")
    assert all("not answered" in str(fault) or "nobody" in str(fault) for fault in found.values()), found


def test_by_hand_it_tells_and_exits_by_what_it_found(site: Site) -> None:
    command = [sys.executable, "-m", "monitoring.checks", "--url"]
    good = subprocess.run([*command, site.url], cwd=ROOT, capture_output=True, text=True)
    assert good.returncode == 0, good.stdout + good.stderr
    assert [line.split()[0] for line in good.stdout.splitlines()] == list(JOURNEYS)
    assert subprocess.run([*command, site.url, "--pulse"], cwd=ROOT).returncode == 0
    with Door(site.port, Broken("POST", r"/joinings$")) as door:
        bad = subprocess.run([*command, door.url], cwd=ROOT, capture_output=True, text=True)
    assert bad.returncode == 1
    assert "500" in bad.stdout
    shut = subprocess.run(
        [*command, "http://127.0.0.1:9", "--pulse"], cwd=ROOT, capture_output=True, text=True
    )
    assert shut.returncode == 1


def test_a_beat_looks_twice_before_it_is_bad(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "PAUSE", 0.05)
    assert pulse.beat(site.url)
    with Door(site.port, Broken("GET", r"/health/deep", 503)) as door:
        assert not pulse.beat(door.url)
        assert door.met == 2


def test_beats_come_on_the_ten_and_each_is_told(site: Site) -> None:
    told: list[tuple[bool, float]] = []
    begun = time.time()
    pulse.run(site.url, lambda good, at: told.append((good, at)), beats=3, every=0.5)
    assert [good for good, _ in told] == [True] * 3
    assert [round(at / 0.5, 6) % 1 for _, at in told] == [0.0] * 3
    assert told[0][1] > begun
    assert [round(b[1] - a[1], 6) for a, b in itertools.pairwise(told)] == [0.5, 0.5]


def test_a_hanging_door_is_bad_within_the_time_the_alarm_counts_on() -> None:
    """Accepts, and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        assert not pulse.beat(f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert time.monotonic() - begun < 5.5
