"""What becomes of each table when the others are restored from a copy, and why. A test holds this to the tables there
are, so that whoever adds one decides.

restored  filled from the copy, under a new name: what people would miss, all of one moment
standing  goes on as it is, under its own name: what somebody took back or used up since the copy must not return. Only
          where it was lost as well does it come from the copy (restore --keys)
empty     begins anew under the new name
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Fate(NamedTuple):
    """One row. `lost`: what follows for a standing table that was lost too: "copy", or "empty" for what nobody misses."""

    becomes: Literal["restored", "standing", "empty"]
    why: str
    lost: Literal["copy", "list", "empty"] = "copy"


# The small ones first: a wrong prefix shows at once.
FATES: dict[str, Fate] = {
    "account": Fate("restored", "without it nobody signs in, and the copy's seats and members name its ids"),
    "lookup": Fate("restored", "leads from an address to the account as the copy has it"),
    "seat": Fate("restored", "leads an account to the teams that the copy knows"),
    "closing": Fate("restored", "finds the accounts that were closing at the moment of the copy"),
    "term": Fate("restored", "what a team has paid for, of the same moment as its orders and payments"),
    "order": Fate("restored", "what was ordered and accepted; a bank statement entered again counts once"),
    "reference": Fate("restored", "leads a bank transfer to its order"),
    "contract": Fate("restored", "sealed with the team's key: an erased team's do not open"),
    "payment": Fate("restored", "what came in; a statement of the days since is entered again"),
    "case": Fate(
        "restored", "what people handed to the desk and what was decided, of one moment with its entries"
    ),
    "case_entry": Fate("restored", "what was said about it"),
    "own_case": Fate("restored", "leads an account to its cases"),
    "case_look": Fate(
        "restored",
        "papers that nobody decided about, and what is over, are deleted in time after a restore too",
    ),
    "log": Fate("restored", "people's work"),
    "page": Fate("restored", "made of the log; from the copy only when it was taken in a standstill"),
    "key": Fate("standing", "an erased team has none: what is restored of it does not open"),
    "erased": Fate("standing", "who was erased stays erased, whatever a copy holds", "list"),
    "switch": Fate("standing", "what is switched off stays off, and a restore is marked in it", "empty"),
    "factor": Fate(
        "standing", "a password that was changed, a passkey that was removed, a code that was spent stay so"
    ),
    "recovery": Fate("standing", "one that was stopped stays so, and a wait goes on"),
    "consent": Fate(
        "standing", "a consent that was taken back stays taken back; entries are never changed anyway"
    ),
    "guardianship": Fate("standing", "a guardian's link that was used is not offered again"),
    "alert": Fate("standing", 'the link in a warning goes on saying "this was not me"', "empty"),
    "mail": Fate("standing", "mails that wait are sent; those that were sent are not sent again", "empty"),
    "erasure": Fate("standing", "a team's erasing that was called off stays so, and what is begun is ended"),
    "certificate": Fate("standing", "what was certified is not unsaid, and is made from what stands alone"),
    "case_file": Fate("standing", "papers that were deleted after a decision stay deleted"),
    "restriction": Fate(
        "standing", "a team that was suspended stays so, and one that was lifted stays lifted"
    ),
    "agent": Fate("standing", "an agent who was let go stays so, and a link that was used is used"),
    "desk_log": Fate("standing", "what an agent did is not unsaid"),
    "approval": Fate("standing", "what was decided is not decided again"),
    "errand": Fate("standing", "what was done is not done again", "empty"),
    "look": Fate("standing", "how the Regions were is no part of anybody's work"),
    "pending": Fate("empty", "was put down beside heads that are gone; the outboxes have it still"),
    "reminder": Fate("empty", "mails about plans; they are planned anew with the next payment"),
    "usage": Fate("empty", "measured again within a day"),
    "session": Fate("empty", "one that was ended must not live again: everybody signs in once more"),
    "browser": Fate("empty", "leads to sessions"),
    "agent_session": Fate("empty", "one that was ended must not live again: agents sign in once more"),
    "fault": Fate("empty", "the log has what failed"),
    "challenge": Fate("empty", "ten minutes old at most"),
    "attempt": Fate("empty", "ten minutes old at most"),
    "counter": Fate("empty", "a limit counts a few less"),
}
KEPT = tuple(name for name, fate in FATES.items() if fate.becomes == "restored" and name != "page")
STOOD = tuple(name for name, fate in FATES.items() if fate.becomes == "standing" and fate.lost == "copy")
