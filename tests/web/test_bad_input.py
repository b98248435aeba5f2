"""What people and programs send wrongly: refused by name, in their language, with nothing half-written."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.conftest import Cast
from tests.doors import problem
from tests.people import Person, new_id, new_op

Desk = tuple[Person, str, list[str]]
LIMIT = 256 * 1024


def send(
    person: Person, path: str, content: bytes, kind: str | None = "application/json", **more: str
) -> httpx.Response:
    """A POST of these very bytes."""
    headers = ({"Content-Type": kind} if kind is not None else {}) | {
        name.replace("_", "-"): value for name, value in more.items()
    }
    return person.ask("POST", path, headers=headers, content=content)


def task_in(desk: Desk, **fields: Any) -> dict[str, Any]:
    return {"id": new_id(), "title": "Việc", "list": desk[2][0]} | fields


@pytest.fixture
def unchanged(desk: Desk) -> Any:
    """The project's log is the same after the test as before."""
    alice, project, _ = desk
    before = alice.get(f"{project}/entries", params={"after": 0})
    yield
    assert alice.get(f"{project}/entries", params={"after": 0}) == before, "something was written"


def text_of(**fields: Any) -> Callable[[Desk], bytes]:
    return lambda desk: json.dumps(task_in(desk, **fields)).encode()


def broken(*pieces: str | bytes) -> Callable[[Desk], bytes]:
    """A task's JSON with something raw as its title."""
    raw = b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
    return lambda desk: text_of(title="@@")(desk).replace(b'"@@"', raw)


BROKEN = {
    "nothing": lambda desk: b"",
    "half": lambda desk: text_of()(desk)[:-2],
    "two values": lambda desk: text_of()(desk) * 2,
    "a trailing comma": lambda desk: text_of()(desk)[:-1] + b",}",
    "single quotes": lambda desk: text_of()(desk).replace(b'"', b"'"),
    "NaN": broken("NaN"),
    "a lone high surrogate": broken(r'"\ud83d"'),
    "a lone low surrogate": broken(r'"x\ude00"'),
    "surrogates the wrong way round": broken(r'"\ude00\ud83d"'),
    "bytes that are not UTF-8": broken(b'"\xff\xfe"'),
    "a surrogate in UTF-8": broken(b'"\xed\xa0\xbd"'),
    "UTF-16": lambda desk: text_of()(desk).decode().encode("utf-16"),
    "a bare control character": broken(b'"a\x01b"'),
    "a hundred thousand brackets": broken("[" * 100_000),
    "deep nesting": broken("[" * 60_000, "]" * 60_000),
    "a number beyond all bounds": broken("1e999999"),
    "thousands of digits": broken("9" * 5_000),
}  # fmt: skip


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("case", BROKEN)
def test_what_is_not_json_is_400(desk: Desk, case: str) -> None:
    answer = send(desk[0], f"{desk[1]}/tasks", BROKEN[case](desk))
    assert (answer.status_code, problem(answer)) == (400, "broken_json")


WRONG = [
    ({"title": 7}, "title"),
    ({"title": None}, "title"),
    ({"title": ""}, "title"),
    ({"title": " \t\u00a0"}, "title"),
    ({"title": "x" * 301}, "title"),
    ({"title": ["x"]}, "title"),
    ({"id": "short"}, "id"),
    ({"id": "0123456789a!"}, "id"),
    ({"id": "0123456789ab\n"}, "id"),
    ({"list": "0123456789ab\n"}, "list"),
    ({"list": {}}, "list"),
    ({"below": 1}, "below"),
    ({"due": "2026-13-01"}, "due"),
    ({"due": "2026-02-29"}, "due"),
    ({"due": "2026-2-1"}, "due"),
    ({"due": "٢٠٢٦-٠١-٠١"}, "due"),
    ({"due": "2026-01-01\n"}, "due"),
    ({"due": 20260101}, "due"),
    ({"due": ""}, "due"),
    ({"assignees": []}, "assignees"),
    ({"assignees": {"x": True}}, "assignees"),
    ({"labels": {"0123456789ab": 1}}, "labels[...]"),
    ({"labels": {f"{n:012}": True for n in range(101)}}, "labels"),
    ({"checklist": {"0123456789ab": {"text": "x" * 301}}}, "checklist[...].text"),
    ({"checklist": {"0123456789ab": {"text": "x", "done": "yes"}}}, "checklist[...].done"),
    ({"checklist": {"0123456789ab": {"txt": "x"}}}, "checklist[...].txt"),
    ({"titel": "x"}, "titel"),
    ({"created_by": "me"}, "created_by"),
    ({"position": "a0"}, "position"),
    ({"closed_at": 1}, "closed_at"),
    ({"constructor": {}}, "constructor"),
    ({"__proto__": {}}, "__proto__"),
]


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("fields", "field"), WRONG, ids=[f"{f} {next(iter(v.values()))!r:.20}" for v, f in WRONG]
)
def test_a_wrong_or_unknown_field_is_422_and_named(desk: Desk, fields: dict[str, Any], field: str) -> None:
    answer = send(desk[0], f"{desk[1]}/tasks", text_of(**fields)(desk))
    assert (answer.status_code, problem(answer)) == (422, "invalid"), answer.text
    assert answer.json()["field"] == field
    english = send(desk[0], f"{desk[1]}/tasks", text_of(**fields)(desk), Accept_Language="en-GB").json()[
        "detail"
    ]
    vietnamese = answer.json()["detail"]
    assert vietnamese.startswith(f"Trường {field} chưa đúng: ")
    assert english.startswith(f"The field {field} is not right: ")
    assert not set("`^$") & set(vietnamese + english), "a person is not told about patterns"


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("body", [b"[]", b"7", b'"x"', b"null", b"true"])
def test_a_body_that_is_no_object_is_422(desk: Desk, body: bytes) -> None:
    answer = send(desk[0], f"{desk[1]}/tasks", body)
    assert (answer.status_code, answer.json()["field"]) == (422, "body")


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("missing", ["id", "title", "list"])
def test_a_missing_field_is_422_and_named(desk: Desk, missing: str) -> None:
    body = task_in(desk)
    del body[missing]
    answer = desk[0].ask("POST", f"{desk[1]}/tasks", body)
    assert (answer.status_code, answer.json()["field"]) == (422, missing)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "kind", [None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", "text/json", "application/json-patch+json"]
)  # fmt: skip
def test_another_content_type_is_415(desk: Desk, kind: str | None) -> None:
    answer = send(desk[0], f"{desk[1]}/tasks", text_of()(desk), kind)
    assert (answer.status_code, problem(answer)) == (415, "json_required")


