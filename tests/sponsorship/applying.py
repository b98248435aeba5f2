"""Applying as a team's owner does, and the same people at other steps."""

import secrets
from typing import Any

from chalicelib.sponsorship import review
from chalicelib.sponsorship.facts import UNDECIDED
from chalicelib.store import desk_key
from tests.mine.site import beside
from tests.people import Person, good, new_op
from tests.site import Site
from tests.sponsorship.files import pdf
from tests.typed import Field, Markers

PART = 256 * 1024
SAID = {
    "organisation": "vocational", "name": "Trường Trung cấp nghề Hoa Sen", "registration": "0401234567",
    "activity": "Dạy nghề may và điện cho thanh niên khuyết tật ở Đà Nẵng.", "role": "Hiệu trưởng",
}  # fmt: skip
ALL = "/teams/{team}/sponsorships"


def begin(person: Person, team: str) -> str:
    return str(person.post(f"/teams/{team}/sponsorships", None)["id"])


def path(team: str, id: str) -> str:
    return f"/teams/{team}/sponsorships/{id}"


def send(person: Person, at: str, name: str, data: bytes, skip: tuple[int, ...] = ()) -> str:
    """Announce a file and send its parts; its id."""
    file = str(person.post(f"{at}/files", {"name": name, "size": len(data)})["id"])
    for part in range(-(-len(data) // PART)):
        if part not in skip:
            person.put(f"{at}/files/{file}/parts/{part}", data[part * PART : (part + 1) * PART])
    return file


def attach(person: Person, at: str, name: str = "Giấy phép.pdf", data: bytes = b"") -> str:
    file = send(person, at, name, data or pdf())
    person.put(f"{at}/files/{file}/completion")
    return file


def submit(person: Person, at: str) -> dict[str, Any]:
    terms = person.get("/sponsorship-terms")
    done: dict[str, Any] = person.put(f"{at}/submission", {k: terms[k] for k in ("version", "hash")})
    return done


def applied(person: Person, team: str, **other: str) -> str:
    """Everything typed, one document, handed in; the application's id."""
    id = begin(person, team)
    at = path(team, id)
    person.put(at, SAID | other)
    attach(person, at)
    submit(person, at)
    return id


def shown(person: Person, team: str, id: str) -> dict[str, Any]:
    listed: list[dict[str, Any]] = person.get(f"/teams/{team}/sponsorships")["applications"]
    return next(one for one in listed if one["id"] == id)


def at_the_desk(site: Site) -> None:
    """What this process runs of the desk works on the site's store from now on."""
    beside(site)
    desk_key.connect_file(site.data / "keys" / "desk.key")


def asked_more(site: Site, id: str) -> None:
    at_the_desk(site)
    review.ask(id, "r" * 22, "Xin gửi thêm quyết định thành lập.")


def draft_with_file(person: Person, team: str) -> tuple[str, str]:
    """The person's draft with one document, begun anew where theirs was handed in; the ids of both."""
    listed = person.get(f"/teams/{team}/sponsorships")["applications"]
    found = next((one for one in listed if one["state"] in UNDECIDED), None)
    if found is not None and found["state"] != "draft":
        good(person.ask("DELETE", path(team, found["id"])))
        found = None
    if found is None:
        found = person.post(f"/teams/{team}/sponsorships", None)
    whole = [one["id"] for one in found["files"] if one["kind"]]
    at = path(team, found["id"])
    for one in found["files"]:
        if one["id"] not in whole[:1]:
            person.delete(f"{at}/files/{one['id']}")
    return found["id"], whole[0] if whole else attach(person, at)


def type_an_application(site: Site, alice: Person, team: str, markers: Markers) -> None:
    """What an organisation says of itself, a document, and an answer to the reviewers."""
    id = begin(alice, team)
    at = path(team, id)
    one = ALL + "/{sponsorship}"
    said = {name: markers.word("PUT", one, name) for name in ("name", "registration", "activity", "role")}
    alice.put(at, SAID | said)
    name, inside = (
        f"{markers.word('POST', one + '/files', 'name')}.pdf",
        markers.word("POST", one + "/files", "name"),
    )
    file = send(alice, at, name, pdf(b"(%s)" % inside.encode()), skip=(0,))
    whole = pdf(b"(%s)" % inside.encode())
    alice.put(f"{at}/files/{file}/parts/0", whole, op=new_op())
    alice.put(f"{at}/files/{file}/completion")
    submit(alice, at)
    at_the_desk(site)
    # What reviewers write is looked for as well.
    markers.sent += [secrets.token_hex(12) for _ in range(3)]
    question, note, reason = markers.sent[-3:]
    review.note(id, "r" * 22, note)
    review.ask(id, "r" * 22, question)
    alice.post(f"{at}/answers", {"words": markers.word("POST", one + "/answers", "words")})
    review.propose(id, "r" * 22, "refuse", reason, None)
    assert Field("PUT", one, "name") in markers.typed
