"""Doormen: who may pass an endpoint, and what the handler receives for it.

Signed out is 401; a stranger gets 404, the same as for something that does not exist; a member whose
role does not allow it gets 403, and so does who has not proved a factor of late where that is needed.
"""

from collections.abc import Callable
from typing import Any

from chalicelib.abuse import restriction
from chalicelib.accounts import protection, session
from chalicelib.accounts.session import SignedIn
from chalicelib.consent import standing
from chalicelib.ids import is_long_id
from chalicelib.projects.project import ProjectMember, space_of
from chalicelib.refusals import Refused
from chalicelib.teams.member import Member, is_closing
from chalicelib.teams.role import CAN
from chalicelib.web.ask import Ask


class Access:
    """`admit` finds the caller or refuses; `wants` says in words who passes, for the documents and tests."""

    def __init__(
        self,
        wants: str,
        admit: Callable[[Ask], Any],
        *,
        level: str,
        can: str | None = None,
        proven: bool = False,
        refuses: tuple[str, ...] = (),
    ) -> None:
        self.wants = wants
        self.admit = admit
        self.level = level
        self.can = can
        self.proven = proven
        self.refuses = refuses


def whoever(ask: Ask) -> SignedIn:
    """Who is signed in, also to an account that is closing."""
    spaces = [ask.ids["team"]] if "team" in ask.ids else []
    if "project" in ask.ids:
        spaces.append(space_of(ask.ids["team"], ask.ids["project"]))
    written = next((one for one in spaces if ask.writes and is_long_id(one)), None)
    found = session.find(ask.cookies.get(session.COOKIE, ""), spaces, written)
    if found is None:
        raise Refused("signed_out")
    ask.account = found.id
    return found


def signed_in_account(ask: Ask) -> SignedIn:
    found = whoever(ask)
    if found.closes_at:
        raise Refused("account_closing", closes_at=found.closes_at)
    return found


def agreed_account(ask: Ask) -> SignedIn:
    found = signed_in_account(ask)
    standing.require(found)
    return found


# What is open to a member who has not accepted the terms in force, and in a team that is about to be erased: reading,
# taking along what is theirs, going, and turning to the desk.
ALWAYS = {"team.leave", "team.export", "team.erase", "team.report", "team.appeal"}
# In a team that the desk suspended, somebody else may also take it over.
SUSPENDED = ALWAYS | {"team.handover"}


def consented(member: Member, ask: Ask, can: str) -> None:
    """Refuse a write in a team that is about to be erased, or by somebody who has not accepted the terms in force,
    after everything else was looked at; in a suspended team whatever SUSPENDED does not leave open."""
    if ask.writes and can not in SUSPENDED:
        restriction.must_not_be_suspended(member.team)
    if ask.writes and can not in ALWAYS:
        if is_closing(member.state):
            raise Refused("team_closing")
        standing.require(member.account)


def allow(member: Member, can: str) -> None:
    if member.role not in CAN[can]:
        raise Refused("not_allowed")


def proven_account(ask: Ask) -> SignedIn:
    found = signed_in_account(ask)
    session.must_be_fresh(found)
    return found


def changing_account(ask: Ask) -> SignedIn:
    found = proven_account(ask)
    protection.must_allow(found)
    return found


def team(can: str, *, proven: bool = False) -> Access:
    """Members of the team in the path whose role may `can`; the handler receives a Member."""
    roles = CAN[can]

    def admit(ask: Ask) -> Member:
        member = Member.of(signed_in_account(ask), ask.ids["team"])
        allow(member, can)
        if proven:
            session.must_be_fresh(member.account)
        consented(member, ask, can)
        return member

    wants = f"team: {', '.join(sorted(roles))}" + (", proven of late" if proven else "")
    return Access(wants, admit, level="team", can=can, proven=proven)


def project(can: str) -> Access:
    """Members who may see the project in the path and whose role may `can`; gives a ProjectMember."""
    roles = CAN[can]

    def admit(ask: Ask) -> ProjectMember:
        member = Member.of(signed_in_account(ask), ask.ids["team"])
        inside = ProjectMember.of(member, ask.ids["project"])
        allow(member, can)
        consented(member, ask, can)
        return inside

    return Access(f"project: {', '.join(sorted(roles))}", admit, level="project", can=can)


ANYONE = Access("anyone", lambda ask: None, level="anyone")
# All that a closing account is let in to: looking at that, taking it back, signing out.
CLOSING = Access("signed in, also while the account closes", whoever, level="closing")
SIGNED_IN = Access("signed in", signed_in_account, level="signed in")
AGREED = Access("signed in, having accepted the terms in force", agreed_account, level="agreed")
# For what a thief of a session must not do: whoever passes proved a factor within the last 15 minutes.
PROVEN = Access("signed in, proven of late", proven_account, level="signed in", proven=True)
# For what an account is reached by and proved with: not after somebody said "this was not me", see protection.py.
CHANGING = Access(
    "signed in, proven of late, account not protected",
    changing_account,
    level="signed in",
    proven=True,
    refuses=("protected",),
)
