"""The OpenAPI document is what the doors really do: thousands of generated requests, and no answer it does not name."""

import copy
import inspect
from typing import Any

import pytest
import schemathesis
from hypothesis import strategies as st
from schemathesis import Case

from chalicelib.surfaces import product
from chalicelib.web import openapi
from chalicelib.web.endpoints import PREFIX
from tests.billing.doors import order_of
from tests.doors import missing, passkey_of
from tests.generated import Generated
from tests.people import Person, new_id
from tests.site import Site
from tests.sponsorship.applying import draft_with_file
from tests.tickets.shared import ticket_and_view

DOCUMENT = openapi.document(product.FEATURES)
GENERATED = Generated(DOCUMENT, product.FEATURES)
VALID, INVALID = 26, 10  # cases per operation
P = f"{PREFIX}/teams/{{team}}/projects/{{project}}"
seen = GENERATED.seen


class Grounds:
    """A team with everything in it, so that ids in requests can be of things that exist."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.alice = Person(site, "alice").sign_in()
        self.bob, self.carol = (Person(site, name).sign_in() for name in ("bob", "carol"))
        self.team, self.doomed = self.alice.found_team(), self.alice.found_team()
        self.terms = {k: v for k, v in self.alice.get("/terms").items() if k in ("version", "hash")}
        self.project, self.lists = "", [""]
        self.shelved = self.alice.open_project(self.team, "Cất đi")[0]  # archived and restored over and over
        self.me = str(self.alice.get(f"/teams/{self.team}")["me"])
        for _ in range(3):
            Person(site, "alice", self.alice.email).sign_in()
        listed = self.alice.get("/me/sessions")["sessions"]
        self.passkey = passkey_of(self.alice)
        self.browsers = [one["id"] for one in listed if not one["this"]]
        # Before generated orders use up how many a team may make in a day.
        order = str(order_of(self.alice, self.team)["reference"])
        self.standing = {"team": self.team, "member": self.me, "document": "service"}
        self.standing |= {"order": order, "part": "0"} | ticket_and_view(self.alice, self.team)

    def renew(self) -> None:
        """An empty project, so that what one operation filled is not full for the next."""
        self.project, self.lists = self.alice.open_project(self.team)

    def real(self, kind: str, path: str) -> str:
        """The id of something there is; what a DELETE takes away is new each time."""
        alice, team, project = self.alice, f"/teams/{self.team}", self.project
        if kind == "project":
            return (self.shelved if path.endswith("/archive") else project).rpartition("/")[2]
        if kind == "label":
            return self.posted("labels", {"name": "n", "color": "red"})
        if kind == "list":
            return self.posted("lists", {"name": "n"}) if path.endswith("{list}") else self.lists[0]
        if kind == "task":
            return alice.add_task(project, self.lists[0])
        if kind == "comment":
            under = f"tasks/{self.real('task', path)}/comments"
            return f"{self.me}.{self.posted(under, {'text': 't'})}"
        if kind == "invitation":
            return str(
                alice.post(f"{team}/invitations", {"email": f"{new_id()}@example.vn", "role": "guest"})["id"]
            )
        if kind == "link":
            return str(alice.post(f"{team}/links", {"role": "guest"})["id"])
        if kind == "attempt":
            return str(self.bob.post("/sign-in", {"email": self.bob.email})["attempt"])
        if kind == "number":
            return "1"
        if kind == "browser":
            return self.browsers.pop() if self.browsers else new_id()
        if kind == "passkey":
            return self.passkey
        if kind == "step":
            return str(self.bob.post("/sign-in/passkey", None)["step"])
        if path.endswith("/erasure"):
            return self.doomed
        if kind in ("sponsorship", "file"):
            return draft_with_file(alice, self.team)[kind == "file"]
        return self.standing[kind]

    def posted(self, what: str, body: dict[str, Any]) -> str:
        id = new_id()
        self.alice.post(f"{self.project}/{what}", {"id": id} | body)
        return id


@pytest.fixture(scope="module")
def grounds(site: Site) -> Grounds:
    return Grounds(site)


def test_the_document_is_openapi_3_1() -> None:
    GENERATED.schema.validate()
    assert GENERATED.schema.specification.version.startswith("3.1")
    operations = [operation for methods in DOCUMENT["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    broken = copy.deepcopy(DOCUMENT)
    broken["paths"][f"{PREFIX}/health"]["get"]["responses"] = 7
    with pytest.raises(Exception, match=r"responses|7"):
        schemathesis.openapi.from_dict(broken).validate()


def test_the_site_serves_this_document(grounds: Grounds) -> None:
    assert grounds.alice.get("/openapi.json") == DOCUMENT


def test_every_refusal_is_documented_as_a_problem() -> None:
    GENERATED.must_tell_refusals_as_problems()


def test_every_door_that_counts_says_that_it_may_refuse() -> None:
    """Limits are too wide for generated requests to meet them all."""
    for feature in product.FEATURES:
        for endpoint in feature.endpoints:
            counts = "limits.count" in inspect.getsource(endpoint.handler)
            assert counts == ("slow_down" in endpoint.refuses), f"{endpoint.method} {endpoint.path}"


def filled(grounds: Grounds, case: Case, draw: Any) -> Case:
    """Real things in place of generated ids, most of the time; a writer's key always where there is to be one."""
    if draw(st.integers(0, 9)) < 8:
        for kind in case.path_parameters:
            case.path_parameters[kind] = grounds.real(kind, case.path)
    if isinstance(case.body, dict):
        terms = grounds.terms if case.path.endswith("/consents") else {}
        real = {"list": grounds.lists[0], "member": grounds.me, "id": new_id(), **terms}
        for name in real.keys() & case.body.keys():
            case.body[name] = real[name]
        for name in ("below", "assignees", "labels", "checklist", "projects"):
            if name in case.body and draw(st.booleans()):
                del case.body[name]
    return case


@pytest.mark.parametrize(("path", "method"), GENERATED.operations, ids=lambda part: part.removeprefix(PREFIX))
def test_generated_requests_meet_only_documented_answers(grounds: Grounds, path: str, method: str) -> None:
    grounds.renew()
    # Signing out is tried by somebody else: alice's session has to last.
    by = grounds.bob if path.endswith("/session") and method == "DELETE" else grounds.alice
    if path.endswith("/consents"):
        by = grounds.carol  # taking a consent back signs out everywhere

    GENERATED.ask(path, method, by, lambda case, draw: filled(grounds, case, draw), VALID, INVALID)


def test_it_was_thorough_and_meant_something(grounds: Grounds) -> None:
    """Runs after the others: enough cases, a healthy share of them accepted, and alice is still signed in."""
    cases = seen["2xx"] + seen["4xx"]
    print(dict(seen))
    assert seen["5xx"] == 0
    assert seen["3xx"] == 0
    assert cases >= 2_000, seen
    assert seen["2xx"] >= cases * 0.3, seen
    assert seen["429"] <= cases * 0.1, seen
    for status in ("400", "404", "422"):
        assert seen[status] >= 10, f"hardly any {status}: {seen}"
    assert {"401", "403", "409", "410"} <= set(seen)
    assert grounds.alice.get("/me")["email"] == grounds.alice.email


@pytest.mark.parametrize(("path", "method"), GENERATED.operations, ids=lambda part: part.removeprefix(PREFIX))
def test_signed_out_only_documented_answers_too(grounds: Grounds, path: str, method: str) -> None:
    GENERATED.signed_out(grounds.site.url, path, method, missing)
