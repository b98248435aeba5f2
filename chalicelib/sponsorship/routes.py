"""The doors to a team's applications for sponsorship: its owner's, who made them."""

from typing import cast

import msgspec

from chalicelib.cases.case import ACCOUNT, Case
from chalicelib.consent.shapes import Terms
from chalicelib.refusals import Refused
from chalicelib.sponsorship import application, upload
from chalicelib.sponsorship.facts import Facts, File, Said, Step
from chalicelib.sponsorship.shapes import (
    Applications,
    ApplicationView,
    Draft,
    FileView,
    From,
    NewFile,
    NewWords,
    SeenView,
    State,
    StepView,
    Submission,
)
from chalicelib.teams.member import Member
from chalicelib.web import access, limits
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("sponsorship")
ALL = "/teams/{team}/sponsorships"
ONE = ALL + "/{sponsorship}"
FILES = ONE + "/files"
FILE = FILES + "/{file}"
MAY = access.team("plan.sponsor")


@feature.route("GET", "/sponsorship-terms", access=access.ANYONE, returns={200: Terms})
def for_applicants(_: None, ask: Ask) -> Answer:
    """What an applicant agrees to about the documents"""
    held = application.terms()
    return Answer(Terms(held.version, held.hash, held.in_force_at, held.answer_by, held.vi, held.en))


@feature.route("GET", ALL, access=MAY, returns={200: Applications})
def mine(by: Member, ask: Ask) -> Answer:
    """My applications for this team, newest first"""
    found = [shown(one) for one in application.of(by)]
    return Answer(Applications(application.plan_until(by), found))


@feature.route("POST", ALL, access=MAY, returns={201: ApplicationView}, refuses=("slow_down",))
def begin(by: Member, ask: Ask) -> Answer:
    """Begin an application, or go on with the one that is open"""
    limits.count("sponsorship", ask, account=by.account.id)
    return Answer(shown(application.begin(by)), 201)


@feature.route("PUT", ONE, access=MAY, body=Draft, returns={200: ApplicationView}, refuses=("not_now",))
def write(by: Member, ask: Ask) -> Answer:
    """Keep a draft as it stands"""
    said = msgspec.convert(msgspec.structs.asdict(ask.body), Said)
    return Answer(shown(application.write(by, ask.ids["sponsorship"], said)))


@feature.route("DELETE", ONE, access=MAY, returns={204: None}, refuses=("not_now",))
def withdraw(by: Member, ask: Ask) -> Answer:
    """Take an application back, and the consent with it; its documents are deleted"""
    application.withdraw(by, ask.ids["sponsorship"])
    return Answer(None, 204)


@feature.route(
    "PUT",
    ONE + "/submission",
    access=MAY,
    body=Submission,
    returns={200: ApplicationView},
    refuses=("not_now", "documents_needed", "wording_changed"),
)
def submit(by: Member, ask: Ask) -> Answer:
    """Hand an application in, with consent to how its documents are used"""
    given: Submission = ask.body
    return Answer(shown(application.submit(by, ask.ids["sponsorship"], given.version, given.hash)))


@feature.route(
    "POST",
    ONE + "/answers",
    access=MAY,
    body=NewWords,
    returns={201: ApplicationView},
    refuses=("not_now", "documents_needed"),
)
def answer(by: Member, ask: Ask) -> Answer:
    """Answer what the reviewers asked"""
    return Answer(shown(application.answer(by, ask.ids["sponsorship"], ask.body.words)), 201)


@feature.route(
    "POST",
    FILES,
    access=MAY,
    body=NewFile,
    returns={201: FileView},
    refuses=("not_now", "documents_full", "slow_down"),
)
def announce(by: Member, ask: Ask) -> Answer:
    """Announce a file, which is then sent in parts"""
    limits.count("sponsorship.file", ask, account=by.account.id)
    held, file = upload.announce(by, ask.ids["sponsorship"], ask.op, ask.body.name, ask.body.size)
    return Answer(file_view(held, file), 201)


@feature.route(
    "PUT",
    FILE + "/parts/{part}",
    access=MAY,
    body=bytes,
    returns={204: None},
    refuses=("not_now", "part_wrong", "slow_down"),
)
def put(by: Member, ask: Ask) -> Answer:
    """Send one part of a file; any order, any number of times"""
    limits.count("sponsorship.part", ask, account=by.account.id)
    part = ask.ids["part"]
    if not (part.isascii() and part.isdigit() and len(part) <= 3):
        raise Refused("not_found")
    upload.put(by, ask.ids["sponsorship"], ask.ids["file"], int(part), ask.body)
    return Answer(None, 204)


@feature.route(
    "PUT",
    FILE + "/completion",
    access=MAY,
    returns={200: ApplicationView},
    refuses=("not_now", "parts_missing", "bad_document"),
)
def complete(by: Member, ask: Ask) -> Answer:
    """Have a file checked that was sent whole; one that is not taken is deleted"""
    return Answer(shown(upload.complete(by, ask.ids["sponsorship"], ask.ids["file"])))


@feature.route("DELETE", FILE, access=MAY, returns={200: ApplicationView}, refuses=("not_now",))
def remove(by: Member, ask: Ask) -> Answer:
    """Take a file out of the application"""
    return Answer(shown(upload.remove(by, ask.ids["sponsorship"], ask.ids["file"])))


@feature.route("GET", FILE, access=MAY, query=From, returns={200: bytes}, media="application/octet-stream")
def read(by: Member, ask: Ask) -> Answer:
    """A file that I handed in, while it is there: 4 MiB at most at a time"""
    held = application.find(by, ask.ids["sponsorship"])
    return Answer(*handed_out(*upload.piece(held, ask.ids["file"], ask.query.start)))


def handed_out(file: File, data: bytes) -> tuple[bytes, int, dict[str, str]]:
    """A piece of a file as an attachment: never shown by a browser, under a name of ours."""
    ending = "jpg" if file.kind == "jpeg" else str(file.kind)
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": f'attachment; filename="document-{file.id}.{ending}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return data, 200, headers


def shown(held: Case) -> ApplicationView:
    facts = held.facts(Facts)
    seen = facts.seen
    return ApplicationView(
        held.id, state_of(held, facts), int(held.row.opened_at), draft(facts),
        [file_view(held, one) for one in facts.files],
        [step(one) for one in facts.steps], facts.until,
        None if seen is None else SeenView(seen.kinds, len(seen.reviewers)),
    )  # fmt: skip


def state_of(held: Case, facts: Facts) -> State:
    return cast(State, application.shown_state(held, facts))


def draft(facts: Facts) -> Draft:
    return msgspec.convert(msgspec.structs.asdict(facts.said), Draft)


def step(one: Step) -> StepView:
    return StepView(
        one.state, one.at, one.by if one.by in (ACCOUNT, "clock") else "reviewer", one.words  # type: ignore[arg-type]
    )  # fmt: skip


def file_view(held: Case, file: File) -> FileView:
    return FileView(file.id, file.name, file.size, file.kind, upload.missing(held, file))