def test_json_may_name_its_charset_and_be_written_in_capitals(desk: Desk) -> None:
    for kind in ("application/json; charset=utf-8", "Application/JSON", "application/json ;x=y"):
        assert send(desk[0], f"{desk[1]}/tasks", text_of()(desk), kind).status_code == 201, kind


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("size", [LIMIT + 1, 4 * LIMIT])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_413(desk: Desk, size: int, chunked: bool) -> None:
    alice, project, _ = desk
    body = text_of()(desk)
    body += b" " * (size - len(body))
    content: Any = iter([body[:1000], body[1000:]]) if chunked else body
    answer = alice.ask(
        "POST", f"{project}/tasks", headers={"Content-Type": "application/json"}, content=content
    )
    assert (answer.status_code, problem(answer)) == (413, "too_large")
    assert str(LIMIT) in answer.json()["detail"]


def test_a_body_of_just_the_limit_is_read(desk: Desk) -> None:
    body = text_of()(desk)
    assert send(desk[0], f"{desk[1]}/tasks", body + b" " * (LIMIT - len(body))).status_code == 201


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    "key", ["", "fifteen-letters", "x" * 41, "with blanks in it", "has,a+comma!and.more"]
)
def test_a_write_needs_a_key(desk: Desk, key: str) -> None:
    answer = send(desk[0], f"{desk[1]}/tasks", text_of()(desk), Idempotency_Key=key)
    assert (answer.status_code, problem(answer)) == (400, "key_required")


@pytest.mark.usefixtures("unchanged")
def test_what_does_not_fit_together_is_refused_whole(desk: Desk, cast: Cast) -> None:
    """Foreign ids inside bodies lead nowhere either."""
    alice, project, _ = desk
    stranger = cast.charlie.get(f"/teams/{cast.other_team}")["me"]
    for fields in (
        {"list": cast.other_lists[0]},
        {"list": new_id()},
        {"assignees": {stranger: True}},
        {"labels": {new_id(): True}},
    ):
        answer = alice.ask("POST", f"{project}/tasks", task_in(desk, **fields))
        assert (answer.status_code, problem(answer)) == (404, "not_found"), fields
    answer = alice.ask("POST", f"{project}/tasks", task_in(desk, below=new_id()))
    assert (answer.status_code, answer.json()["field"]) == (422, "below")
    for path, query in (("entries", {"after": "x"}), ("entries", {}), ("entries", {"after": -1}), ("entries", {"after": 1, "limit": 0}), ("entries", {"after": 1, "limit": 501}), ("feed", {"before": "x"}), ("search", {}), ("search", {"q": ""}), ("search", {"q": "x" * 201})):  # fmt: skip
        answer = alice.ask("GET", f"{project}/{path}", params=query)
        assert (answer.status_code, problem(answer)) == (422, "invalid"), (path, query)
    for after in ("x", "-1", "1.5", "٣", "9" * 16, ""):
        answer = alice.ask("POST", f"{project}/tasks", task_in(desk), params={"after": after})
        assert (answer.status_code, answer.json()["field"]) == (422, "after"), after


def test_of_a_doubled_key_the_last_counts_as_everywhere(desk: Desk) -> None:
    alice, project, _ = desk
    body = task_in(desk)
    raw = json.dumps(body)[:-1] + ', "title": "sau"}'
    assert send(alice, f"{project}/tasks", raw.encode()).status_code == 201
    assert alice.board(project)["task"][body["id"]]["title"] == "sau"


def test_a_batch_with_one_bad_op_says_which_and_writes_the_others(desk: Desk) -> None:
    alice, project, _ = desk
    before = alice.board(project).get("task", {})
    good, ops = task_in(desk), [new_op() for _ in range(3)]
    bodies = [good, task_in(desk, title=""), task_in(desk, titel="x")]
    sent = [
        {"op": op, "method": "POST", "path": "/tasks", "body": body}
        for op, body in zip(ops, bodies, strict=True)
    ]
    results = alice.post(f"{project}/entries", {"after": 0, "ops": sent})["results"]
    assert [r["status"] for r in results] == [200, 422, 422]
    assert [r["problem"]["field"] for r in results[1:]] == ["title", "titel"]
    assert set(alice.board(project)["task"]) - set(before) == {good["id"]}


@pytest.mark.parametrize("path", ["/teams/a%0Ab", "/teams/%0D%0A", "/no%0Awhere", "/teams/%E2%80%A8"])
def test_a_line_end_in_an_address_is_nothing_special(cast: Cast, path: str) -> None:
    answer = cast.alice.ask("GET", path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
