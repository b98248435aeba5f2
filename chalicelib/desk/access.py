"""The doorman of the desk: an agent who is signed in, with one of the roles that a door is for."""

from chalicelib.desk import session
from chalicelib.desk.agent import ROLES, Agent, Role
from chalicelib.refusals import Refused
from chalicelib.web.access import Access
from chalicelib.web.ask import Ask


def agent(*roles: Role, proven: bool = False) -> Access:
    """Agents with one of these roles; without any, every agent. The handler receives an Agent.

    401 when signed out, 403 not_allowed for another role, 403 prove_again where it is to be `proven` of late.
    """
    allowed = frozenset(roles or ROLES)

    def admit(ask: Ask) -> Agent:
        found = session.find(ask.cookies.get(session.COOKIE, ""))
        if found is None:
            raise Refused("signed_out")
        if not allowed & set(found.roles):
            raise Refused("not_allowed")
        if proven:
            session.must_be_fresh(found)
        return found

    wants = f"agents: {', '.join(sorted(allowed))}" + (", proven of late" if proven else "")
    return Access(wants, admit, level="desk", proven=proven)
