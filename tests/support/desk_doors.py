"""Support's rows of the table of the desk's doors."""

from tests.desk.desk import Agent
from tests.desk.row import DeskRow
from tests.people import Person
from tests.support.asking import wish

_known: dict[str, str] = {}


def account(agent: Agent) -> dict[str, str]:
    """Somebody's, the same for all rows of a site."""
    key = agent.desk.site.url
    if key not in _known:
        _known[key] = str(Person(agent.desk.site, "lan").sign_in().get("/me")["id"])
    return {"account": _known[key]}


ERRANDS = "/desk/accounts/{account}/errands"
SUPPORT = [
    DeskRow("POST", "/desk/accounts/lookup", "support", 200, lambda _: {"contact": "ai@khac.example"}),
    DeskRow("GET", ERRANDS, "support", 200, ids=account),
    DeskRow("POST", ERRANDS, "support", 201, lambda _: wish("resend-mails"), account),
]
