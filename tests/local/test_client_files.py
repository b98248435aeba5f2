"""The client's files: cached for ever when their name says what is in them, and under a strict policy."""

import gzip
import os

import httpx

from tests.local.conftest import Little

PLAIN = {"Accept-Encoding": "identity"}


def test_hashed_files_never_change(little: Little) -> None:
    answer = httpx.get(f"{little.url}/assets/main-abc123.js", headers=PLAIN)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "content-encoding" not in answer.headers


def test_the_page_is_asked_for_again(little: Little) -> None:
    answer = httpx.get(little.url)
    assert answer.headers["cache-control"] == "no-cache"
    again = httpx.get(little.url, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_compressed_for_those_who_take_it(little: Little) -> None:
    plain = httpx.get(f"{little.url}/assets/main-abc123.js", headers=PLAIN)
    small = httpx.get(f"{little.url}/assets/main-abc123.js", headers={"Accept-Encoding": "gzip, deflate"})
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["vary"] == "Accept-Encoding"
    assert int(small.headers["content-length"]) < len(plain.content) / 5
    assert small.text == plain.text
    refused = httpx.get(f"{little.url}/assets/main-abc123.js", headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in refused.headers


def test_what_the_build_compressed_is_used(little: Little) -> None:
    (little.client / "sw.js").write_text("a" * 1000)
    (little.client / "sw.js.gz").write_bytes(gzip.compress(b"from the build"))
    os.utime(little.client / "index.html", ns=(1, 1))
    answer = httpx.get(f"{little.url}/sw.js", headers={"Accept-Encoding": "gzip"})
    assert answer.text == "from the build"
    assert answer.headers["cache-control"] == "no-cache"
    assert httpx.get(f"{little.url}/sw.js.gz").status_code == 404


def test_pages_of_the_client_are_one_file(little: Little) -> None:
    for path in ("/", "/teams/abc/projects/def", "/sign-in/x", "/join"):
        answer = httpx.get(little.url + path)
        assert (answer.status_code, "<title>IZwork" in answer.text) == (200, True)
    assert httpx.head(little.url + "/join").content == b""
    assert httpx.post(little.url + "/join").status_code == 405


def test_a_missing_file_is_not_the_page(little: Little) -> None:
    for path in (
        "/assets/old-123.js",
        "/robots.txt",
        "/%2e%2e/%2e%2e/etc/passwd.txt",
        "/assets/../../conftest.py",
    ):
        assert httpx.get(little.url + path).status_code == 404


def test_each_surface_serves_its_own_pages_alone(little: Little, little_desk: Little) -> None:
    for path in ("/", "/desk", "/desk/support", "/desk.html", "/desk/enrol"):
        answer = httpx.get(little_desk.url + path)
        assert (answer.status_code, "<title>Desk" in answer.text) == (200, True), path
    assert httpx.get(little_desk.url + "/assets/desk/main-abc123.js").text == "let desk = 1;"
    assert httpx.get(little_desk.url + "/icon.svg").status_code == 200
    for path in ("/index.html", "/sw.js", "/assets/main-abc123.js", "/icon.png", "/mailbox.json"):
        assert httpx.get(little_desk.url + path).status_code == 404, path
    assert "<title>Desk" in httpx.get(little_desk.url + "/mailbox").text, "it has no mailbox"
    assert httpx.get(little.url + "/icon.svg").status_code == 200
    for path in ("/desk.html", "/assets/desk/main-abc123.js"):
        assert httpx.get(little.url + path).status_code == 404, path
    assert "<title>IZwork" in httpx.get(little.url + "/desk").text


def test_headers_keep_others_out(little: Little) -> None:
    for path in ("/", "/assets/main-abc123.js", "/icon.png", "/none.txt"):
        headers = httpx.get(little.url + path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "server" not in headers


def test_a_new_build_is_taken_in(little: Little) -> None:
    before = httpx.get(little.url).headers["etag"]
    (little.client / "index.html").write_text("<!doctype html><title>IZwork new</title>")
    answer = httpx.get(little.url)
    assert "new" in answer.text
    assert answer.headers["etag"] != before
    (little.client / "index.html").unlink()
    assert "new" in httpx.get(little.url).text  # being built again: the last one still serves
