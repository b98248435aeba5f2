"""Reports of abuse: what somebody saw, sealed as a case for the desk with the proof that it came from the space.

Nobody opens the space for it: the reporter chose what the desk reads.
"""

from typing import Annotated, Literal

import msgspec

from chalicelib.abuse import proof
from chalicelib.abuse.attaching import Found
from chalicelib.abuse.proof import Attached, Proof
from chalicelib.abuse.reason import Reason
from chalicelib.cases import case, keeping
from chalicelib.cases.case import Case
from chalicelib.clock import now
from chalicelib.ids import long_id_from

State = Literal["open", "asked", "acted", "dismissed"]
Words = Annotated[str, msgspec.Meta(max_length=4_000)]
LISTED = 50


class Facts(msgspec.Struct):
    """What is sealed: the reporter's reason and own words, what was attached, and the proof of it."""

    reason: Reason
    words: str
    team: str
    project: str
    attached: list[Attached]
    proof: Proof


class Reported(msgspec.Struct):
    """A report as its reporter sees it. `state`: waiting, waiting for a second agent, acted on, or no breach found;
    decided, it is deleted at `kept_until`."""

    id: str
    state: State
    opened_at: int
    changed_at: int
    reason: Reason
    words: str
    attached: list[Attached]
    kept_until: int | None


def make(
    account: str, op: str, role: str, team: str, project: str, reason: Reason, words: str, found: list[Found]
) -> Case:
    """Seal a report for the desk; the same `op` again finds the one that it made."""
    id = long_id_from(account, "report", op)
    known = case.by_account("report", id, account)
    if known is not None:
        return known
    signed = proof.sign(id, role, now(), [one.seen for one in found])
    facts = Facts(reason, words.strip(), team, project, [one.attached for one in found], signed)
    return case.start("report", account, "open", facts, team=team, id=id)


def of_account(account: str) -> list[Reported]:
    """The account's newest reports, the newest first."""
    newest = sorted(case.of_account(account, "report"), key=lambda row: -int(row.opened_at))[:LISTED]
    opened = (case.by_account("report", row.id, account) for row in newest)
    return [shown(one) for one in opened if one is not None]


def shown(one: Case) -> Reported:
    facts = one.facts(Facts)
    return Reported(
        one.id, msgspec.convert(one.state, State), int(one.row.opened_at), int(one.row.changed_at),
        facts.reason, facts.words, facts.attached, keeping.until(one.row),
    )  # fmt: skip
