"""The doors to reporting abuse, and to what the desk decided about one's team."""

from chalicelib.abuse import appeal, attaching, report, restriction
from chalicelib.abuse.shapes import (
    InvitationReport,
    NewAppeal,
    NewReport,
    ReportMade,
    Reports,
    RestrictionView,
)
from chalicelib.accounts.session import SignedIn
from chalicelib.projects.project import ProjectMember
from chalicelib.teams import invitation
from chalicelib.teams.member import Member
from chalicelib.teams.role import CAN
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("abuse")
TEAM = "/teams/{team}"


@feature.route(
    "POST",
    TEAM + "/projects/{project}/reports",
    access=access.project("team.report"),
    body=NewReport,
    returns={201: ReportMade},
    refuses=("attachment_differs", "slow_down"),
)
def report_content(by: ProjectMember, ask: Ask) -> Answer:
    """Report a comment, a task or the project to the abuse desk, with what I choose to attach"""
    account = by.member.account.id
    limits.count("report", ask, account=account, team=by.member.team)
    found = attaching.of_project(by, ask.body.attached)
    made = report.make(
        account, ask.op, by.member.role, by.member.team, by.id, ask.body.reason, ask.body.words, found
    )
    return Answer(ReportMade(made.id), 201)


@feature.route(
    "POST",
    "/joinings/reports",
    access=access.SIGNED_IN,
    body=InvitationReport,
    returns={201: ReportMade},
    refuses=("invitation_over", "attachment_differs", "slow_down"),
)
def report_invitation(by: SignedIn, ask: Ask) -> Answer:
    """Report an invitation or join link to the abuse desk, without joining"""
    token = invitation.read(ask.body.token)
    limits.count("report", ask, account=by.id, team=token.team)
    found = attaching.of_invitation(token, ask.body.team_name, ask.body.invited_by)
    made = report.make(by.id, ask.op, "invited", token.team, "", ask.body.reason, ask.body.words, [found])
    return Answer(ReportMade(made.id), 201)


@feature.route("GET", "/me/reports", access=access.SIGNED_IN, returns={200: Reports})
def mine(by: SignedIn, ask: Ask) -> Answer:
    """My reports, and where they stand"""
    return Answer(Reports(report.of_account(by.id)))


@feature.route("GET", TEAM + "/restriction", access=access.team("team.read"), returns={200: RestrictionView})
def restricted(by: Member, ask: Ask) -> Answer:
    """How the desk has restricted the team, and what was answered to an appeal"""
    standing = restriction.of(by.team)
    held = standing.held
    if held is None:
        return Answer(RestrictionView(standing.level))
    appeals = by.role in CAN["team.appeal"]
    made = appeal.of(by, held.number) if appeals else None
    return Answer(
        RestrictionView(
            standing.level,
            held.at,
            held.reason if by.role in CAN["team.reasons"] else None,
            appeals and made is None,
            made,
        )
    )


@feature.route(
    "POST",
    TEAM + "/appeals",
    access=access.team("team.appeal"),
    body=NewAppeal,
    returns={204: None},
    refuses=("nothing_to_appeal", "appealed"),
)
def appeal_against(by: Member, ask: Ask) -> Answer:
    """Appeal against what the desk decided about the team, once for each decision"""
    appeal.make(by, ask.op, ask.body.words)
    return Answer(status=204)
