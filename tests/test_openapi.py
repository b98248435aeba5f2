"""The OpenAPI document is what the doors really do: thousands of generated requests, and no answer it does not name."""

import copy
import inspect
from collections import Counter
from typing import Any

import hypothesis
import pytest
import requests
import schemathesis
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS

from chalicelib.local.http import ADDRESS_LIMIT
from chalicelib.surfaces import product
from chalicelib.web import openapi
from chalicelib.web.endpoints import PREFIX
from tests.billing.doors import order_of
from tests.doors import missing, passkey_of
from tests.people import Person, new_id, new_op
from tests.site import Site
from tests.sponsorship.applying import draft_with_file
from tests.tickets.shared import ticket_and_view

DOCUMENT = openapi.document(product.FEATURES)
SCHEMA = schemathesis.openapi.from_dict(copy.deepcopy(DOCUMENT))
SCHEMA.config.generation.update(with_security_parameters=False)
OPERATIONS = [(path, method.upper()) for path, methods in DOCUMENT["paths"].items() for method in methods]
KEPT = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
        "response_headers_conformance",
    )
]  # fmt: skip
VALID, INVALID = 40, 14  # cases per operation
P = f"{PREFIX}/teams/{{team}}/projects/{{project}}"
seen: Counter[str] = Counter()


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
    SCHEMA.validate()
    assert SCHEMA.specification.version.startswith("3.1")
    operations = [operation for methods in DOCUMENT["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    broken = copy.deepcopy(DOCUMENT)
    broken["paths"][f"{PREFIX}/health"]["get"]["responses"] = 7
    with pytest.raises(Exception, match=r"responses|7"):
        schemathesis.openapi.from_dict(broken).validate()


def test_the_site_serves_this_document(grounds: Grounds) -> None:
    assert grounds.alice.get("/openapi.json") == DOCUMENT


# Answers that are no refusals whatever their status: an unfit process still says what it found.
SAID = {
    (one.method, one.address): set(one.returns) for feature in product.FEATURES for one in feature.endpoints
}


def test_every_refusal_is_documented_as_a_problem() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            for status, told in operation["responses"].items():
                kinds = set(told.get("content", {}))
                if status >= "400" and int(status) not in SAID[method.upper(), path]:
                    assert kinds == {"application/problem+json"}, (method, path, status)


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


def send(grounds: Grounds, case: Case, by: Person) -> None:
    """Ask, count the answer, hold it against the document."""
    cookies = "; ".join(f"{name}={value}" for name, value in by.cookies.items())
    headers = {"Cookie": cookies} if cookies else {}
    answer = case.call(base_url=grounds.site.url, session=LINE, headers=headers, timeout=30)
    if answer.status_code == 414:
        assert len(answer.request.url or "") > ADDRESS_LIMIT, answer.request.url
        return  # beyond what the server reads of an address: it never becomes a request
    seen[f"{answer.status_code // 100}xx"] += 1
    seen[str(answer.status_code)] += 1
    if answer.status_code >= 400 and answer.status_code not in SAID.get((case.method, case.path), ()):
        assert answer.headers["content-type"] == ["application/problem+json"], answer.text
        assert {"code", "detail", "request_id"} <= set(answer.json()), answer.text
    case.validate_response(answer, checks=KEPT)


LINE = requests.Session()
careful = hypothesis.settings(
    derandomize=True, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck),
    phases=[hypothesis.Phase.generate],
)  # fmt: skip


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda part: part.removeprefix(PREFIX))
def test_generated_requests_meet_only_documented_answers(grounds: Grounds, path: str, method: str) -> None:
    grounds.renew()
    operation = SCHEMA[path][method]
    # Signing out is tried by somebody else: alice's session has to last.
    by = grounds.bob if path.endswith("/session") and method == "DELETE" else grounds.alice
    if path.endswith("/consents"):
        by = grounds.carol  # taking a consent back signs out everywhere

    @hypothesis.settings(careful, max_examples=VALID)
    @hypothesis.given(operation.as_strategy(GenerationMode.POSITIVE), st.data())
    def valid(case: Case, data: st.DataObject) -> None:
        send(grounds, filled(grounds, case, data.draw), by)

    @hypothesis.settings(careful, max_examples=INVALID)
    @hypothesis.given(operation.as_strategy(GenerationMode.NEGATIVE), st.data())
    def invalid(case: Case, data: st.DataObject) -> None:
        send(grounds, case, by)

    valid()
    if operation.body or operation.path_parameters or operation.query or operation.headers:
        invalid()


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


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda part: part.removeprefix(PREFIX))
def test_signed_out_only_documented_answers_too(grounds: Grounds, path: str, method: str) -> None:
    told = DOCUMENT["paths"][path][method.lower()]
    ids = {
        parameter["name"]: missing(parameter["name"])
        for parameter in told["parameters"]
        if parameter["in"] == "path"
    }
    answer = requests.request(
        method,
        grounds.site.url + path.format(**ids),
        headers={"Idempotency-Key": new_op()},
        json={},
        timeout=30,
    )
    assert str(answer.status_code) in told["responses"], answer.text
    if told.get("security"):
        assert answer.status_code == 401
