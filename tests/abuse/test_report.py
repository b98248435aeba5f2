"""A report holds what stood in the space and nothing else; the desk alone reads it and can tell a forged one."""

from typing import Any

import msgspec
import pytest

from chalicelib.abuse import proof, report
from chalicelib.cases import case
from chalicelib.store import desk_key
from tests.conftest import Cast
from tests.doors import problem
from tests.engine_rows import rows
from tests.mine.site import beside, id_of
from tests.people import Person, new_id, new_op
from tests.site import Site

WORDS = "Người này mời cả lớp vào mạng lưới bán hàng"
SAID = "Chỉ cần mời ba người, mỗi tháng nhận mười triệu"


class Board:
    """A project of alice's team in which bob wrote a comment; gus is let in to it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.path, (first, *_) = cast.alice.open_project(cast.team, "Kinh doanh")
        cast.alice.put(f"{self.path}/guests/{cast.members['gus']}")
        self.task = cast.alice.add_task(self.path, first, "Gặp nhau tối nay")
        self.comment = self.say(SAID)

    def say(self, text: str) -> str:
        id = new_id()
        self.cast.bob.post(f"{self.path}/tasks/{self.task}/comments", {"id": id, "text": text})
        return f"{self.cast.members['bob']}.{id}"

    def attached(self, **other: str) -> dict[str, str]:
        return {"kind": "comment", "task": self.task, "comment": self.comment, "text": SAID} | other

    def report(self, by: Person, *attached: dict[str, str], **more: Any) -> Any:
        body = {"reason": "recruitment", "words": WORDS, "attached": list(attached) or [self.attached()]}
        return by.ask("POST", f"{self.path}/reports", body, **more)


@pytest.fixture
def board(cast: Cast) -> Board:
    return Board(cast)


def at_desk(site: Site, id: str) -> tuple[case.Case, report.Facts]:
    """The report as the desk opens it."""
    beside(site)
    desk_key.connect_file(site.data / "keys" / "desk.key")
    found = case.at_desk("report", id)
    assert found is not None
    return found, found.facts(report.Facts)


def verdict(site: Site, person: Person, found: case.Case, facts: report.Facts) -> str:
    published = person.http.get(f"{site.url}/.well-known/receipt-keys.json").json()["keys"]
    return proof.verdict(facts.proof, found.id, str(found.row.team), facts.attached, published)


def test_the_desk_reads_what_was_attached_and_that_it_stood_there(site: Site, board: Board) -> None:
    gus = board.cast.gus
    title = {"kind": "title", "task": board.task, "text": "Gặp nhau tối nay"}
    name = {"kind": "project", "text": "Kinh doanh"}
    made = board.report(gus, board.attached(), title, name)
    assert made.status_code == 201, made.text
    found, facts = at_desk(site, made.json()["id"])
    assert (facts.reason, facts.words, found.row.team) == ("recruitment", WORDS, board.cast.team)
    assert [(one.kind, one.text, one.by) for one in facts.attached] == [
        ("comment", SAID, "bob"), ("title", "Gặp nhau tối nay", ""), ("project", "Kinh doanh", ""),
    ]  # fmt: skip
    assert facts.proof.receipt.role == "guest"
    assert [one.standing for one in facts.proof.receipt.seen] == ["now"] * 3
    assert verdict(site, gus, found, facts) == "genuine"
    assert id_of(gus) not in msgspec.json.encode(facts).decode(), "the desk does not learn who reported"


def test_what_never_stood_there_is_refused(board: Board) -> None:
    gus, cast = board.cast.gus, board.cast
    elsewhere, (first, *_) = cast.charlie.open_project(cast.other_team, "Khác")
    foreign = cast.charlie.add_task(elsewhere, first, "Của charlie")
    hidden = cast.alice.add_task(cast.hidden, next(iter(cast.alice.board(cast.hidden)["list"])), "Kín")
    before = len(rows(cast.site, "case"))
    for forged in (
        board.attached(text=SAID + "!"),
        board.attached(comment=f"{cast.members['alice']}.{new_id()}"),
        {"kind": "title", "task": foreign, "text": "Của charlie"},
        {"kind": "title", "task": hidden, "text": "Kín"},
        {"kind": "title", "task": board.task, "text": SAID},
        {"kind": "description", "task": board.task, "text": SAID},
        {"kind": "project", "text": "Kín"},
    ):
        refused = board.report(gus, board.attached(), forged)
        assert (refused.status_code, problem(refused)) == (409, "attachment_differs"), forged
    kept_from_gus = cast.gus.ask(
        "POST",
        f"{cast.hidden}/reports",
        {"reason": "spam", "attached": [{"kind": "title", "task": hidden, "text": "Kín"}]},
    )
    assert kept_from_gus.status_code == 404
    assert len(rows(cast.site, "case")) == before, "nothing of it was kept"


def test_what_was_taken_back_since_can_be_reported(site: Site, board: Board) -> None:
    """Whoever wrote it edits it, then removes it; the reporter's page still shows the first words."""
    bob = board.cast.bob
    bob.patch(f"{board.path}/comments/{board.comment}", {"task": board.task, "text": "Xin chào"})
    edited = board.report(board.cast.gus)
    bob.delete(f"{board.path}/comments/{board.comment}", params={"task": board.task})
    removed = board.report(board.cast.gus, board.attached(text="Xin chào"))
    for made, text in ((edited, SAID), (removed, "Xin chào")):
        assert made.status_code == 201, made.text
        found, facts = at_desk(site, made.json()["id"])
        assert [(one.text, one.by) for one in facts.attached] == [(text, "bob")]
        assert facts.proof.receipt.seen[0].standing == "earlier"
        assert verdict(site, bob, found, facts) == "genuine"


