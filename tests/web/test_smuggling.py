"""One request is one request: lengths that contradict each other are refused whole, and what hides in a body is a body."""

import json

import httpx
import pytest

from tests.conftest import Cast
from tests.local.raw import exchange, replies
from tests.people import Person, new_op

HIDDEN = b"GET /api/v1/health HTTP/1.1\r\nHost: a\r\n\r\n"


def post(person: Person, lengths: bytes, body: bytes, path: bytes = b"/api/v1/teams") -> bytes:
    """A signed-in request to found a team, with these headers for its length."""
    cookie = "; ".join(f"{k}={v}" for k, v in person.cookies.items()).encode()
    head = b"POST " + path + b" HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nIdempotency-Key: "
    return head + new_op().encode() + b"\r\nCookie: " + cookie + b"\r\n" + lengths + b"\r\n\r\n" + body


BODY = json.dumps({"name": "Lén", "member_name": "Ai"}).encode()
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
LENGTH = b"Content-Length: %d" % len(BODY)

CONTRADICTIONS = {
    "length and chunks": (LENGTH + b"\r\nTransfer-Encoding: chunked", CHUNKED + HIDDEN),
    "chunks and length": (b"Transfer-Encoding: chunked\r\n" + LENGTH, CHUNKED + HIDDEN),
    "two lengths": (LENGTH + b"\r\nContent-Length: 4", BODY),
    "one length twice": (LENGTH + b"\r\n" + LENGTH, BODY),
    "a list of lengths": (b"Content-Length: %d, %d" % (len(BODY), len(BODY)), BODY),
    "a negative length": (b"Content-Length: -1", BODY),
    "a length with a plus": (b"Content-Length: +%d" % len(BODY), BODY),
    "a length in hex": (b"Content-Length: 0x%x" % len(BODY), BODY),
    "a length that overflows": (b"Content-Length: 18446744073709551617", BODY),
    "an empty length": (b"Content-Length:", BODY),
    "a blank before the colon": (b"Content-Length : %d" % len(BODY), BODY),
    "chunks in a blank-led line": (LENGTH + b"\r\n Transfer-Encoding: chunked", BODY),
    "an unknown encoding": (b"Transfer-Encoding: xchunked", CHUNKED),
    "chunks not last": (b"Transfer-Encoding: chunked, identity", CHUNKED),
    "a chunk size that is none": (b"Transfer-Encoding: chunked", b"zz\r\n" + BODY + b"\r\n0\r\n\r\n"),
    "a chunk size that overflows": (b"Transfer-Encoding: chunked", b"fffffffffffffffff\r\n" + BODY),
    "a chunk longer than it says": (b"Transfer-Encoding: chunked", b"2\r\n" + BODY + b"\r\n0\r\n\r\n"),
    "a negative chunk": (b"Transfer-Encoding: chunked", b"-1\r\n" + BODY + b"\r\n0\r\n\r\n"),
    "a NUL in the encoding": (b"Transfer-Encoding: chunked\x00", CHUNKED),
}


@pytest.fixture
def sly(cast: Cast) -> Person:
    return cast.charlie


def founded(person: Person) -> int:
    return [team["name"] for team in person.get("/teams")["teams"]].count("Lén")


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_lengths_that_contradict_each_other_are_refused_whole(sly: Person, case: str) -> None:
    before = founded(sly)
    lengths, body = CONTRADICTIONS[case]
    answers = replies(exchange(sly.site.port, post(sly, lengths, body)))
    assert [answer.status for answer in answers] == [400], case
    assert answers[0].headers["connection"] == "close"
    assert founded(sly) == before, "nothing of it was done"


@pytest.mark.parametrize("lengths", [b"Content-Length: 5000", b"Transfer-Encoding: chunked"])
def test_a_body_that_does_not_come_is_no_request(sly: Person, lengths: bytes) -> None:
    before = founded(sly)
    body = BODY if lengths.startswith(b"C") else b"%x\r\n%s\r\n" % (len(BODY), BODY)
    assert exchange(sly.site.port, post(sly, lengths, body)) == b""
    assert founded(sly) == before


def test_what_follows_a_request_is_the_next_one_and_what_is_in_it_is_not(sly: Person) -> None:
    wanted = b"POST /api/v1/joinings/preview HTTP/1.1"
    inside = json.dumps({"token": HIDDEN.decode()}).encode()
    sent = post(sly, b"Content-Length: %d" % len(inside), inside, b"/api/v1/joinings/preview")
    assert wanted in sent
    answers = replies(exchange(sly.site.port, sent + HIDDEN.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), shut=False))  # fmt: skip
    assert [answer.status for answer in answers] == [410, 200]
    assert json.loads(answers[1].body)["status"] == "ok"


def test_chunks_are_one_body_however_they_are_cut(sly: Person) -> None:
    before = founded(sly)
    cut = b"".join(b"1;x=y\r\n%c\r\n" % byte for byte in BODY) + b"0\r\nX-Trailer: 1\r\n\r\n"
    (answer,) = replies(exchange(sly.site.port, post(sly, b"Transfer-Encoding: chunked\r\nConnection: close", cut), shut=False))  # fmt: skip
    assert answer.status == 201
    assert founded(sly) == before + 1


TYPES = [
    {"Content-Type": "text/plain"},
    {"Content-Type": "text/plain;application/json"},
    {"Content-Type": "application/x-www-form-urlencoded"},
    {"Content-Type": "multipart/form-data; boundary=application/json"},
    {"Content-Type": "text/plain, application/json"},
    {"Content-Type": "application/json+x"},
    {"Content-Type": "application/json\tx"},
    {"Content-Type": "application /json"},
    {},
]


@pytest.mark.parametrize("headers", TYPES, ids=str)
def test_a_form_of_another_site_cannot_say_json(sly: Person, headers: dict[str, str]) -> None:
    """What a page can send without being asked first (a form, a beacon) is never of our type."""
    before = founded(sly)
    cookie = "; ".join(f"{k}={v}" for k, v in sly.cookies.items())
    given = {"Cookie": cookie, "Idempotency-Key": new_op()} | headers
    answer = httpx.post(f"{sly.site.url}/api/v1/teams", content=BODY, headers=given)
    assert answer.status_code == 415
    assert founded(sly) == before


def test_a_packed_or_differently_coded_body_is_not_unpacked(sly: Person) -> None:
    import gzip

    cookie = "; ".join(f"{k}={v}" for k, v in sly.cookies.items())
    given = {
        "Cookie": cookie,
        "Idempotency-Key": new_op(),
        "Content-Type": "application/json; charset=utf-16",
    }
    for content, more in (
        (gzip.compress(BODY), {"Content-Encoding": "gzip"}),
        (BODY.decode().encode("utf-16"), {}),
    ):
        answer = httpx.post(f"{sly.site.url}/api/v1/teams", content=content, headers=given | more)
        assert (answer.status_code, answer.json()["code"]) == (400, "broken_json")
