"""The doors to teams, their members and the ways in."""

from typing import Any

from msgspec import UNSET

from chalicelib.accounts import account
from chalicelib.accounts.session import SignedIn
from chalicelib.billing import usage
from chalicelib.notices import outbox
from chalicelib.projects import feed
from chalicelib.teams import disclosure, invitation, member, team
from chalicelib.teams.member import Member
from chalicelib.teams.shapes import (
    Disclosures,
    FeedQuery,
    Joined,
    Joining,
    LinkMade,
    MemberPatch,
    NewInvitation,
    NewLink,
    NewOwner,
    NewTeam,
    Preview,
    SinceQuery,
    TokenOnly,
)
from chalicelib.web import access, limits
from chalicelib.web.answers import FeedPage, Made, TeamMade, TeamSummaries, TeamView, Written
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature
from chalicelib.web.shapes import NewName

feature = Feature("teams")
TEAM = "/teams/{team}"


@feature.route("GET", "/teams", access=access.SIGNED_IN, returns={200: TeamSummaries})
def mine(by: SignedIn, ask: Ask) -> Answer:
    """My teams"""
    rows = [
        {
            "id": place.team,
            "name": team.name_of(place.state),
            "role": place.role,
            "member": place.id,
            "projects": len([p for p in team.view(place)["projects"] if "archived_at" not in p]),
        }
        for place in team.of(by)
    ]
    return Answer({"teams": rows})


@feature.route(
    "POST",
    "/teams",
    access=access.AGREED,
    body=NewTeam,
    returns={201: TeamMade},
    refuses=("exists", "slow_down"),
)
def create(by: SignedIn, ask: Ask) -> Answer:
    """Found a team"""
    limits.count("team.create", ask, account=by.id)
    id, member_id, outcome = team.create(by, ask.op, ask.body.name, ask.body.member_name)
    return Answer({"id": id, "member": member_id, "seq": outcome.seq}, 201)


@feature.route(
    "GET", TEAM, access=access.team("team.read"), query=SinceQuery, returns={200: TeamView, 204: None}
)
def show(by: Member, ask: Ask) -> Answer:
    """The team as I may see it; 204 when nothing came after `after`"""
    if ask.query.after is not None and ask.query.after == by.state.seq:
        return Answer(status=204)
    return Answer(team.view(by))


@feature.route("PATCH", TEAM, access=access.team("team.rename"), body=NewName, returns={200: Written})
def rename(by: Member, ask: Ask) -> Answer:
    """Rename the team"""
    return Answer({"seq": team.rename(by, ask.op, ask.after, ask.body.name).seq})


@feature.route("PUT", TEAM + "/minors", access=access.team("team.minors"), returns={200: Written})
def has_minors(by: Member, ask: Ask) -> Answer:
    """Say that the team has members under 16"""
    return Answer({"seq": team.mark_minors(by, ask.op, ask.after, True).seq})


@feature.route("DELETE", TEAM + "/minors", access=access.team("team.minors"), returns={200: Written})
def has_no_minors(by: Member, ask: Ask) -> Answer:
    """Say that the team has no members under 16"""
    return Answer({"seq": team.mark_minors(by, ask.op, ask.after, False).seq})


@feature.route(
    "GET", TEAM + "/disclosures", access=access.team("team.disclosures"), returns={200: Disclosures}
)
def disclosures(by: Member, ask: Ask) -> Answer:
    """What of the team was shown to anyone outside, newest first"""
    return Answer({"disclosures": disclosure.register(by)})


@feature.route(
    "GET",
    TEAM + "/feed",
    access=access.team("team.read"),
    query=FeedQuery,
    returns={200: FeedPage},
    refuses=("bad_cursor",),
)
def activity(by: Member, ask: Ask) -> Answer:
    """What happened in the team and its projects, newest first"""
    items, cursor = feed.of_team(by, ask.query.cursor, ask.query.own, usage.since(by.team))
    return Answer({"items": items} | ({} if cursor is None else {"cursor": cursor}))