def test_a_report_that_was_altered_or_moved_is_noticed(site: Site, board: Board) -> None:
    gus = board.cast.gus
    found, facts = at_desk(site, board.report(gus).json()["id"])
    other, _ = at_desk(site, board.report(gus).json()["id"])
    replace, said = msgspec.structs.replace, facts.proof.receipt
    assert verdict(site, gus, other, facts) == "altered", "it belongs to its own report"
    for changed in (
        replace(facts, attached=[replace(facts.attached[0], text="Khác")]),
        replace(facts, attached=[replace(facts.attached[0], by="alice")]),
        replace(facts, attached=[]),
        replace(facts, proof=replace(facts.proof, receipt=replace(said, role="owner"))),
        replace(
            facts, proof=replace(facts.proof, receipt=replace(said, seen=[replace(said.seen[0], seq=1)]))
        ),
    ):
        assert verdict(site, gus, found, changed) == "altered"
    assert verdict(site, gus, found, replace(facts, proof=replace(facts.proof, key="x"))) == "unknown_key"
    found.row.team = board.cast.other_team
    assert verdict(site, gus, found, facts) == "altered", "it is about no other team"


def test_only_who_reported_sees_it_again_and_the_same_op_reports_once(board: Board) -> None:
    gus, op = board.cast.gus, new_op()
    first, again = board.report(gus, op=op), board.report(gus, op=op)
    assert first.json() == again.json()
    mine = [one for one in gus.get("/me/reports")["reports"] if one["id"] == first.json()["id"]]
    assert [(one["state"], one["words"], one["attached"][0]["text"]) for one in mine] == [
        ("open", WORDS, SAID)
    ]
    for other in (board.cast.alice, board.cast.bob, board.cast.charlie):
        assert first.json()["id"] not in str(other.get("/me/reports"))
    for table in ("log", "page", "case", "own_case"):
        assert SAID not in repr(rows(board.cast.site, table))
    assert not board.cast.alice.get(f"{board.path}/feed")["items"][0]["verb"].startswith("report")


def test_an_invitation_is_reported_without_joining(site: Site, cast: Cast) -> None:
    erin, lan = Person(site, "erin").sign_in(), Person(site, "lan").sign_in()
    team = erin.found_team("Làm giàu không khó")
    erin.post(f"/teams/{team}/invitations", {"email": lan.email, "role": "member"})
    token = site.mails(lan.email)[0]["text"].partition("/join#")[2].split()[0]
    shown = lan.post("/joinings/preview", {"token": token})
    body = {
        "token": token, "reason": "recruitment", "words": "",
        "team_name": shown["team"]["name"], "invited_by": shown["invited_by"],
    }  # fmt: skip
    forged = lan.ask("POST", "/joinings/reports", body | {"team_name": "Khác"})
    assert problem(forged) == "attachment_differs"
    guessed = lan.ask("POST", "/joinings/reports", body | {"token": token[:-1] + "_"})
    assert problem(guessed) == "invitation_over"
    invitation = erin.get(f"/teams/{team}")["invitations"][0]["id"]
    erin.delete(f"/teams/{team}/invitations/{invitation}")
    found, facts = at_desk(site, lan.post("/joinings/reports", body)["id"])
    assert [(one.kind, one.text, one.by) for one in facts.attached] == [
        ("invitation", "Làm giàu không khó", "erin")
    ]
    assert (facts.proof.receipt.role, found.row.team) == ("invited", team)
    assert verdict(site, lan, found, facts) == "genuine"
    assert lan.get("/teams")["teams"] == []


def test_nobody_floods_the_desk(site: Site, board: Board) -> None:
    minh = Person(site, "minh").sign_in()
    board.cast.alice.let_in(minh, board.cast.team, "member")
    answers = [board.report(minh).status_code for _ in range(21)]
    assert answers == [201] * 20 + [429]
