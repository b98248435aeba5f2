"""The doors by which a team, or a member with what is theirs, leaves."""

from chalicelib import settings
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.leave import certificate, erasure, export
from chalicelib.leave.shapes import Certificates, Erasing, Exporting, NewErasure
from chalicelib.teams.member import Member
from chalicelib.teams.role import ADMINS
from chalicelib.web import access
from chalicelib.web.answers import Written
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("leave")
TEAM = "/teams/{team}"


@feature.route(
    "POST", TEAM + "/exports", access=access.team("team.export", proven=True), returns={201: Exporting}
)
def export_team(by: Member, ask: Ask) -> Answer:
    """Enter that I export what I may read; the browser then reads it"""
    outcome = export.enter(by, ask.op, ask.after)
    return Answer(Exporting(outcome.seq, now(), by.role in ADMINS, settings.current().site), 201)


@feature.route(
    "PUT",
    TEAM + "/erasure",
    access=access.team("team.erase", proven=True),
    body=NewErasure,
    returns={200: Erasing},
)
def erase(by: Member, ask: Ask) -> Answer:
    """Erase the team, after thirty days or at once"""
    erasure.must_name(by, ask.body.name)
    return Answer(Erasing(erasure.begin(by, ask.op, ask.after, ask.body.at_once)))


@feature.route("DELETE", TEAM + "/erasure", access=access.team("team.erase"), returns={200: Written})
def call_off(by: Member, ask: Ask) -> Answer:
    """Call the erasure off: the team stays"""
    return Answer({"seq": erasure.call_off(by, ask.op, ask.after).seq})


@feature.route("GET", "/me/certificates", access=access.SIGNED_IN, returns={200: Certificates})
def certificates(by: SignedIn, ask: Ask) -> Answer:
    """The certificates of the teams that were erased for me"""
    return Answer(Certificates(certificate.all_of(by.id)))
