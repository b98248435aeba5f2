"""A right that was taken away between the door and the decision is gone: decided is on the very state that is joined.

In this process, for between the two nothing can be put through the door.
"""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import settings
from chalicelib.accounts import account
from chalicelib.accounts.account import AcceptedTerms
from chalicelib.accounts.session import SignedIn
from chalicelib.projects import project
from chalicelib.projects.project import ProjectMember
from chalicelib.refusals import Refused
from chalicelib.store import space
from chalicelib.teams import invitation, member, team
from chalicelib.teams.member import Member
from tests.people import new_id, new_op
from tests.store.conftest import dynalite, key_folder, store

__all__ = ["dynalite", "key_folder", "store"]
pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings a link is made from."""
    given = {
        "MODE": "local",
        "SITE": "https://izwork.example",
        "MAIL": "mailbox",
        "SMS": "mailbox",
        "ENGINE": "-",
        "KEYS": "-",
    }
    chosen = settings.read({f"IZWORK_{name}": value for name, value in given.items()})
    monkeypatch.setattr(settings, "current", lambda: chosen)


def signed_in() -> SignedIn:
    """Somebody with an account."""
    id = account.open_for(f"{new_id()}@example.vn", AcceptedTerms("1", ""))
    return SignedIn(id, "", "", 0)


class Standing:
    """lan owns a team with one project; minh was let in by the door as an admin, and has been made a guest since."""

    def __init__(self, then: str) -> None:
        self.lan, self.minh = signed_in(), signed_in()
        self.team, _, _ = team.create(self.lan, new_op(), "Nhóm", "Lan")
        self.project = new_id()
        project.create(self.owner(), new_op(), None, self.project, "Dự án", [])
        id, url, _ = invitation.create(self.owner(), new_op(), None, "link", {"role": "admin"})
        minh, _ = invitation.take(self.minh.id, new_op(), invitation.read(url.partition("#")[2]), "Minh")
        self.link = id
        self.stale = Member.of(self.minh, self.team)
        self.inside = ProjectMember.of(self.stale, self.project)
        if then == "removed":
            member.remove(self.owner(), new_op(), None, minh)
        else:
            member.change(self.owner(), new_op(), None, minh, None, "guest")

    def owner(self) -> Member:
        return Member.of(self.lan, self.team)


DOES: dict[str, Callable[[Standing], Any]] = {
    "team.rename": lambda at: team.rename(at.stale, new_op(), None, "Khác"),
    "project.create": lambda at: project.create(at.stale, new_op(), None, new_id(), "Mới", []),
    "project.rename": lambda at: project.change(at.inside, new_op(), None, "project.rename", "project.edit", {"name": "Khác"}),
    "project.archive": lambda at: project.change(at.inside, new_op(), None, "project.archive", "project.archive", {"archived_at": 1}),
    "project.dismiss": lambda at: project.change(at.inside, new_op(), None, "project.dismiss", "project.admit", {"guests": {at.stale.id: None}}),
    "invitation.create": lambda at: invitation.create(at.stale, new_op(), None, "link", {"role": "guest"}),
    "invitation.revoke": lambda at: invitation.revoke(at.stale, new_op(), None, "link", at.link),
    "member.role": lambda at: member.change(at.stale, new_op(), None, at.owner().id, None, "guest"),
}  # fmt: skip


@pytest.mark.parametrize("then", ["demoted", "removed"])
@pytest.mark.parametrize("verb", DOES)
def test_what_the_door_allowed_is_refused_by_the_decision(verb: str, then: str) -> None:
    at = Standing(then)
    before = space.state(at.team).seq
    with pytest.raises(Refused) as told:
        DOES[verb](at)
    assert told.value.code in ({"demoted": {"not_allowed"}, "removed": {"not_found", "not_allowed"}}[then])
    assert space.state(at.team).seq == before
