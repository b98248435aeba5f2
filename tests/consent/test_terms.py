"""The terms through the door: a second version comes, people see what changed, and choose."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.consent import wording
from tests.consent.wordings import ADDED, CHANGED, GONE, folder_with
from tests.doors import problem
from tests.people import Person
from tests.site import Site

DAY = 24 * 3600


class Deployment:
    """A site whose operator brings a second version of the terms."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder, self.made = site, folder, 0

    def bring(self, *, begins: float, answer_by: float) -> None:
        """Start it again, on the same port, with the new version."""
        self.made += 1
        chosen = folder_with(self.folder / str(self.made), begins=begins, answer_by=answer_by)
        self.again(IZWORK_WORDINGS=str(chosen))

    def again(self, **environment: str) -> None:
        self.site.stop()
        self.site.environment = environment
        self.site.start(self.site.port)


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    folder = tmp_path_factory.mktemp("terms")
    site = Site(folder / "data").start()
    yield Deployment(site, folder / "wordings")
    site.stop()


@pytest.fixture
def lan(deployed: Deployment) -> Person:
    """Somebody who accepted the first version, with a project."""
    deployed.again()
    lan = Person(deployed.site, "lan").sign_in()
    lan.team = lan.found_team()  # type: ignore[attr-defined]
    return lan


def answer(by: Person, action: str, **other: str) -> Any:
    current = by.get("/terms")
    body = {"action": action} | {name: current[name] for name in ("version", "hash")} | other
    return by.ask("POST", "/consents", body)


def renames(by: Person) -> Any:
    return by.ask("PATCH", f"/teams/{by.team}", {"name": "Tên mới"})  # type: ignore[attr-defined]


def everything_is_read(by: Person) -> None:
    for path in ("/me", "/teams", f"/teams/{by.team}", f"/teams/{by.team}/feed", "/consents", "/me/sessions"):  # type: ignore[attr-defined]
        assert by.ask("GET", path).status_code == 200, path


def test_before_it_is_in_force_it_can_be_read_and_asks_nothing(deployed: Deployment, lan: Person) -> None:
    deployed.bring(begins=DAY, answer_by=30 * DAY)
    assert lan.get("/terms")["version"] == "2026-11"
    listed = lan.get("/terms/versions")
    assert (listed["current"], [one["version"] for one in listed["versions"]]) == (
        "2026-11",
        ["2027-01", "2026-11"],
    )
    assert lan.get("/terms", params={"version": "2027-01"})["vi"].startswith("Điều khoản")
    assert lan.get("/me")["terms"]["asked"] == ""
    new = lan.get("/terms", params={"version": "2027-01"})
    early = answer(lan, "accepted", version="2027-01", hash=new["hash"])
    assert (early.status_code, problem(early)) == (409, "wording_changed")
    assert renames(lan).status_code == 200


def test_silence_is_no_answer_and_what_was_accepted_goes_on_until_the_day(
    deployed: Deployment, lan: Person
) -> None:
    deployed.bring(begins=-1, answer_by=DAY)
    mine = lan.get("/me")["terms"]
    assert (mine["version"], mine["asked"], mine["answer"]) == ("2026-11", "2027-01", None)
    assert renames(lan).status_code == 200
    assert lan.get("/me")["terms"]["version"] == "2026-11", "writing accepts nothing"
    assert [one["version"] for one in lan.get("/consents")["consents"]] == ["2026-11"]


def test_after_the_day_everything_is_read_and_nothing_written_until_accepted(
    deployed: Deployment, lan: Person
) -> None:
    deployed.bring(begins=-2 * DAY, answer_by=-DAY)
    refused = renames(lan)
    assert (refused.status_code, problem(refused)) == (403, "terms_unaccepted")
    assert refused.json()["terms"]["version"] == "2027-01"
    for path, body in (
        ("/teams", {"name": "N", "member_name": "T"}),
        ("/joinings", {"token": "x", "name": "T"}),
    ):
        assert problem(lan.ask("POST", path, body)) == "terms_unaccepted"
    everything_is_read(lan)
    assert answer(lan, "declined").status_code == 201
    assert problem(renames(lan)) == "terms_unaccepted"
    assert lan.get("/me")["terms"]["answer"] == "declined"
    everything_is_read(lan)
    assert answer(lan, "accepted").status_code == 201
    assert renames(lan).status_code == 200
    assert lan.get("/me")["terms"] == lan.get("/me")["terms"] | {"version": "2027-01", "asked": ""}


