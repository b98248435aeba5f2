"""Requests generated from a surface's OpenAPI document, and each answer held against what the document says."""

import copy
from collections import Counter
from collections.abc import Callable
from typing import Any

import hypothesis
import requests
import schemathesis
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS

from chalicelib.local.http import ADDRESS_LIMIT
from chalicelib.web.endpoints import Feature
from tests.people import Person, new_op

KEPT = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance",
)  # fmt: skip
CAREFUL = hypothesis.settings(
    derandomize=True, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck),
    phases=[hypothesis.Phase.generate],
)  # fmt: skip
Filled = Callable[[Case, Any], Case]


class Generated:
    """A document, what is generated from it, and how it was answered: `seen` counts by status and by its class."""

    def __init__(self, document: dict[str, Any], features: list[Feature]) -> None:
        self.document = document
        self.schema = schemathesis.openapi.from_dict(copy.deepcopy(document))
        self.checks = [CHECKS.get_one(name) for name in KEPT]  # known once a schema is loaded
        self.schema.config.generation.update(with_security_parameters=False)
        self.operations = [
            (path, method.upper()) for path, methods in document["paths"].items() for method in methods
        ]
        # Answers that are no refusals whatever their status: an unfit process still says what it found.
        self.said = {
            (one.method, one.address): set(one.returns) for each in features for one in each.endpoints
        }
        self.seen: Counter[str] = Counter()
        self.line = requests.Session()

    def must_tell_refusals_as_problems(self) -> None:
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                for status, told in operation["responses"].items():
                    kinds = set(told.get("content", {}))
                    if status >= "400" and int(status) not in self.said[method.upper(), path]:
                        assert kinds == {"application/problem+json"}, (method, path, status)

    def ask(self, path: str, method: str, by: Person, filled: Filled, valid: int, invalid: int) -> None:
        """So many requests that the document allows, made meaningful by `filled`, and so many that it does not."""
        operation = self.schema[path][method]

        @hypothesis.settings(CAREFUL, max_examples=valid)
        @hypothesis.given(operation.as_strategy(GenerationMode.POSITIVE), st.data())
        def allowed(case: Case, data: st.DataObject) -> None:
            self.send(filled(case, data.draw), by)

        @hypothesis.settings(CAREFUL, max_examples=invalid)
        @hypothesis.given(operation.as_strategy(GenerationMode.NEGATIVE), st.data())
        def wrong(case: Case, data: st.DataObject) -> None:
            self.send(case, by)

        allowed()
        if operation.body or operation.path_parameters or operation.query or operation.headers:
            wrong()

    def send(self, case: Case, by: Person) -> None:
        """Ask, count the answer, hold it against the document."""
        cookies = "; ".join(f"{name}={value}" for name, value in by.cookies.items())
        headers = {"Cookie": cookies} if cookies else {}
        answer = case.call(base_url=by.site.url, session=self.line, headers=headers, timeout=30)
        if answer.status_code == 414:
            assert len(answer.request.url or "") > ADDRESS_LIMIT, answer.request.url
            return  # beyond what the server reads of an address: it never becomes a request
        self.seen[f"{answer.status_code // 100}xx"] += 1
        self.seen[str(answer.status_code)] += 1
        if answer.status_code >= 400 and answer.status_code not in self.said.get(
            (case.method, case.path), ()
        ):
            assert answer.headers["content-type"] == ["application/problem+json"], answer.text
            assert {"code", "detail", "request_id"} <= set(answer.json()), answer.text
        case.validate_response(answer, checks=self.checks)

    def signed_out(self, url: str, path: str, method: str, missing: Callable[[str], str]) -> None:
        """Without a session: an answer that the document names, and 401 wherever one is needed."""
        told = self.document["paths"][path][method.lower()]
        parts = [one["name"] for one in told["parameters"] if one["in"] == "path"]
        answer = requests.request(
            method,
            url + path.format(**{name: missing(name) for name in parts}),
            headers={"Idempotency-Key": new_op()},
            json={},
            timeout=30,
        )
        assert str(answer.status_code) in told["responses"], answer.text
        if told.get("security"):
            assert answer.status_code == 401
