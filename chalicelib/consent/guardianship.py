"""A person under 16 joins a team when both have consented: the person, and the guardian they named (Law 91/2025/QH15).

IZwork keeps no date of birth: whoever invites says that the invitation is for somebody under 16, and both consents
are then asked for whatever the age. The guardian needs no account. The mailed link shows which team and who, takes
the answer, and takes the consent back later. The link's token travels in a page address's fragment; only its hash is
kept. Both consents stand in the invited person's ledger.
"""

import hmac
import secrets
from typing import Any, Literal

import msgspec

from chalicelib import settings
from chalicelib.accounts import account as accounts
from chalicelib.accounts.session import digest
from chalicelib.clock import now
from chalicelib.consent import ledger, wording
from chalicelib.consent.ledger import Act, Action, Kept
from chalicelib.ids import is_long_id, long_id_from, short_id_from
from chalicelib.refusals import Refused
from chalicelib.store import keys, rows
from chalicelib.store.consent_tables import Guardianship
from chalicelib.teams import disclosure, invitation, member

LIFETIME = 14 * 24 * 3600  # seconds
AFTERWARDS = 24 * 3600  # seconds that an ended question can still be looked at
State = Literal["asked", "consented", "ended"]


class Question(msgspec.Struct):
    """What is sealed in a guardianship: whose guardian is asked, for which team, at which address."""

    account: str
    team: str
    token: str
    name: str
    email: str
    consent: str


class Found(msgspec.Struct):
    """A question by its link, with the guardian's own entries about it."""

    row: Guardianship
    question: Question
    answers: list[Kept]

    @property
    def state(self) -> State:
        if self.answers:
            return "consented" if self.answers[-1].entry.act.action == "accepted" else "ended"
        return "asked" if is_open(self.row) else "ended"


def ask(by: str, op: str, token: str, name: str, email: str, version: str, hash: str) -> str:
    """Enter the invited person's own consent and ask the guardian; the link to mail, "" when the op is repeated.

    Refused: invitation_over, other_address, already_member, guardian_same, wording_changed, invalid.
    """
    current("guardian", version, hash)
    own = accounts.personal(by).email
    if accounts.normal(email) == own:
        raise Refused("guardian_same")
    way = invitation.read(token)
    state = invitation.standing(way)
    kind, record = invitation.find(state, way)
    if not record.get("under_16"):
        raise Refused("invalid", field="guardian", reason="unknown")
    if kind == "invitation" and accounts.normal(record["email"]) != own:
        raise Refused("other_address")
    if member.place_of(state, by) is not None:
        raise Refused("already_member")
    id = long_id_from(by, op)
    act = Act("guardian", "accepted", version, hash, now(), about=id)
    entered = ledger.append(by, op, lambda kept: act)
    question = Question(by, way.team, token, name, accounts.normal(email), entered.hash if entered else "")
    secret = secrets.token_urlsafe(32)
    row = Guardianship(
        id,
        token_hash=digest(secret),
        expires_at=now() // 1000 + LIFETIME,
        body=keys.seal_account(context(id), msgspec.json.encode(question)),
    )
    return f"{settings.current().site}/guardian#{id}.{secret}" if rows.insert(row) else ""


def find(token: str) -> Found:
    """The question a mailed link leads to; Refused("guardian_over") for every reason alike."""
    id, _, secret = token.strip().partition(".")
    row = rows.find(Guardianship, id) if is_long_id(id) else None
    if row is None or not hmac.compare_digest(row.token_hash, digest(secret)):
        raise Refused("guardian_over")
    asked = question(row)
    acts = [one for one in ledger.read(asked.account) if one.entry.act.about == id]
    return Found(row, asked, [one for one in acts if one.entry.act.by == "guardian"])


def question(row: Guardianship) -> Question:
    """What is sealed in the row."""
    return msgspec.json.decode(keys.open_account(context(row.id), row.body), type=Question)


def preview(found: Found) -> dict[str, Any]:
    """What the guardian is shown: the team's name and the invited person's; entered in the team's register first."""
    question = found.question
    try:
        state = invitation.standing(invitation.read(question.token))
    except Refused:
        return {"state": "ended", "team": "", "person": ""}
    if found.state == "asked":
        register(found)
    shown = {"team": "", "person": ""} if found.state == "ended" else {
        "team": (state.get("team", "team") or {}).get("name", ""),
        "person": question.name,
    }  # fmt: skip
    return {"state": found.state, **shown}


def register(found: Found) -> None:
    """Tell the team, once, that its name and the person's are shown."""
    if found.row.seen_at is not None:
        return
    question = found.question
    way = invitation.read(question.token)
    _, record = invitation.find(invitation.standing(way), way)
    fields = {"to": "guardian", "what": "names", "person": question.name, "consent": question.consent}
    disclosure.enter(question.team, short_id_from(found.row.id), record["created_by"], fields)
    rows.change(found.row, [Guardianship.seen_at.set(now())], Guardianship.id.exists())


def answer(found: Found, action: Action, version: str, hash: str) -> Kept:
    """Enter the guardian's decision and let it work: consent brings the person into the team, withdrawal out of it.

    Refused("guardian_over") for an answer to what has ended; what invitation.take refuses.
    """
    question, id = found.question, found.row.id
    allowed: dict[State, tuple[Action, ...]] = {
        "asked": ("accepted", "declined"),
        "consented": ("accepted", "withdrawn"),
        "ended": ("declined", "withdrawn") if found.answers else (),
    }
    repeats = bool(found.answers) and found.answers[-1].entry.act.action == action
    if action not in allowed[found.state] or (found.state == "ended" and not repeats):
        raise Refused("guardian_over")
    if not repeats:
        current("guardian", version, hash)
    if action == "accepted" and not repeats:
        way = invitation.read(question.token)
        invitation.find(invitation.standing(way), way)
    act = Act("guardian", action, version, hash, now(), by="guardian", about=id)
    entered = ledger.append(question.account, f"guardian-{id}-{action}", lambda kept: act)
    if entered is None:
        raise LookupError("the guardian's answer was not entered")
    if action == "accepted":
        rows.change(found.row, [Guardianship.expires_at.remove()], Guardianship.id.exists())
        op = f"guardian-{id}"
        invitation.take(question.account, op, invitation.read(question.token), question.name, guarded=True)
    else:
        if action == "withdrawn":
            member.leave(question.team, question.account, f"guardian-{id}-withdrawn")
        ends = now() // 1000 + AFTERWARDS
        rows.change(found.row, [Guardianship.expires_at.set(ends)], Guardianship.id.exists())
    return entered


def is_open(row: Guardianship) -> bool:
    return row.expires_at is None or row.expires_at > now() // 1000


def current(document: wording.Document, version: str, hash: str) -> None:
    """Refused("wording_changed") when this is not the version in force."""
    held = wording.current(document)
    if (version, hash) != (held.version, held.hash):
        raise Refused("wording_changed", terms={"version": held.version, "hash": held.hash})


def context(id: str) -> dict[str, str]:
    return {"guardianship": id}
