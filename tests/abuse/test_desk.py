"""The abuse desk at work: two agents, an owner who appeals, and everybody told what concerns them."""

from typing import Any, NamedTuple

import pytest

from chalicelib import settings
from chalicelib.jobs import errands
from chalicelib.local import mailbox
from tests.desk.desk import Agent, Desk, signed_in
from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.mine.site import beside
from tests.people import Person, new_id
from tests.site import Site

SAID = "Ai muốn giàu nhanh thì vào đây"


class Scene(NamedTuple):
    """lan owns a team; minh, a member, reports a task of it; an and binh work at the abuse desk."""

    site: Site
    lan: Person
    minh: Person
    team: str
    project: str
    list: str
    task: str
    an: Agent
    binh: Agent

    def report(self) -> str:
        attached = [{"kind": "title", "task": self.task, "text": SAID}]
        body = {"reason": "recruitment", "words": "Phiền quá", "attached": attached}
        return str(self.minh.post(f"{self.project}/reports", body)["id"])

    def decide(self, by: Agent, report: str, act: str) -> Any:
        body = {"act": act, "reason": "recruitment", "note": "ghi riêng cho bàn"}
        return by.ask("POST", f"/desk/reports/{report}/decisions", body)

    def suspension(self, by: Agent, method: str = "PUT") -> Any:
        return by.ask(method, f"/desk/teams/{self.team}/suspension", {} if method == "PUT" else None)

    def add(self) -> int:
        made = {"id": new_id(), "name": "Mới"}
        return self.lan.ask("POST", f"{self.project}/lists", made).status_code

    def mails(self) -> list[str]:
        """What the owner is told by mail when the minute's job runs, here or at the site, as "subject text"."""
        errands.carry_out()
        here = [(one.subject, one.text) for one in mailbox.mails() if one.to == self.lan.email]
        there = [(one["subject"], one["text"]) for one in self.site.mails(self.lan.email)]
        return [f"{subject} {text}" for subject, text in here + there if "/restriction" in text]


@pytest.fixture(scope="module")
def agents(the_desk: Desk) -> tuple[Agent, Agent]:
    return signed_in(the_desk, "abuse", name="an"), signed_in(the_desk, "abuse", name="binh")


@pytest.fixture
def scene(site: Site, agents: tuple[Agent, Agent], monkeypatch: pytest.MonkeyPatch) -> Scene:
    told = beside(site)
    monkeypatch.setattr(settings, "current", lambda: told)
    lan, minh = Person(site, "lan").sign_in(), Person(site, "minh").sign_in()
    team = lan.found_team("Nhóm kín")
    lan.let_in(minh, team, "member")
    project, (first, *_) = lan.open_project(team, "Dự án kín")
    return Scene(site, lan, minh, team, project, first, lan.add_task(project, first, SAID), *agents)


def test_a_report_is_read_with_the_verdict_on_its_proof(scene: Scene) -> None:
    id = scene.report()
    queue = scene.an.get("/desk/reports", params={"state": "open"})
    assert id in [one["id"] for one in queue["waiting"]]
    assert queue["counts"]["open"] == len(queue["waiting"])
    times = [one["opened_at"] for one in queue["waiting"]]
    assert times == sorted(times)
    read = scene.an.get(f"/desk/reports/{id}")
    assert (read["verdict"], read["role"], read["words"]) == ("genuine", "member", "Phiền quá")
    assert [(one["kind"], one["text"]) for one in read["attached"]] == [("title", SAID)]
    assert "Nhóm kín" not in str(read), "what was not attached is not there"
    log = scene.an.get("/desk/me/log")["entries"]
    assert ("report.read", id) in [(one["act"], one["case"]) for one in log]
    assert "report.read" not in str(scene.lan.get(f"/teams/{scene.team}/restriction"))


def test_a_forged_report_leads_to_nothing(scene: Scene) -> None:
    """Somebody with the database in hand gives a genuine report another team's name."""
    other = scene.minh.found_team("Của người khác")
    id = scene.report()
    row = next(one for one in rows(scene.site, "case") if one["id"] == id)
    rewrite(scene.site, "case", row, team=other)
    assert scene.an.get(f"/desk/reports/{id}")["verdict"] == "altered"
    assert problem(scene.decide(scene.an, id, "limit")) == "unproven"
    assert scene.an.get(f"/desk/teams/{other}/restriction")["level"] == "none"
    assert scene.decide(scene.an, id, "dismiss").status_code == 200


