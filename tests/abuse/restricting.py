"""What the desk decides about teams, decided in this process as the desk's would."""

from chalicelib.abuse import restriction
from chalicelib.abuse.restriction import Act
from tests.mine.site import beside
from tests.site import Site

ASKS, CONFIRMS = "A" * 22, "B" * 22


def restrict(site: Site, team: str, *acts: Act) -> None:
    """Decide these, one after the other; a suspension is asked for by one agent and confirmed by another."""
    beside(site)
    for act in acts:
        if act == "suspend":
            restriction.decide(team, "ask", "recruitment", ASKS)
        restriction.decide(team, act, "recruitment", CONFIRMS)
