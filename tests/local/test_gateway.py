"""The server passes the app what API Gateway would, and answers for itself where no app is asked."""

import http.client
import json
import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from chalicelib.local.gateway import BODY_LIMIT
from tests.local.conftest import TOGETHER, Little


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, str]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, str] = answer.json()
    assert (body["code"], body["status"], bool(body["request_id"])) == (code, status, True)
    return body


def test_the_event_is_api_gateways(little: Little) -> None:
    headers = [
        ("X-Twice", "1"),
        ("X-Twice", "2"),
        ("Cookie", "a=1"),
        ("Cookie", "b=2"),
        ("Host", "evil.example"),
    ]
    event = httpx.post(
        f"{little.url}/api/v1/echo/%C4%91%2F1?q=1&q=2&empty=&n=%E1%BB%87",
        content='{"a":"ệ"}',
        headers=headers,
    ).json()
    assert event["resource"] == event["requestContext"]["resourcePath"] == "/api/v1/echo/{id}"
    assert event["httpMethod"] == event["requestContext"]["httpMethod"] == "POST"
    assert event["pathParameters"] == {"id": "đ/1"}
    assert event["queryStringParameters"] == {"q": "2", "empty": "", "n": "ệ"}
    assert event["multiValueQueryStringParameters"] == {"q": ["1", "2"], "empty": [""], "n": ["ệ"]}
    assert event["headers"]["x-twice"] == "2"
    assert event["multiValueHeaders"]["x-twice"] == ["1", "2"]
    assert event["headers"]["cookie"] == "a=1; b=2"
    assert event["body"] == '{"a":"ệ"}'
    assert event["isBase64Encoded"] is False
    context = event["requestContext"]
    assert context["identity"]["sourceIp"] == "127.0.0.1"
    assert context["stage"]
    assert len(context["requestId"]) == 36


def test_a_header_does_not_say_where_a_request_comes_from(little: Little) -> None:
    headers = {"X-Forwarded-For": "9.9.9.9", "Forwarded": "for=9.9.9.9"}
    event = httpx.get(f"{little.url}/api/v1/echo/1", headers=headers).json()
    assert event["requestContext"]["identity"]["sourceIp"] == "127.0.0.1"


def test_binary_both_ways(little: Little) -> None:
    answer = httpx.get(f"{little.url}/api/v1/bytes", headers={"Accept": "application/x-bytes"})
    assert answer.content == bytes(range(256))
    event = httpx.post(
        f"{little.url}/api/v1/echo/1", content=b"\xff\x00", headers={"Content-Type": "application/x-bytes"}
    ).json()
    assert (event["body"], event["isBase64Encoded"]) == ("/wA=", True)


def test_several_cookies(little: Little) -> None:
    answer = httpx.get(f"{little.url}/api/v1/cookies")
    assert answer.status_code == 204
    assert answer.headers.get_list("set-cookie") == ["a=1; Path=/", "b=2; Path=/"]
    assert answer.headers["x-one"] == "1"


def test_requests_run_at_once(little: Little) -> None:
    """Each waits in its handler until all eight are there."""
    with ThreadPoolExecutor(TOGETHER) as pool:
        statuses = list(
            pool.map(
                lambda _: httpx.get(f"{little.url}/api/v1/together", timeout=30).status_code, range(TOGETHER)
            )
        )
    assert statuses == [200] * TOGETHER


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v2", "/api/v1/echo", "/api/v1/echo/", "/api/v1/echo/%ff"]
)
def test_no_such_route(little: Little, path: str) -> None:
    problem(httpx.get(little.url + path), 404, "no_route")
    problem(httpx.post(little.url + path, content=b"{}"), 404, "no_route")


def test_wrong_method(little: Little) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "HEAD"):
        answer = httpx.request(method, f"{little.url}/api/v1/echo/1")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
    english = httpx.put(f"{little.url}/api/v1/echo/1", headers={"Accept-Language": "en-GB"})
    assert "method" in problem(english, 405, "wrong_method")["detail"]


def test_a_fault_is_a_problem(little: Little) -> None:
    problem(httpx.get(f"{little.url}/api/v1/fault"), 500, "broken")


def test_a_body_as_large_as_allowed(little: Little) -> None:
    answer = httpx.post(f"{little.url}/api/v1/echo/1", content=b"x" * BODY_LIMIT)
    assert len(answer.json()["body"]) == BODY_LIMIT


@pytest.mark.parametrize("size", [BODY_LIMIT + 1, 2_000_000])
@pytest.mark.parametrize("chunked", [False, True])
def test_too_large(little: Little, size: int, chunked: bool) -> None:
    content = (b"x" * 1000 for _ in range(size // 1000 + 1)) if chunked else b"x" * size
    problem(httpx.post(f"{little.url}/api/v1/echo/1", content=content), 413, "too_large")


def test_too_large_is_said_before_it_is_sent(little: Little) -> None:
    """A gigabyte announced is refused from its headers."""
    with socket.create_connection(("127.0.0.1", little.port), 3) as line:
        line.sendall(b"POST /api/v1/echo/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_a_connection_serves_many(little: Little) -> None:
    """Also after a refusal: only an unread body costs the connection."""
    line = http.client.HTTPConnection("127.0.0.1", little.port, timeout=3)
    for path, status in (("/api/none", 404), ("/api/v1/echo/1", 200), ("/", 200)) * 2:
        line.request("GET", path)
        answer = line.getresponse()
        answer.read()
        assert answer.status == status
        assert not answer.isclosed() or answer.getheader("connection") != "close"
    line.close()


def test_bytes_that_are_no_text_stay_broken(little: Little) -> None:
    body = httpx.post(f"{little.url}/api/v1/echo/1", content=b'"\xff"').content
    assert json.loads(body)["body"] != '"�"'
