"""Guests see the projects they were admitted to and who works there; nobody sees more than their role's share."""

import base64
import zlib
from typing import Any

import pytest

from chalicelib.projects import feed
from tests.conftest import Cast
from tests.people import Person, new_id
from tests.site import Site


@pytest.fixture(scope="module")
def troupe(site: Site) -> Cast:
    """A cast with a second guest, of the hidden project, and something to hide in it."""
    cast = Cast(site)
    cast.hoa = Person(site, "hoa").sign_in()  # type: ignore[attr-defined]
    hidden = cast.hidden.rpartition("/")[2]
    cast.members["hoa"] = cast.alice.bring(cast.hoa, cast.team, "guest", [hidden])  # type: ignore[attr-defined]
    cast.alice.add_task(cast.hidden, next(iter(cast.alice.board(cast.hidden)["list"])), "Bí mật")
    cast.alice.patch(cast.hidden, {"name": "Dự án Kín"})
    return cast


def whole_feed(by: Person, team: str) -> list[dict[str, Any]]:
    """Every item, page after page."""
    items, query = [], {}
    for _ in range(200):
        page = by.get(f"/teams/{team}/feed", params=query)
        items += page["items"]
        if "cursor" not in page:
            return items
        query = {"cursor": page["cursor"]}
    raise AssertionError("the feed does not end")


def test_a_guest_sees_their_projects_and_the_people_beside_them(troupe: Cast) -> None:
    view = troupe.gus.get(f"/teams/{troupe.team}")
    assert [p["id"] for p in view["projects"]] == [troupe.project.rpartition("/")[2]]
    assert {m["name"] for m in view["members"]} == {"alice", "dana", "bob", "gus"}
    assert (view["invitations"], view["links"]) == ([], [])
    assert {m["name"] for m in troupe.bob.get(f"/teams/{troupe.team}")["members"]} >= {"gus", "hoa"}


def test_a_hidden_project_is_as_good_as_missing(troupe: Cast) -> None:
    for path in ("board", "texts", "entries?after=0", "feed", "search?q=b"):
        hidden = troupe.gus.ask("GET", f"{troupe.hidden}/{path}")
        missing = troupe.gus.ask("GET", f"/teams/{troupe.team}/projects/{new_id()}/{path}")
        assert (hidden.status_code, missing.status_code) == (404, 404), path
        told = [{k: v for k, v in a.json().items() if k != "request_id"} for a in (hidden, missing)]
        assert told[0] == told[1]


def test_admitted_a_guest_comes_in_and_dismissed_is_out_at_once(troupe: Cast) -> None:
    guests = f"{troupe.hidden}/guests/{troupe.members['gus']}"
    troupe.bob.put(guests)
    assert "Bí mật" in troupe.gus.ask("GET", f"{troupe.hidden}/board").text
    troupe.bob.delete(guests)
    assert troupe.gus.ask("GET", f"{troupe.hidden}/board").status_code == 404
    wrong = troupe.alice.ask("PUT", f"{troupe.hidden}/guests/{troupe.members['bob']}")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "member")


def test_the_team_feed_tells_a_guest_nothing_of_hidden_projects_and_their_people(troupe: Cast) -> None:
    hidden = troupe.hidden.rpartition("/")[2]
    text = str(whole_feed(troupe.gus, troupe.team))
    assert hidden not in text
    assert "Bí mật" not in text
    assert "Kín" not in text
    assert troupe.members["hoa"] not in text, "another guest is not beside them"
    assert "hoa" not in text
    assert hidden in str(whole_feed(troupe.bob, troupe.team))


def test_the_feed_shows_addresses_only_to_who_manages_invitations(troupe: Cast) -> None:
    troupe.alice.post(f"/teams/{troupe.team}/invitations", {"email": "moi@example.vn", "role": "member"})
    for person, sees in ((troupe.alice, True), (troupe.dana, True), (troupe.bob, False), (troupe.gus, False)):
        assert ("moi@example.vn" in str(whole_feed(person, troupe.team))) is sees, person.name


def test_the_team_feed_walks_every_item_once_and_each_space_backwards(site: Site) -> None:
    alice = Person(site, "alice").sign_in()
    team = alice.found_team()
    projects = [alice.open_project(team, f"Dự án {n}") for n in range(3)]
    for number in range(130):
        path, lists = projects[number % 3 if number < 90 else 0]
        if number % 5 == 0:
            alice.patch(f"/teams/{team}", {"name": f"Nhóm {number}"})
        else:
            alice.add_task(path, lists[0], f"Việc {number}")
    walked = whole_feed(alice, team)
    in_logs = {op["op"] for path, _ in projects for e in alice.get(f"{path}/entries?after=0")["entries"] for op in e["ops"]}  # fmt: skip
    of_team = [item for item in walked if item.get("project") is None]
    assert len({(item.get("project"), item["op"]) for item in walked}) == len(walked), "an item came twice"
    assert {item["op"] for item in walked if item.get("project")} == in_logs
    assert len(of_team) == alice.get(f"/teams/{team}")["seq"]
    for space in {item.get("project") for item in walked}:
        seqs = [item["seq"] for item in walked if item.get("project") == space]
        assert seqs == sorted(seqs, reverse=True), "a space's own order is kept"
    times = [item["at"] for item in walked]
    assert times == sorted(times, reverse=True)


def packed(text: str) -> str:
    return base64.urlsafe_b64encode(zlib.compress(text.encode())).decode()


def test_a_cursor_over_five_hundred_projects_fits_an_address() -> None:
    nexts = {f"{'t' * 22}/{new_id()}": 1_000 + n for n in range(500)}
    assert len(feed.write_cursor(nexts)) <= 8_000
    assert feed.read_cursor("t" * 22, feed.write_cursor(nexts)) == nexts


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "e30",
        "bnVsbA==",
        "W10=",
        "eyJhIjoieCJ9",
        "☃",
        "=" * 100,
        packed("x" * 10**6),
        packed("[]"),
        packed('{"":-1}'),
        packed('{"":1}'),
    ],
)
def test_a_cursor_that_we_did_not_give_is_refused_or_harmless(troupe: Cast, cursor: str) -> None:
    answer = troupe.gus.ask("GET", f"/teams/{troupe.team}/feed", params={"cursor": cursor})
    assert answer.status_code in (200, 400, 422)
    assert troupe.hidden.rpartition("/")[2] not in answer.text
