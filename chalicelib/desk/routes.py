"""The doors of the product to the desk's log: what IZwork's own people did, for whom it was about."""

from chalicelib.accounts.session import SignedIn
from chalicelib.desk import audit
from chalicelib.desk.reason import Reader
from chalicelib.desk.shapes import LogQuery
from chalicelib.teams.member import Member
from chalicelib.web import access
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("desk-log")


@feature.route("GET", "/me/desk-log", access=access.SIGNED_IN, query=LogQuery, returns={200: audit.DeskPage})
def about_me(by: SignedIn, ask: Ask) -> Answer:
    """What IZwork's agents did about my account, newest first"""
    return Answer(audit.of("account", by.id, Reader(at_desk=False), ask.query.before))


@feature.route(
    "GET",
    "/teams/{team}/desk-log",
    access=access.team("team.desk_log"),
    query=LogQuery,
    returns={200: audit.DeskPage},
)
def about_team(by: Member, ask: Ask) -> Answer:
    """What IZwork's agents did about the team, newest first"""
    return Answer(audit.of("team", by.team, Reader(at_desk=False), ask.query.before))
