"""The front door: which features there are, and nothing else."""

from chalicelib.accounts import routes as accounts
from chalicelib.consent import routes as consent
from chalicelib.factors import routes as factors
from chalicelib.health import routes as health
from chalicelib.projects import routes as projects
from chalicelib.teams import routes as teams
from chalicelib.trust import routes as trust
from chalicelib.web import openapi
from chalicelib.web.endpoints import mount
from chalicelib.web.frontdoor import FrontDoor

FEATURES = [
    health.feature,
    consent.feature,
    accounts.feature,
    factors.feature,
    teams.feature,
    projects.feature,
    trust.feature,
    openapi.feature,
]

app = FrontDoor(app_name="izwork")
app.api.binary_types.append("application/x-ndjson")
openapi.describe(FEATURES)
mount(app, FEATURES)