def test_a_suspension_takes_two_and_its_owner_is_told_by_mail(scene: Scene) -> None:
    id = scene.report()
    assert scene.decide(scene.an, id, "ask").json()["state"] == "asked"
    assert scene.add() == 201, "asked for is not decided"
    own = scene.suspension(scene.an)
    assert (own.status_code, problem(own)) == (403, "other_agent")
    assert scene.add() == 201
    assert scene.suspension(scene.binh).json()["level"] == "suspended"
    assert scene.add() == 403
    (reported,) = scene.minh.get("/me/reports")["reports"]
    assert reported["state"] == "acted"
    (mail,) = scene.mails()
    assert mail.startswith("Một nhóm của bạn trên IZwork bị tạm ngưng")
    assert f"/t/{scene.team}/restriction" in mail
    assert not [one for one in ("Nhóm kín", SAID, "Phiền quá", "recruitment") if one in mail]
    held = scene.an.get(f"/desk/teams/{scene.team}/restriction")
    assert [(one["act"], one["by"]) for one in held["history"]] == [
        ("ask", scene.an.id), ("suspend", scene.binh.id),
    ]  # fmt: skip
    told = [one for one in rows(scene.site, "desk_log") if one["about"] == f"team:{scene.team}"]
    assert {"team.suspension_asked", "team.suspended"} <= {one["act"] for one in told}
    again = scene.decide(scene.binh, id, "warn")
    assert problem(again) == "decided_meanwhile"


def test_an_appeal_is_answered_by_another_agent_and_granting_lifts(scene: Scene) -> None:
    scene.decide(scene.an, scene.report(), "ask")
    scene.suspension(scene.binh)
    scene.lan.post(f"/teams/{scene.team}/appeals", {"words": "Chúng tôi bán bánh mì"})
    (appeal,) = [
        one for one in scene.an.get("/desk/appeals", params={"state": "open"})["waiting"]
        if one["team"] == scene.team
    ]  # fmt: skip
    assert scene.an.get(f"/desk/appeals/{appeal['id']}")["words"] == "Chúng tôi bán bánh mì"
    granted = {"grant": True, "words": "Bạn nói đúng, xin lỗi"}
    for decided in (scene.an, scene.binh):
        refused = decided.ask("PUT", f"/desk/appeals/{appeal['id']}/answer", granted)
        assert (refused.status_code, problem(refused)) == (403, "other_agent")
    chi = signed_in(scene.an.desk, "abuse", name="chi")
    op = "o" * 20
    for _ in range(2):
        answered = chi.put(f"/desk/appeals/{appeal['id']}/answer", granted, op=op)
    assert (answered["state"], answered["standing"]["level"]) == ("granted", "none")
    assert scene.add() == 201
    assert [one["act"] for one in answered["standing"]["history"]] == ["ask", "suspend", "lift"]
    assert sorted(one.split(" Chào bạn")[0] for one in scene.mails()) == [
        "Một nhóm của bạn trên IZwork bị tạm ngưng",
        "Một nhóm của bạn trên IZwork đã hết bị hạn chế",
    ]


def test_an_appeal_that_is_not_granted_is_answered_in_words(scene: Scene) -> None:
    scene.decide(scene.an, scene.report(), "limit")
    scene.lan.post(f"/teams/{scene.team}/appeals", {"words": "Tôi không đồng ý"})
    (appeal,) = [one for one in scene.an.get("/desk/appeals")["waiting"] if one["team"] == scene.team]
    refusal = {"grant": False, "words": "Ba người đã báo cáo cùng một việc"}
    scene.binh.put(f"/desk/appeals/{appeal['id']}/answer", refusal)
    held = scene.lan.get(f"/teams/{scene.team}/restriction")
    assert (held["level"], held["appeal"]["state"]) == ("limited", "upheld")
    assert held["appeal"]["answer"] == "Ba người đã báo cáo cùng một việc"
    assert any(one.startswith("Khiếu nại của bạn trên IZwork đã được trả lời") for one in scene.mails())
    lifted = scene.an.delete(f"/desk/teams/{scene.team}/restriction")
    assert lifted["level"] == "none"


def test_a_suspension_that_is_declined_opens_its_report_again(scene: Scene) -> None:
    id = scene.report()
    scene.decide(scene.an, id, "ask")
    assert scene.suspension(scene.binh, "DELETE").json()["asked_by"] is None
    assert scene.an.get(f"/desk/reports/{id}")["state"] == "open"
    op = "w" * 20
    body = {"act": "warn", "reason": "spam", "note": "một lần"}
    first = scene.binh.post(f"/desk/reports/{id}/decisions", body, op=op)
    again = scene.binh.post(f"/desk/reports/{id}/decisions", body, op=op)
    assert first == again, "a repeated decision is the same"
    assert [one["text"] for one in again["notes"]] == ["ghi riêng cho bàn", "một lần"]
    told = scene.lan.get(f"/teams/{scene.team}/restriction")
    assert (told["level"], told["reason"]) == ("warned", "spam")
    assert scene.add() == 201
