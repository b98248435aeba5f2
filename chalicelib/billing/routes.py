"""The doors to a team's plan."""

from chalicelib.billing import standing, usage
from chalicelib.billing.plan import PLANS
from chalicelib.billing.shapes import PlanView, TeamPlan
from chalicelib.teams.member import Member
from chalicelib.web import access
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("billing")
PLAN = "/teams/{team}/plan"
# Who looks at the page wants to see what they removed just now.
FRESH = 10 * 60 * 1000


@feature.route("GET", PLAN, access=access.team("plan.read"), returns={200: TeamPlan})
def read(by: Member, ask: Ask) -> Answer:
    """The team's plan and how much of it is used"""
    held, used = standing.of(by.team), usage.stored(by.team, FRESH)
    plans = [
        PlanView(
            one.name, one.members, one.storage, one.history, one.support,
            {str(months): price for months, price in one.prices.items()},
        )
        for one in PLANS.values()
    ]  # fmt: skip
    return Answer(
        TeamPlan(
            held.plan.name, held.state, held.until, held.grace_until,
            usage.members(by.state), used.bytes, used.measured_at, plans,
        )
    )  # fmt: skip
