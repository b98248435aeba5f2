"""Headers of every kind of answer, whoever gives it; links and answers that do not heed what host a request names."""

import contextlib
import json
import re
import socket
import time
from collections.abc import Iterator, Mapping

import httpx
import pytest

from chalicelib.web.headers import HEADERS
from tests.conftest import Cast
from tests.local.raw import exchange, replies
from tests.people import Person, new_id

EVERY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def guarded(headers: Mapping[str, str], what: str) -> None:
    """What every answer has."""
    for name, value in EVERY.items():
        assert headers.get(name) == value, (what, name)
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'", what
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'", what
    assert policy["form-action"] in ("'none'", "'self'"), what
    assert policy.get("script-src", "'none'") in ("'none'", "'self'"), (
        f"{what}: no inline script, no other host's"
    )
    assert not re.search(
        "unsafe|http|\\*|data:(?! blob)", re.sub("img-src [^;]*", "", headers["content-security-policy"])
    ), what
    assert "server" not in headers
    assert "x-powered-by" not in headers
    assert not [name for name in headers if name.startswith("access-control-")], (
        f"{what}: other origins read nothing"
    )


def test_the_table_is_the_products() -> None:
    assert {name.lower(): value for name, value in HEADERS.items()} == EVERY


def api_answers(cast: Cast) -> Iterator[tuple[int, httpx.Response]]:
    alice, nobody, team = cast.alice, cast.nobody, f"/teams/{cast.team}"
    yield 200, alice.ask("GET", "/me")
    yield 200, alice.ask("GET", "/openapi.json")
    yield 200, alice.ask("GET", f"{cast.project}/board")
    yield 201, alice.ask("POST", f"{team}/projects", {"id": new_id(), "name": "Dự án"})
    yield 202, nobody.ask("POST", "/sign-in", {"email": f"{new_id()}@a.vn"})
    yield 204, alice.ask("GET", team, params={"after": alice.get(team)["seq"]})
    yield 400, alice.ask("POST", "/teams", content=b"{", headers={"Content-Type": "application/json"})
    yield 401, nobody.ask("GET", "/me", headers={"Cookie": ""})
    yield 403, alice.ask("POST", "/teams", {}, headers={"Origin": "https://evil.example"})
    yield 403, cast.bob.ask("PATCH", team, {"name": "x"})
    yield 404, cast.charlie.ask("GET", team)
    yield 404, alice.ask("GET", "/nothing")
    yield 404, alice.ask("GET", "/%0anothing")
    yield 405, alice.ask("PUT", "/me")
    yield 405, alice.ask("OPTIONS", "/me")
    yield 413, alice.ask("POST", "/teams", content=b"x" * 300_000)
    yield 415, alice.ask("POST", "/teams", content=b"x", headers={"Content-Type": "text/plain"})
    yield 422, alice.ask("POST", "/teams", {"name": ""})


def test_every_answer_of_the_api(cast: Cast) -> None:
    for status, answer in api_answers(cast):
        assert answer.status_code == status, answer.text
        what = f"{answer.request.method} {answer.request.url.path} {status}"
        guarded(answer.headers, what)
        assert answer.headers["cache-control"] == "no-store", what
        assert answer.headers["content-security-policy"] == NOTHING, what


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_every_page_file_and_what_there_is_not(cast: Cast, method: str) -> None:
    url = cast.site.url
    page = httpx.get(url).text
    script = re.search(r'src="(/assets/[^"]+\.js)"', page)
    for path in ("/", "/sign-in/link", "/join", "/icon.svg", "/nothing.js", "/../x.js", "/mailbox", "/mailbox/", "/mailbox.json",
                 "/status", "/status/", "/api", "/%0a", "/%ff", "//evil.example", "/assets/", script[1] if script else "/"):  # fmt: skip
        answer = httpx.request(method, url + path)
        guarded(answer.headers, f"{method} {path} {answer.status_code}")
        assert answer.status_code not in (301, 302, 303, 307, 308), (
            "a redirect would name the host that was asked for"
        )
        if method not in ("GET", "HEAD"):
            assert answer.status_code in (404, 405), path
    elsewhere = httpx.get(f"{url}/mailbox", headers={"Host": "evil.example"})
    assert elsewhere.status_code == 403
    guarded(elsewhere.headers, "the mailbox elsewhere")


