"""The doorman of the desk: an agent who is signed in, with one of the roles that a door is for."""

from chalicelib.desk import session
from chalicelib.desk.agent import ROLES, Agent, Role
from chalicelib.refusals import Refused
from chalicelib.web.access import Access
from chalicelib.web.ask import Ask


def agent(*roles: Role) -> Access:
    """Agents with one of these roles; without any, every agent. The handler receives an Agent.

    401 when signed out, 403 not_allowed for another role.
    """
    allowed = frozenset(roles or ROLES)

    def admit(ask: Ask) -> Agent:
        found = session.find(ask.cookies.get(session.COOKIE, ""))
        if found is None:
            raise Refused("signed_out")
        if not allowed & set(found.roles):
            raise Refused("not_allowed")
        return found

    return Access(f"agents: {', '.join(sorted(allowed))}", admit, level="desk")
