"""Nothing that a person typed can be read where it is kept: not in a table, not in a file, not in a log."""

import base64
import gzip
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.local.engine import start_engine
from tests.abuse.typed import report_and_appeal
from tests.billing.buying import order_a_plan
from tests.consent.young import be_under_16
from tests.contacts.contacts import set_to
from tests.desk.typed import type_at_the_desk
from tests.engine_rows import every_row, rows, tables
from tests.factors.typed import type_factors
from tests.people import Person, new_id
from tests.recovery.typed import recover
from tests.site import Site
from tests.sponsorship.applying import type_an_application
from tests.tickets.shared import type_tickets
from tests.typed import Markers, secrets_in, sentence, text_fields
from tests.waiting import eventually

T, P = "/teams/{team}", "/teams/{team}/projects/{project}"


class Kept:
    """What a stopped site left behind: every attribute of every row, and every file."""

    def __init__(self, data: Path, markers: Markers, emails: list[str]) -> None:
        self.data, self.markers, self.emails = data, markers, emails
        self.modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [data, *data.rglob("*")]}
        engine = start_engine(data)
        try:
            dynamo = tables(engine.url)
            self.rows = {table.name: every_row(table) for table in dynamo.tables.all()}
        finally:
            engine.stop()

    def pieces(self) -> Iterator[tuple[str, bytes]]:
        """Everything that is kept, as bytes, with where it stands."""
        for table, kept in self.rows.items():
            for row in kept:
                for name, value in row.items():
                    yield f"{table}.{name}", value.value if hasattr(value, "value") else str(value).encode()
        for path in [*self.data.rglob("*"), *self.data.parent.glob("*.log")]:
            if path.is_file():
                yield str(path), path.read_bytes()


def type_everywhere(site: Site, markers: Markers) -> list[str]:
    """Use every field of the API as two people would; the e-mail addresses in play."""
    word = markers.word
    alice = Person(site, "alice", markers.email("POST", "/sign-in", "email")).sign_in()
    made = alice.post(
        "/teams",
        {"name": word("POST", "/teams", "name"), "member_name": word("POST", "/teams", "member_name")},
    )
    team = f"/teams/{made['id']}"
    alice.patch(team, {"name": word("PATCH", T, "name")})
    bob = Person(site, "bob", markers.email("POST", T + "/invitations", "email")).sign_in()
    bob.name = word("POST", "/joinings", "name")
    member = alice.bring(bob, made["id"], "member")
    alice.post(
        f"{team}/invitations", {"email": markers.email("POST", T + "/invitations", "email"), "role": "guest"}
    )
    bob.patch(f"{team}/members/{member}", {"name": word("PATCH", T + "/members/{member}", "name")})
    be_under_16(site, alice, made["id"], markers)
    doomed = markers.word("PUT", T + "/erasure", "name")
    bob.put(f"/teams/{bob.found_team(doomed)}/erasure", {"name": doomed, "at_once": True})
    project = new_id()
    lists = [{"id": new_id(), "name": word("POST", T + "/projects", "name")}]
    alice.post(
        f"{team}/projects", {"id": project, "name": word("POST", T + "/projects", "name"), "lists": lists}
    )
    at = f"{team}/projects/{project}"
    alice.patch(at, {"name": word("PATCH", P, "name")})
    type_on_the_board(alice, at, lists[0]["id"], markers)
    change_contacts(alice, markers)
    markers.sent += secrets_in(recover(alice, markers))
    order_a_plan(site, alice, made["id"], markers)
    type_an_application(site, alice, made["id"], markers)
    type_factors(alice, markers)
    report_and_appeal(alice, bob, at, lists[0]["id"], markers)
    type_tickets(alice, at, markers)
    alice.get(f"{at}/search", params={"q": word("GET", P + "/search", "q")})
    return [alice.email, bob.email, *type_at_the_desk(site, alice, bob, markers)]


def change_contacts(alice: Person, markers: Markers) -> None:
    """Number and address changed, each twice; what was sent there is looked for as well."""
    reached = [alice.email]
    for _ in range(2):
        number = markers.phone("POST", "/me/phone/verifications", "phone")
        set_to(alice, "phone", f"+84{number}")
        alice.email = markers.email("POST", "/me/email/verifications", "email")
        set_to(alice, "email", alice.email)
        reached += [f"+84{number}", alice.email]
    texts = [sent["text"] for to in reached for sent in alice.site.mails(to)]
    markers.sent += secrets_in(texts)
    assert len(markers.sent) >= 10, markers.sent


def type_on_the_board(alice: Person, at: str, first: str, markers: Markers) -> None:
    def word(method: str, path: str, name: str) -> str:
        return sentence(markers.word(method, P + path, name))

    column, label, task, line, comment = (new_id() for _ in range(5))
    alice.post(f"{at}/lists", {"id": column, "name": word("POST", "/lists", "name")})
    alice.patch(f"{at}/lists/{column}", {"name": word("PATCH", "/lists/{list}", "name")})
    alice.post(f"{at}/labels", {"id": label, "name": word("POST", "/labels", "name"), "color": "red"})
    alice.patch(f"{at}/labels/{label}", {"name": word("PATCH", "/labels/{label}", "name")})
    lines = {line: {"text": word("POST", "/tasks", "text")}}
    alice.post(
        f"{at}/tasks",
        {"id": task, "title": word("POST", "/tasks", "title"), "list": first, "checklist": lines},
    )
    lines = {line: {"text": word("PATCH", "/tasks/{task}", "text")}}
    alice.patch(f"{at}/tasks/{task}", {"title": word("PATCH", "/tasks/{task}", "title"), "checklist": lines})
    path = f"{at}/tasks/{task}"
    alice.put(f"{path}/description", {"text": word("PUT", "/tasks/{task}/description", "text"), "base": 0})
    alice.post(f"{path}/comments", {"id": comment, "text": word("POST", "/tasks/{task}/comments", "text")})
    me = alice.get(at.rpartition("/projects/")[0])["me"]
    edited = {"task": task, "text": word("PATCH", "/comments/{comment}", "text")}
    alice.patch(f"{at}/comments/{me}.{comment}", edited)


