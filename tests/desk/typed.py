"""Everything that IZwork's own people type at the desk."""

from tests.desk.desk import Agent, Desk, signed_in
from tests.desk.row import ROLES
from tests.factors.device import Device
from tests.mine.site import id_of
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import applied
from tests.support.asking import wish
from tests.tickets.shared import ask_support
from tests.typed import Markers, sentence


def type_at_the_desk(site: Site, alice: Person, bob: Person, markers: Markers) -> list[str]:
    """A marker in every field of the desk, about what alice and bob handed to it; the agents' own addresses."""
    desk = Desk(site).start()
    try:
        mai, nam = (signed_in(desk, *ROLES, name=name) for name in ("mai", "nam"))
        mai.post(
            "/desk/accounts/lookup", {"contact": markers.email("POST", "/desk/accounts/lookup", "contact")}
        )
        errands = "/desk/accounts/{account}/errands"
        words = sentence(markers.word("POST", errands, "words"))
        mai.post(errands.format(account=id_of(alice)), wish("resend-mails", words=words))
        reply = "/desk/tickets/{case}/entries"
        words = sentence(markers.word("POST", reply, "text"))
        mai.post(reply.format(case=ask_support(alice)), {"text": words})
        type_a_statement(mai, markers)
        type_a_passkey(mai, markers)
        review(mai, bob, markers)
        judge(mai, nam, markers)
        return [mai.email, nam.email]
    finally:
        desk.stop()


def type_a_statement(mai: Agent, markers: Markers) -> None:
    at = "/desk/payments/statement"
    id, text = markers.word("POST", at, "columns"), markers.word("POST", at, "csv")
    sheet = f"{id},amount,at,text\nK1,290000,23/11/2026,CK {text} cam on\n"
    mai.post(at, {"csv": sheet, "columns": [id, "amount", "at", "text"]})


def type_a_passkey(mai: Agent, markers: Markers) -> None:
    at = "/desk/me/passkeys"
    asked = mai.post(f"{at}/options", None)
    made = Device(mai.desk.origin).create(asked["options"])
    new = {"step": asked["step"], "name": sentence(markers.word("POST", at, "name")), "passkey": made}
    one = "/desk/me/passkeys/{passkey}"
    id = mai.post(at, new)["id"]
    mai.patch(one.format(passkey=id), {"name": sentence(markers.word("PATCH", one, "name"))})


def review(mai: Agent, bob: Person, markers: Markers) -> None:
    """An application of bob's: a note, a question, a proposal."""
    one = "/desk/sponsorships/{case}"
    case = applied(bob, bob.found_team())
    more = {"proposals": {"verdict": "refuse"}}
    for what in ("notes", "questions", "proposals"):
        words = sentence(markers.word("POST", f"{one}/{what}", "words"))
        mai.post(f"{one.format(case=case)}/{what}", {"words": words} | more.get(what, {}))


def judge(mai: Agent, nam: Agent, markers: Markers) -> None:
    """The appeal is answered, one report leads to a suspension, and another is dismissed."""
    for what in ("reports", "appeals"):
        mai.get(f"/desk/{what}", params={"state": markers.word("GET", f"/desk/{what}", "state")})
    answer = "/desk/appeals/{case}/answer"
    (appeal,) = mai.get("/desk/appeals")["waiting"]
    words = sentence(markers.word("PUT", answer, "words"))
    mai.put(answer.format(case=appeal["id"]), {"grant": False, "words": words})
    decide, confirm = "/desk/reports/{case}/decisions", "/desk/teams/{team}/suspension"
    for one in mai.get("/desk/reports")["waiting"]:
        theirs = one["team"] == appeal["team"]
        decision = {"act": "ask" if theirs else "dismiss", "reason": "recruitment"}
        note = sentence(markers.word("POST", decide, "note"))
        nam.post(decide.format(case=one["id"]), decision | {"note": note})
        if theirs:
            note = sentence(markers.word("PUT", confirm, "note"))
            mai.put(confirm.format(team=one["team"]), {"note": note})
