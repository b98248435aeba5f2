"""The desk's document is what the desk's doors really do, as tests/test_openapi.py says of the product's."""

import secrets
from typing import Any

import pytest
from hypothesis import strategies as st
from schemathesis import Case

from chalicelib.surfaces import desk as desk_surface
from chalicelib.web import openapi
from tests.abuse.desk_doors import fresh
from tests.abuse.restricting import restrict
from tests.billing.desk_doors import asked
from tests.billing.doors import order_of
from tests.desk.desk import Desk, signed_in
from tests.desk.row import ROLES
from tests.generated import Generated
from tests.mine.site import id_of
from tests.people import Person, new_id
from tests.site import Site
from tests.sponsorship.applying import applied, shown
from tests.tickets.shared import ask_support, share

DOCUMENT = openapi.document(desk_surface.FEATURES, openapi.DESK_COOKIE)
GENERATED = Generated(DOCUMENT, desk_surface.FEATURES)
VALID, INVALID = 16, 7  # cases per operation
seen = GENERATED.seen
doors = pytest.mark.parametrize(
    ("path", "method"), GENERATED.operations, ids=lambda part: part.removeprefix("/api/v1/desk")
)


class Grounds:
    """An agent of every role, and one of each thing that comes to the desk."""

    def __init__(self, site: Site, desk: Desk) -> None:
        self.desk = desk
        self.mai = signed_in(desk, *ROLES, name="mai")
        self.lan = lan = Person(site, "lan").sign_in()
        self.team = lan.found_team()
        project, _ = lan.open_project(self.team)
        self.ticket = ask_support(lan)
        self.view = share(lan, project, self.ticket)
        self.sponsorship = applied(lan, self.team)
        self.file = shown(lan, self.team, self.sponsorship)["files"][0]["id"]
        self.standing = {
            "team": self.team, "account": id_of(lan), "view": self.view, "file": self.file, "number": "1",
            "reference": str(order_of(lan, self.team)["reference"]),
        }  # fmt: skip
        # A restriction that was appealed, of another team: one that is suspended opens nothing any more.
        limited = lan.found_team()
        restrict(site, limited, "limit")
        lan.post(f"/teams/{limited}/appeals", {"words": "Xin xem lại."})
        self.appeal = self.mai.get("/desk/appeals")["waiting"][0]["id"]

    def real(self, kind: str, path: str) -> str:
        if kind == "case":
            if "/reports/" in path:
                return fresh(self.mai)["case"] if path.endswith("/decisions") else self.report
            return (
                self.ticket
                if "/tickets/" in path
                else self.appeal
                if "/appeals/" in path
                else self.sponsorship
            )
        if kind == "approval":
            return str(self.mai.post("/desk/approvals", asked())["id"])
        if kind == "session":
            listed = self.mai.get("/desk/me/sessions")["sessions"]
            return next((one["id"] for one in listed if not one["this"]), new_id())
        if kind == "step":
            begins = "/desk/me/proof" if "/proof/" in path else "/desk/sign-in"
            return str(self.mai.post(begins, None)["step"])
        if kind == "passkey":
            return str(self.mai.get("/desk/me/passkeys")["passkeys"][0]["id"])
        return self.standing[kind]

    @property
    def report(self) -> str:
        if "report" not in self.standing:
            self.standing["report"] = fresh(self.mai)["case"]
        return self.standing["report"]


@pytest.fixture(scope="module")
def grounds(site: Site, the_desk: Desk) -> Grounds:
    return Grounds(site, the_desk)


def test_the_document_is_openapi_3_1_and_served() -> None:
    GENERATED.schema.validate()
    assert GENERATED.schema.specification.version.startswith("3.1")
    operations = [operation for methods in DOCUMENT["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)


def test_the_desk_serves_this_document(grounds: Grounds) -> None:
    assert grounds.mai.get("/desk/openapi.json") == DOCUMENT


def test_every_refusal_is_documented_as_a_problem() -> None:
    GENERATED.must_tell_refusals_as_problems()


def filled(grounds: Grounds, case: Case, draw: Any) -> Case:
    """Real things in place of generated ids, most of the time."""
    if draw(st.integers(0, 9)) < 8:
        for kind in case.path_parameters:
            case.path_parameters[kind] = grounds.real(kind, case.path)
        if isinstance(case.body, dict):
            real = {
                "contact": grounds.lan.email,
                "team": grounds.team,
                "reference": grounds.standing["reference"],
            }
            for name in real.keys() & case.body.keys():
                case.body[name] = real[name]
    return case


@doors
def test_generated_requests_meet_only_documented_answers(grounds: Grounds, path: str, method: str) -> None:
    # Signing out, everywhere too, is tried by somebody else: mai's session has to last.
    leaves = method == "DELETE" and path.endswith(("/desk/session", "/me/sessions"))
    by = signed_in(grounds.desk, "support") if leaves else grounds.mai
    GENERATED.ask(path, method, by, lambda case, draw: filled(grounds, case, draw), VALID, INVALID)


def test_it_was_thorough_and_meant_something(grounds: Grounds) -> None:
    """Runs after the others: enough cases, a healthy share of them accepted, and mai is still signed in."""
    cases = seen["2xx"] + seen["4xx"]
    print(dict(seen))
    assert seen["5xx"] == 0
    assert seen["3xx"] == 0
    assert cases >= 12 * len(GENERATED.operations), seen
    assert seen["2xx"] >= cases * 0.3, seen
    assert seen["429"] <= cases * 0.1, seen
    for status in ("400", "404", "409", "422"):
        assert seen[status] >= 5, f"hardly any {status}: {seen}"
    assert {"401", "403", "410"} <= set(seen)
    assert grounds.mai.get("/desk/me")["agent"] == grounds.mai.id


@doors
def test_signed_out_only_documented_answers_too(grounds: Grounds, path: str, method: str) -> None:
    GENERATED.signed_out(grounds.desk.url, path, method, lambda kind: missing(DOCUMENT, path, method, kind))


def missing(document: dict[str, Any], path: str, method: str, kind: str) -> str:
    """A well-formed id of nothing, as the document says that it looks."""
    for one in document["paths"][path][method.lower()]["parameters"]:
        if one["name"] == kind and "22" in one["schema"]["pattern"]:
            return secrets.token_hex(11)
    return "998" if kind == "number" else new_id()
