"""The abuse desk's doors: reports, what is decided about teams, and appeals. What is read is told of first."""

from collections import Counter

from chalicelib.abuse import judging
from chalicelib.abuse.desk_shapes import AbuseQueue, NewAnswer, NewDecision, NewNote, QueueQuery
from chalicelib.abuse.judging import Contested, Judged, TeamStanding, WaitingReport
from chalicelib.cases.case import Case, Kind
from chalicelib.desk import access, audit
from chalicelib.desk.agent import Agent
from chalicelib.ids import is_long_id
from chalicelib.refusals import Refused
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("abuse")
ABUSE = access.agent("abuse")
REPORT, APPEAL, TEAM = "/desk/reports/{case}", "/desk/appeals/{case}", "/desk/teams/{team}"
DECIDED = {
    "dismiss": "report.dismissed",
    "warn": "team.warned",
    "limit": "team.limited",
    "ask": "team.suspension_asked",
}


@feature.route("GET", "/desk/reports", access=ABUSE, query=QueueQuery, returns={200: AbuseQueue})
def reports(by: Agent, ask: Ask) -> Answer:
    """Reports of abuse, the oldest first"""
    audit.tell(by.id, "report.queue")
    return Answer(queued(judging.queue("report"), ask.query.state))


@feature.route("GET", REPORT, access=ABUSE, returns={200: Judged}, refuses=("not_found",))
def open_report(by: Agent, ask: Ask) -> Answer:
    """A report, with the verdict on its proof"""
    return Answer(judging.read(opened(by, "report", ask.ids["case"])))


@feature.route(
    "POST",
    REPORT + "/decisions",
    access=ABUSE,
    body=NewDecision,
    returns={200: Judged},
    refuses=("not_found", "decided_meanwhile", "unproven"),
)
def decide(by: Agent, ask: Ask) -> Answer:
    """Decide a report: dismiss it, warn its team, limit its invitations, or ask for its suspension"""
    one = judging.found("report", known(ask.ids["case"]))
    team = judging.team_of(one) if ask.body.act != "dismiss" else ""
    audit.tell(by.id, DECIDED[ask.body.act], team=team, case=one.id)
    judging.decide(one, ask.op, ask.body.act, ask.body.reason, ask.body.note, by.id)
    return Answer(judging.read(judging.found("report", one.id)))


@feature.route("GET", TEAM + "/restriction", access=ABUSE, returns={200: TeamStanding})
def decisions(by: Agent, ask: Ask) -> Answer:
    """Everything that was decided about a team"""
    team = known(ask.ids["team"])
    audit.tell(by.id, "team.decisions_read", team=team)
    return Answer(judging.standing_of(team))


@feature.route(
    "DELETE",
    TEAM + "/restriction",
    access=ABUSE,
    returns={200: TeamStanding},
    refuses=("decided_meanwhile",),
)
def lift(by: Agent, ask: Ask) -> Answer:
    """Lift what was decided about a team"""
    team = known(ask.ids["team"])
    audit.tell(by.id, "team.restriction_lifted", team=team)
    judging.lift(team, ask.op, by.id)
    return Answer(judging.standing_of(team))


@feature.route(
    "PUT",
    TEAM + "/suspension",
    access=ABUSE,
    body=NewNote,
    returns={200: TeamStanding},
    refuses=("other_agent", "decided_meanwhile"),
)
def confirm(by: Agent, ask: Ask) -> Answer:
    """Confirm a suspension that another agent asked for"""
    team = known(ask.ids["team"])
    audit.tell(by.id, "team.suspended", team=team)
    judging.confirm(team, ask.op, ask.body.note, by.id)
    return Answer(judging.standing_of(team))


@feature.route(
    "DELETE",
    TEAM + "/suspension",
    access=ABUSE,
    returns={200: TeamStanding},
    refuses=("decided_meanwhile",),
)
def decline(by: Agent, ask: Ask) -> Answer:
    """Turn down a suspension that was asked for; its report is open again"""
    team = known(ask.ids["team"])
    audit.tell(by.id, "team.suspension_declined", team=team)
    judging.decline(team, ask.op, "", by.id)
    return Answer(judging.standing_of(team))


@feature.route("GET", "/desk/appeals", access=ABUSE, query=QueueQuery, returns={200: AbuseQueue})
def appeals(by: Agent, ask: Ask) -> Answer:
    """Appeals, the oldest first"""
    audit.tell(by.id, "appeal.queue")
    return Answer(queued(judging.queue("appeal"), ask.query.state))


@feature.route("GET", APPEAL, access=ABUSE, returns={200: Contested}, refuses=("not_found",))
def open_appeal(by: Agent, ask: Ask) -> Answer:
    """An appeal, with what it is against"""
    return Answer(judging.contested(opened(by, "appeal", ask.ids["case"])))


@feature.route(
    "PUT",
    APPEAL + "/answer",
    access=ABUSE,
    body=NewAnswer,
    returns={200: Contested},
    refuses=("not_found", "other_agent", "decided_meanwhile"),
)
def answer(by: Agent, ask: Ask) -> Answer:
    """Answer an appeal, as another agent than who decided"""
    one = judging.found("appeal", known(ask.ids["case"]))
    audit.tell(by.id, "appeal.answered", team=judging.team_of(one), case=one.id)
    judging.answer(one, ask.op, ask.body.grant, ask.body.words, by.id)
    return Answer(judging.contested(judging.found("appeal", one.id)))


def opened(by: Agent, kind: Kind, id: str) -> Case:
    """The case, told of before it is opened. A report does not stand in its team's log: whoever reported is safe."""
    known(id)
    audit.tell(by.id, f"{kind}.read", case=id)
    return judging.found(kind, id)


def known(id: str) -> str:
    """What could be an id; Refused("not_found") else."""
    if not is_long_id(id):
        raise Refused("not_found")
    return id


def queued(rows: list[WaitingReport], state: str) -> AbuseQueue:
    counts = dict(Counter(one.state for one in rows))
    return AbuseQueue(counts, [one for one in rows if state in ("", one.state)])
