"""The product's features, and what its operator may order."""

from chalicelib.abuse import routes as abuse
from chalicelib.accounts import routes as accounts
from chalicelib.billing import desk as finance
from chalicelib.billing import routes as billing
from chalicelib.consent import routes as consent
from chalicelib.contacts import routes as contacts
from chalicelib.desk import orders as agents
from chalicelib.desk import routes as desk_log
from chalicelib.entry import routes as entry
from chalicelib.factors import routes as factors
from chalicelib.health import routes as health
from chalicelib.jobs import closing
from chalicelib.leave import routes as leave
from chalicelib.mine import routes as mine
from chalicelib.notices import routes as notices
from chalicelib.projects import repair
from chalicelib.projects import routes as projects
from chalicelib.recovery import routes as recovery
from chalicelib.recovery import support
from chalicelib.sponsorship import routes as sponsorship
from chalicelib.teams import routes as teams
from chalicelib.tickets import routes as tickets
from chalicelib.trust import routes as trust
from chalicelib.web import openapi
from chalicelib.web.endpoints import Feature

FEATURES: list[Feature] = [
    health.feature,
    consent.feature,
    accounts.feature,
    entry.feature,
    factors.feature,
    contacts.feature,
    mine.feature,
    notices.feature,
    recovery.feature,
    teams.feature,
    projects.feature,
    leave.feature,
    billing.feature,
    abuse.feature,
    desk_log.feature,
    sponsorship.feature,
    tickets.feature,
    trust.feature,
    openapi.feature,
]
# What the operator may have done by the product's function.
ORDERS = repair.ORDERS | closing.ORDERS | finance.ORDERS | support.ORDERS | agents.ORDERS
