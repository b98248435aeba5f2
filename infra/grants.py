"""What each duty may do with data, beyond its keys (duties.py): the one declaration behind the roles' policies.

Plain Python, for the product's own tests read the desk's rows too. A feature that reaches another table from the desk
adds it to one of the rows there; what opens nothing and holds no content is the only kind that may stand in them.
"""

from typing import NamedTuple

READ = ("dynamodb:GetItem", "dynamodb:Query")
WORK = (*READ, "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem")
APPEND = (*READ, "dynamodb:PutItem")


class Grant(NamedTuple):
    """Actions on some of the tables."""

    sid: str
    actions: tuple[str, ...]
    tables: tuple[str, ...]


# The index rows that say whether an address signs in, and the account they lead to.
PERSON = ("lookup", "account", "seat")
# What erasing a team deletes, without a key that opens any of it.
ERASED = ("erasure", "certificate", "erased", "key", "log", "page", "pending", "seat")
# The operator's (operators.py): what it says is only read here.
SWITCH = "switch"
# Added to and never changed, whoever asks: what people agreed to, and what agents of the desk did.
STANDS = ("consent", "desk_log")

DESK: tuple[Grant, ...] = (
    Grant("Switches", ("dynamodb:BatchGetItem", "dynamodb:GetItem"), (SWITCH,)),
    # How somebody's sign-in stands. What is sealed in these rows, no key of the desk opens.
    Grant("Look", READ, (*PERSON, "browser", "factor", "fault", "mail", "recovery", "term", "usage")),
    Grant("Orders", READ, ("order", "reference")),
    Grant("Signed", ("dynamodb:BatchGetItem",), ("session",)),
    Grant("Own", WORK, ("agent", "agent_session", "challenge", "counter")),
    Grant("Cases", WORK, ("case", "case_entry", "case_file")),
    Grant("Decided", (*APPEND, "dynamodb:UpdateItem"), ("approval", "payment")),
    Grant("Append", APPEND, ("desk_log", "errand")),
    Grant("Planned", ("dynamodb:PutItem",), ("case_look",)),
    Grant("Restricted", ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"), ("restriction",)),
)
# What the desk is refused by name, whatever else should ever be allowed to it.
CONTENT = ("contract", "key", "log", "page", "pending")
DUTIES: dict[str, tuple[Grant, ...]] = {
    "jobs": (
        Grant("Work", WORK, ("mail", "look", "reminder")),
        Grant("Erasing", WORK, ERASED),
        Grant("Terms", ("dynamodb:Query",), ("term",)),
        Grant("Tables", READ, PERSON),
    ),
    "desk": DESK,
    "health": (
        Grant("Tables", ("dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups"), ("log", "key")),
    ),
}