MALFORMED = {
    "no http at all": (b"hello\r\n\r\n", 400),
    "tls": (b"\x16\x03\x01\x02\x00\x01\x00", 400),
    "an odd version": (b"GET / HTTP/9.9\r\n\r\n", 400),
    "a blank in a header's name": (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
    "a header without a name": (b"GET / HTTP/1.1\r\n: a\r\n\r\n", 400),
    "a NUL in a header": (b"GET / HTTP/1.1\r\nHost: a\x00b\r\n\r\n", 400),
    "a folded header": (b"GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", 400),
    "an address of 17 KB": (b"GET /" + b"a" * 17_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "an address of 100 KB": (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "a query of 70 KB": (b"GET /api/v1/me?" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "a cookie of 40 KB": (
        b"GET /api/v1/me HTTP/1.1\r\nHost: a\r\nCookie: a=" + b"a" * 40_000 + b"\r\n\r\n",
        431,
    ),
    "4,000 headers": (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X-Many: 1234\r\n" * 4_000 + b"\r\n", 431),
    "an endless header": (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 2_000_000, 431),
    "an endless name": (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"x" * 2_000_000, 431),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_what_is_no_request_is_refused_as_everything_else(cast: Cast, case: str) -> None:
    sent, status = MALFORMED[case]
    (answer,) = replies(exchange(cast.site.port, sent))
    assert answer.status == status
    guarded(answer.headers, case)
    assert answer.headers["content-type"] == "application/problem+json"
    told = json.loads(answer.body)
    assert (told["status"], bool(told["detail"]), bool(told["request_id"])) == (status, True, True)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["connection"] == "close"


@pytest.mark.slow
def test_a_head_that_never_ends_is_not_waited_for(cast: Cast) -> None:
    """One byte now and then would otherwise hold a connection for ever."""
    with socket.create_connection(("127.0.0.1", cast.site.port), 40) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
        begun = time.monotonic()
        with contextlib.suppress(ConnectionError, TimeoutError):
            while time.monotonic() - begun < 40:
                line.sendall(b"X")
                line.settimeout(1)
                with contextlib.suppress(TimeoutError):
                    assert line.recv(1) == b""
                    break
        assert 15 < time.monotonic() - begun < 30


def test_cookies_as_large_as_browsers_keep_are_read(cast: Cast) -> None:
    """Other programs on this host's ports share a browser's cookies with us."""
    others = "; ".join(f"c{n}={'x' * 1_000}" for n in range(25))
    kept = "; ".join(f"{name}={value}" for name, value in cast.alice.cookies.items())
    answer = cast.alice.ask("GET", "/me", headers={"Cookie": f"{others}; {kept}"})
    assert answer.status_code == 200


HOSTS = [
    {"Host": "evil.example"},
    {"Host": "evil.example:8000"},
    {"Host": ""},
    {"Host": "127.0.0.1@evil.example"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
    {"Forwarded": "host=evil.example;proto=https"},
    {"X-Original-URL": "/api/v1/teams", "X-Rewrite-URL": "/api/v1/teams", "X-HTTP-Method-Override": "DELETE"},
]


@pytest.mark.parametrize("headers", HOSTS, ids=str)
def test_the_host_is_never_the_requests(cast: Cast, headers: dict[str, str]) -> None:
    asker = Person(cast.site, "ai")
    usual, odd = ({}, headers)
    seen = []
    for given in (usual, odd):
        assert asker.ask("POST", "/sign-in", {"email": asker.email}, headers=given).status_code == 202
        invited = f"{new_id().lower()}@a.vn"
        body = {"email": invited, "role": "guest"}
        made = cast.alice.ask("POST", f"/teams/{cast.team}/invitations", body, headers=given)
        link = cast.alice.ask("POST", f"/teams/{cast.team}/links", {"role": "guest"}, headers=given).json()[
            "url"
        ]
        mails = cast.site.mails(asker.email)[0], cast.site.mails(invited)[0]
        links = [url for mail in mails for url in mail["links"]] + [link]
        assert {url.partition("#")[0].removeprefix(cast.site.url) for url in links} == {
            "/sign-in/link",
            "/join",
        }
        page = httpx.get(cast.site.url, headers=given)
        seen.append([made.status_code, cast.alice.ask("GET", "/me", headers=given).json(), page.text])
        assert "evil" not in str([made.text, str(made.headers), page.text, str(page.headers), mails])
    assert seen[0] == seen[1]


def test_a_secret_stands_behind_the_hash_of_a_link_and_nowhere_else(cast: Cast) -> None:
    """What follows a # is sent to no server and to no other page."""
    asker = Person(cast.site, "ai").sign_in()
    cast.alice.bring(asker, cast.team, "guest")
    for mail in cast.site.mails(asker.email):
        (url,) = mail["links"]
        before, _, secret = url.partition("#")
        assert "?" not in before
        assert re.fullmatch(r"[0-9A-Za-z]{12,22}(\.[0-9A-Za-z_-]{12,43}){1,2}", secret)
        assert not any(part in before + mail["subject"] for part in secret.split("."))
        assert str(mail["code"]) not in mail["subject"]
    document = cast.nobody.get("/openapi.json")
    queries = {p["name"] for methods in document["paths"].values() for one in methods.values() for p in one["parameters"] if p["in"] == "query"}  # fmt: skip
    assert not [name for name in queries if re.search("token|code|secret|password|email|phone", name)], (
        queries
    )
