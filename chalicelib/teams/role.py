"""The one table of what each role in a team may do."""

from typing import Literal

Role = Literal["owner", "admin", "member", "guest"]

OWNER = frozenset({"owner"})
ADMINS = OWNER | {"admin"}
MEMBERS = ADMINS | {"member"}
ALL = MEMBERS | {"guest"}

CAN: dict[str, frozenset[str]] = {
    "team.read": ALL,
    "team.rename": ADMINS,
    "team.handover": OWNER,
    "team.leave": ALL,
    "team.export": ALL,  # what one may read
    "team.erase": OWNER,
    "team.report": ALL,  # to the desk, what one may read
    "team.appeal": OWNER,
    "team.reasons": ADMINS,  # why the desk restricted it
    "member.change": ALL,  # one's own name; another's role only as MAY_CHANGE says
    "member.invite": ADMINS,
    "team.minors": ADMINS,  # whether it has members under 16
    "team.disclosures": ADMINS,  # the register of what was shown to whom outside the team
    "team.desk_log": ADMINS,  # what IZwork's agents did about it
    "project.show": ADMINS,  # to support, as a copy: others' words leave the team, so who answers for it decides
    "plan.read": MEMBERS,
    "plan.order": OWNER,
    "plan.sponsor": OWNER,
    "project.create": MEMBERS,
    "project.edit": MEMBERS,
    "project.archive": ADMINS,
    "project.admit": MEMBERS,
    "project.read": ALL,  # guests: only the projects they were admitted to
    "board.shape": MEMBERS,  # lists and labels
    "board.work": ALL,  # tasks and comments
    "comment.moderate": ADMINS,  # removing what someone else wrote
}

# Whose role a role may change or whom it may remove, and which roles it may give.
MAY_CHANGE: dict[str, frozenset[str]] = {
    "owner": frozenset({"admin", "member", "guest"}),
    "admin": frozenset({"member", "guest"}),
    "member": frozenset(),
    "guest": frozenset(),
}
