"""Support's doors at the desk: find an account by its exact contact, and have a few things done for it."""

from chalicelib.desk import access, audit, errand, reason
from chalicelib.desk.agent import Agent
from chalicelib.desk.errand import Errand
from chalicelib.desk.reason import Reader
from chalicelib.support import found
from chalicelib.support.found import Found
from chalicelib.support.shapes import Contact, Errands, NewErrand
from chalicelib.web import limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("support")
SUPPORT = access.agent("support")
ACCOUNT = "/desk/accounts/{account}/errands"


@feature.route(
    "POST",
    "/desk/accounts/lookup",
    access=SUPPORT,
    body=Contact,
    returns={200: Found},
    refuses=("wrong_number", "landline", "service_number", "slow_down"),
    keyed=False,
)
def look_up(by: Agent, ask: Ask) -> Answer:
    """Find an account by its exact e-mail address or number; answered alike when nobody has it"""
    limits.count("desk.lookup", ask, agent=by.id)
    seen = found.by_contact(ask.body.contact)
    audit.tell(
        by.id, "account.seen" if seen.account else "account.none", account=seen.account or found.NOBODY
    )
    return Answer(seen)


@feature.route("GET", ACCOUNT, access=SUPPORT, returns={200: Errands}, refuses=("not_found",))
def errands(by: Agent, ask: Ask) -> Answer:
    """What was asked for an account, and what came of it"""
    account = ask.ids["account"]
    found.must_exist(account)
    audit.tell(by.id, "account.errands", account=account)
    return Answer(Errands(errand.of(account, Reader(at_desk=True))))


@feature.route(
    "POST",
    ACCOUNT,
    access=SUPPORT,
    body=NewErrand,
    returns={201: Errand},
    refuses=("not_found", "slow_down"),
)
def leave_errand(by: Agent, ask: Ask) -> Answer:
    """Have something done for an account within a minute, for a reason that its owner reads"""
    account = ask.ids["account"]
    found.must_exist(account)
    limits.count("desk.errand", ask, agent=by.id, account=account)
    new: NewErrand = ask.body
    id = errand.id_of(by.id, ask.op)
    sealed = reason.seal(id, account, new.words)
    audit.tell(by.id, f"errand.{new.what}", account=account, errand=id, note=new.why)
    left = errand.ask(
        by.id, ask.op, new.what, account, account=account, note=new.why, reason=sealed, reader=Reader(at_desk=True)
    )  # fmt: skip
    return Answer(left, 201)
