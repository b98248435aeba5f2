"""Finance's rows of the table of the desk's doors."""

import secrets

from tests.desk.desk import Agent
from tests.desk.row import DeskRow

STATEMENT = "id,amount,at,text\n"
FINANCE = [
    DeskRow("POST", "/desk/payments/statement", "finance", 200, lambda _: {"csv": STATEMENT}),
    DeskRow("GET", "/desk/payments/unmatched", "finance"),
    DeskRow(
        "POST", "/desk/payments/assignments", "finance", 404,
        lambda _: {"payment": "0" * 32, "reference": "IZ22222222"},
    ),
    DeskRow("GET", "/desk/orders/{reference}", "finance", 404),
    DeskRow("GET", "/desk/teams/{team}/plan", "finance reviewer", 200, ids=lambda _: {"team": "T" * 22}),
    DeskRow("GET", "/desk/approvals", "finance"),
    DeskRow("POST", "/desk/approvals", "finance", 201, lambda _: asked()),
    DeskRow("POST", "/desk/approvals/{approval}/confirmation", "finance", 403, ids=lambda a: of_mine(a)),
    DeskRow("DELETE", "/desk/approvals/{approval}", "finance", 200, ids=lambda a: of_mine(a)),
]  # fmt: skip


def asked(team: str = "", what: str = "grant-plan", plan: str = "sponsored") -> dict[str, str]:
    return {"what": what, "team": team or secrets.token_hex(11), "plan": plan}


def of_mine(agent: Agent) -> dict[str, str]:
    """Asked by the agent, who cannot confirm it."""
    if "finance" not in agent.get("/desk/me")["roles"]:
        return {"approval": "0" * 20}
    return {"approval": str(agent.post("/desk/approvals", asked())["id"])}