@feature.route(
    "POST",
    TEAM + "/invitations",
    access=access.team("member.invite"),
    body=NewInvitation,
    returns={201: Made},
    refuses=("full", "members_full", "slow_down"),
)
def invite(by: Member, ask: Ask) -> Answer:
    """Invite someone by e-mail"""
    address = account.normal(ask.body.email)
    for name in invitation.counted(by):
        limits.count(name, ask, team=by.team, mailbox=address, account=by.account.id)
    fields: dict[str, Any] = {"email": address, "role": ask.body.role}
    if ask.body.projects:
        fields["projects"] = dict.fromkeys(ask.body.projects, True)
    fields |= {"under_16": True} if ask.body.under_16 else {}
    id, url, outcome = invitation.create(by, ask.op, ask.after, "invitation", fields)
    if url:
        outbox.send(address, "invitation", ask.language, invitation.LIFETIME, link=url)
    return Answer({"id": id, "seq": outcome.seq}, 201)


@feature.route(
    "DELETE", TEAM + "/invitations/{invitation}", access=access.team("member.invite"), returns={200: Written}
)
def revoke_invitation(by: Member, ask: Ask) -> Answer:
    """Revoke an invitation"""
    return Answer({"seq": invitation.revoke(by, ask.op, ask.after, "invitation", ask.ids["invitation"]).seq})


@feature.route(
    "POST",
    TEAM + "/links",
    access=access.team("member.invite"),
    body=NewLink,
    returns={201: LinkMade},
    refuses=("full", "members_full", "invitations_limited"),
)
def link(by: Member, ask: Ask) -> Answer:
    """Make a join link"""
    fields: dict[str, Any] = {"role": ask.body.role} | ({"under_16": True} if ask.body.under_16 else {})
    id, url, outcome = invitation.create(by, ask.op, ask.after, "link", fields)
    return Answer({"id": id, "url": url, "seq": outcome.seq}, 201)


@feature.route("DELETE", TEAM + "/links/{link}", access=access.team("member.invite"), returns={200: Written})
def revoke_link(by: Member, ask: Ask) -> Answer:
    """Revoke a join link"""
    return Answer({"seq": invitation.revoke(by, ask.op, ask.after, "link", ask.ids["link"]).seq})


@feature.route(
    "POST",
    "/joinings/preview",
    access=access.SIGNED_IN,
    body=TokenOnly,
    returns={200: Preview},
    refuses=("invitation_over", "slow_down"),
    keyed=False,
)
def preview(by: SignedIn, ask: Ask) -> Answer:
    """What an invitation or join link leads to; changes nothing"""
    limits.count("joining", ask, account=by.id)
    return Answer(invitation.preview(invitation.read(ask.body.token)))


@feature.route(
    "POST",
    "/joinings",
    access=access.AGREED,
    body=Joining,
    returns={201: Joined},
    refuses=(
        "invitation_over",
        "other_address",
        "already_member",
        "guardian_required",
        "members_full",
        "team_suspended",
        "invitations_limited",
        "slow_down",
    ),
)
def join(by: SignedIn, ask: Ask) -> Answer:
    """Join a team with an invitation or a join link"""
    limits.count("joining", ask, account=by.id)
    token = invitation.read(ask.body.token)
    if invitation.joins_new_team(token):
        limits.count("joining.new", ask, team=token.team)
    id, outcome = invitation.take(by.id, ask.op, token, ask.body.name)
    return Answer({"team": token.team, "member": id, "seq": outcome.seq}, 201)


@feature.route(
    "PATCH",
    TEAM + "/members/{member}",
    access=access.team("member.change"),
    body=MemberPatch,
    returns={200: Written},
    refuses=("members_full",),
)
def change_member(by: Member, ask: Ask) -> Answer:
    """Change one's own name, or another's role"""
    name = None if ask.body.name is UNSET else ask.body.name
    role = None if ask.body.role is UNSET else ask.body.role
    return Answer({"seq": member.change(by, ask.op, ask.after, ask.ids["member"], name, role).seq})


@feature.route(
    "DELETE",
    TEAM + "/members/{member}",
    access=access.team("team.leave"),
    returns={200: Written},
    refuses=("last_owner",),
)
def remove_member(by: Member, ask: Ask) -> Answer:
    """Remove a member, or leave the team"""
    return Answer({"seq": member.remove(by, ask.op, ask.after, ask.ids["member"]).seq})


@feature.route(
    "PUT",
    TEAM + "/ownership",
    access=access.team("team.handover", proven=True),
    body=NewOwner,
    returns={200: Written},
)
def hand_over(by: Member, ask: Ask) -> Answer:
    """Hand the team over to another member"""
    return Answer({"seq": member.hand_over(by, ask.op, ask.after, ask.body.member).seq})