def make_it_compact(site: Site, markers: Markers, email: str) -> None:
    """Enough entries in every space for pages to be made of them."""
    alice = Person(site, "alice", email).sign_in()
    team = alice.get("/teams")["teams"][0]["id"]
    project = alice.get(f"/teams/{team}")["projects"][0]["id"]
    at = f"/teams/{team}/projects/{project}"
    first = next(iter(alice.board(at)["list"]))
    for _ in range(70):
        task = alice.add_task(at, first, markers.word("POST", P + "/tasks", "title"))
        long = f"{markers.word('PUT', P + '/tasks/{task}/description', 'text')} " * 300
        alice.put(f"{at}/tasks/{task}/description", {"text": long, "base": 0})
        alice.patch(f"/teams/{team}", {"name": markers.word("PATCH", T, "name")})
    for path in (f"{at}/board", f"{at}/texts", f"/teams/{team}", f"{at}/entries?after=0"):
        assert alice.ask("GET", path).status_code == 200
    eventually(lambda: len({row["set"] for row in rows(site, "page")}) >= 3, "no pages of each set")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    data, markers = tmp_path_factory.mktemp("rest") / "data", Markers()
    site = Site(data).start()
    try:
        emails = type_everywhere(site, markers)
        make_it_compact(site, markers, emails[0])
    finally:
        site.stop()
    return Kept(data, markers, emails)


def forms(word: str) -> list[bytes]:
    """A word as it could stand in bytes: as it is, UTF-16, hex, and base64 at each of its three offsets."""
    plain = word.encode()
    inner = [base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)]
    found = [plain, word.encode("utf-16-le"), plain.hex().encode(), *inner, plain[:16], plain[-16:]]
    # What is left in base64 of a number's nine digits is so short that it stands in sealed bytes by chance.
    return [form for form in found if len(form) > 6]


def unpacked(piece: bytes) -> list[bytes]:
    """The bytes, and what they hold if they are compressed in a usual way."""
    found = [piece]
    for bits in (-15, 15, 31):
        try:
            found.append(zlib.decompressobj(bits).decompress(piece))
        except zlib.error:
            continue
    return found


def test_every_field_that_can_be_typed_into_has_a_marker(kept: Kept) -> None:
    forgotten = text_fields() - set(kept.markers.typed)
    assert not forgotten, f"type a marker into these new fields in type_everywhere: {sorted(forgotten)}"
    gone = set(kept.markers.typed) - text_fields()
    assert not gone, f"these fields are not in the API any more: {sorted(gone)}"


def test_the_search_would_find_a_marker_in_any_form() -> None:
    word = "0123456789abcdef01234567"
    for hidden in (
        word.encode(),
        base64.b64encode(f"ab{word}cd".encode()),
        gzip.compress(f"x{word}".encode()),
    ):
        assert any(form in one for one in unpacked(b"" + hidden) for form in forms(word)), hidden


def test_everything_was_looked_at(kept: Kept) -> None:
    """Ids are the listed exception, so they are found: in rows of the log and of pages of both sets, and in files."""
    spaces = {row["space"] for row in kept.rows["izwork-log"]}
    sets = {row["set"] for row in kept.rows["izwork-page"]}
    project = next(space for space in spaces if "/" in space)
    team = project.partition("/")[0]
    assert team in spaces
    assert any(one.startswith(project) and "board" in one for one in sets), sets
    assert any(one.startswith(project) and "texts" in one for one in sets), sets
    assert any(one.startswith(team) and not one.startswith(project) for one in sets), sets
    assert len(kept.rows["izwork-account"]) == 3
    assert any(team.encode() in piece for place, piece in kept.pieces() if place.startswith("/"))


def test_no_marker_and_no_address_is_found_anywhere(kept: Kept) -> None:
    searched = [
        (word, forms(word)) for word in [*kept.markers.words, *kept.emails, "example.vn", "Họp phụ huynh"]
    ]
    found = [
        (place, word)
        for place, piece in kept.pieces()
        for one in unpacked(piece)
        for word, looks in searched
        if any(look in one for look in looks)
    ]
    assert not found, f"readable at rest: {found[:10]}"


def test_keys_and_data_are_for_their_owner_only(kept: Kept) -> None:
    keys = {path.name: mode for path, mode in kept.modes.items() if path.suffix == ".key"}
    names = ("content.key", "account.key", "lookup.key", "desk.key", "receipt.key")
    assert keys == dict.fromkeys(names, 0o600)
    for path, mode in kept.modes.items():
        assert mode == 0o700 if path.is_dir() else mode & 0o077 == 0, f"{path} {mode:o}"


def test_no_key_is_in_the_database(kept: Kept) -> None:
    secrets: dict[str, Any] = {path.name: path.read_bytes() for path in (kept.data / "keys").iterdir()}
    for place, piece in kept.pieces():
        if not place.startswith(str(kept.data / "keys")):
            assert not [
                name for name, key in secrets.items() if key in piece or key.hex().encode() in piece
            ], place