def test_the_door_closes_at_that_moment_also_for_who_was_just_writing(
    deployed: Deployment, lan: Person
) -> None:
    deployed.bring(begins=-DAY, answer_by=15)
    assert renames(lan).status_code == 200
    by = lan.get("/me")["terms"]["writes_until"]
    wait_until(by)
    assert problem(renames(lan)) == "terms_unaccepted"


def wait_until(moment: int) -> None:
    import time

    time.sleep(max(0.0, moment / 1000 - time.time()) + 0.05)


def test_who_comes_new_accepts_the_version_in_force(deployed: Deployment, lan: Person) -> None:
    deployed.bring(begins=-DAY, answer_by=DAY)
    minh = Person(deployed.site, "minh").sign_in()
    assert minh.get("/me")["terms"]["version"] == "2027-01"
    assert [one["version"] for one in minh.get("/consents")["consents"]] == ["2027-01"]


def test_taking_it_back_signs_out_everywhere_and_stops_writing(deployed: Deployment, lan: Person) -> None:
    phone = Person(deployed.site, "lan", lan.email).sign_in()
    phone.team = lan.team  # type: ignore[attr-defined]
    assert renames(phone).status_code == 200
    taken = answer(lan, "withdrawn")
    assert taken.status_code == 201
    assert taken.json()["receipt"]["action"] == "withdrawn"
    assert "__Host-session" not in lan.cookies
    assert problem(phone.ask("GET", "/me")) == "signed_out"
    lan.sign_in()
    assert lan.get("/me")["terms"] == {
        "version": "", "accepted_at": 0, "asked": "2026-11", "answer": "withdrawn", "writes_until": 0,
    }  # fmt: skip
    everything_is_read(lan)
    assert problem(renames(lan)) == "terms_unaccepted"
    me = lan.get(f"/teams/{lan.team}")["me"]  # type: ignore[attr-defined]
    leaving = lan.ask("DELETE", f"/teams/{lan.team}/members/{me}")  # type: ignore[attr-defined]
    assert problem(leaving) == "last_owner", "leaving is refused for its own reasons only"
    assert answer(lan, "accepted").status_code == 201
    assert renames(lan).status_code == 200


def test_the_difference_gives_both_texts_again(deployed: Deployment, lan: Person) -> None:
    deployed.bring(begins=-DAY, answer_by=DAY)
    told = lan.get("/terms/changes", params={"since": "2026-11"})
    for language in wording.LANGUAGES:
        old, new = (lan.get("/terms", params={"version": one})[language] for one in ("2026-11", "2027-01"))
        assert joined(told[language], without="new") == lines(old)
        assert joined(told[language], without="gone") == lines(new)
        parts = [part for one in told[language] for part in one["parts"]]
        assert {"fate": "new", "text": ADDED[language]} in parts
        assert any(p["fate"] == "gone" and GONE[language] in p["text"] for p in parts)
        assert [p["text"] for p in parts if p["fate"] == "new" and p["text"] == "20"] == ["20"]
        assert CHANGED[language][1] in "\n".join(joined(told[language], without="gone"))
    same = lan.get("/terms/changes", params={"since": "2027-01", "version": "2027-01"})
    assert {one["fate"] for one in same["vi"]} == {"same"}
    for path in (
        "/terms?version=1999-01",
        "/terms/changes?since=1999-01",
        "/terms/changes?since=2026-11&version=x",
    ):
        assert problem(lan.ask("GET", path)) == "not_found"


def joined(paragraphs: list[dict[str, Any]], without: str) -> list[str]:
    kept = ["".join(p["text"] for p in one["parts"] if p["fate"] != without) for one in paragraphs]
    return [line for line in kept if line]


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_every_text_has_the_hash_of_its_line(tmp_path: Path) -> None:
    table = json.loads((wording.OURS / "versions.json").read_text())
    for document, rows in table.items():
        for row in rows:
            texts = [
                (wording.OURS / f"{document}-{row['version']}.{one}.txt").read_text() for one in ("vi", "en")
            ]
            assert row["hash"] == hashlib.sha256("\0".join(texts).encode()).hexdigest()
    folder = folder_with(tmp_path / "w", begins=0, answer_by=DAY)
    (folder / "terms-2027-01.en.txt").write_text("Other words")
    with pytest.raises(wording.Altered, match="2027-01"):
        wording.read(folder)
    backwards = folder_with(tmp_path / "b", begins=DAY, answer_by=0)
    with pytest.raises(wording.Altered, match="answer_by"):
        wording.read(backwards)
