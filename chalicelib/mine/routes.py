"""The doors to everything held about oneself, and to closing the account. None asks for the terms: whoever does not
accept a new version may look, take their data and go."""

from chalicelib.accounts import account, closing, device, session
from chalicelib.accounts.session import SignedIn
from chalicelib.clock import now
from chalicelib.mine import held, leaving
from chalicelib.mine.shapes import Closed, ClosingView, MyData, NewClosing
from chalicelib.notices import alerts
from chalicelib.notices.alerts import Facts
from chalicelib.web import access
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("mine")


@feature.route("GET", "/me/data", access=access.PROVEN, returns={200: MyData})
def data(by: SignedIn, ask: Ask) -> Answer:
    """Everything held about me, with why and until when"""
    return Answer(MyData("izwork-my-data/1", by.id, now(), held.about(by), held.not_listed()))


@feature.route("GET", "/me/closing", access=access.CLOSING, returns={200: ClosingView})
def closing_of_mine(by: SignedIn, ask: Ask) -> Answer:
    """Whether my account closes, and what has to be said about my teams before"""
    email = account.personal(by.id).email
    return Answer(ClosingView(by.closes_at, email, [] if by.closes_at else leaving.owned(by)))


@feature.route(
    "POST",
    "/me/closing",
    access=access.CHANGING,
    body=NewClosing,
    returns={200: Closed},
    refuses=("teams_unanswered", "not_found", "not_allowed"),
)
def close(by: SignedIn, ask: Ask) -> Answer:
    """Close my account in 30 days, and sign out everywhere; until then I can take it back

    What becomes of every team that I own is said with it.
    """
    given: NewClosing = ask.body
    leaving.settle(by, ask.op, given.teams)
    closes_at = closing.close(by)
    here = device.of(ask.user_agent, ask.language)
    alerts.tell(by.id, alerts.CLOSING, Facts(here, closes_at - closing.LASTS, until=closes_at))
    return Answer(Closed(closes_at), headers={"Set-Cookie": session.gone()})


@feature.route("DELETE", "/me/closing", access=access.CLOSING, returns={204: None}, keyed=False)
def keep(by: SignedIn, ask: Ask) -> Answer:
    """Keep my account after all, and the teams that were to be erased with it"""
    closes_at = closing.keep(by.id)
    if closes_at:
        leaving.keep_teams(by.id, closes_at)
        alerts.tell(by.id, "account_kept", Facts(device.of(ask.user_agent, ask.language), now()))
    return Answer(status=204)
