"""The mailbox of one machine: readable, in memory only, and closed to everybody elsewhere."""

import asyncio
import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from chalicelib import settings
from chalicelib.local import mailbox
from tests.local.conftest import Little
from tests.waiting import eventually

CODE_MAIL = "Chào bạn,\n\nMở: http://127.0.0.1:8000/sign-in/abc#def.\n\nHoặc gõ mã:\nAB3D-7XYZ\n\n<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def local(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    environment = {
        "IZWORK_MODE": "local", "IZWORK_SITE": "http://127.0.0.1:8000", "IZWORK_MAIL": "mailbox",
        "IZWORK_SMS": "mailbox", "IZWORK_ENGINE": "http://127.0.0.1:1", "IZWORK_KEYS": "/nowhere",
    }  # fmt: skip
    told = settings.read(environment)
    monkeypatch.setattr(settings, "current", lambda: told)
    mailbox.clear()
    yield
    mailbox.clear()


def test_the_page_shows_link_and_code(little: Little) -> None:
    mailbox.deliver("lan@truong.example", "Đăng nhập", CODE_MAIL)
    answer = httpx.get(f"{little.url}/mailbox")
    assert '<a href="http://127.0.0.1:8000/sign-in/abc#def" target="_blank"' in answer.text
    assert '<p class="code">AB3D-7XYZ</p>' in answer.text
    assert "lan@truong.example" in answer.text
    assert '<html lang="vi">' in answer.text
    assert "<script" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert '<html lang="en">' in httpx.get(f"{little.url}/mailbox", headers={"Accept-Language": "en"}).text


def test_newest_first_and_by_address(little: Little) -> None:
    for number in range(3):
        mailbox.deliver(f"{number % 2}@a.example", f"Thư {number}", "Không có mã")
    listed = httpx.get(f"{little.url}/mailbox.json").json()["mails"]
    assert [mail["subject"] for mail in listed] == ["Thư 2", "Thư 1", "Thư 0"]
    assert listed[0]["code"] is None
    assert [m["id"] for m in listed] == sorted((m["id"] for m in listed), reverse=True)
    only = httpx.get(f"{little.url}/mailbox.json", params={"to": "1@a.example"}).json()["mails"]
    assert [mail["subject"] for mail in only] == ["Thư 1"]


def test_only_the_newest_are_kept() -> None:
    for number in range(mailbox.KEPT + 5):
        mailbox.deliver("a@a.example", str(number), "")
    assert len(mailbox.mails()) == mailbox.KEPT
    assert mailbox.mails()[0].subject == str(mailbox.KEPT + 4)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "izwork.example"},
        {"Host": "192.168.1.5:8000"},
        {"X-Forwarded-For": "1.2.3.4"},
        {"Via": "1.1 a"},
    ],
)
@pytest.mark.parametrize("path", ["/mailbox", "/mailbox.json"])
def test_closed_to_others(little: Little, headers: dict[str, str], path: str) -> None:
    """A name pointed at this machine by a web page, the network, a proxy's visitors."""
    mailbox.deliver("a@a.example", "Bí mật", "")
    answer = httpx.get(little.url + path, headers=headers)
    assert answer.status_code == 403
    assert "Bí mật" not in answer.text


def test_closed_to_other_machines() -> None:
    from starlette.requests import Request

    from chalicelib.local.mailbox_page import listing

    scope: dict[str, Any] = {
        "type": "http",
        "headers": [(b"host", b"127.0.0.1:8000")],
        "client": ("192.168.1.7", 5000),
    }
    assert asyncio.run(listing(Request(scope | {"query_string": b""}))).status_code == 403


class Smtp(socketserver.StreamRequestHandler):
    """Takes one mail, as a relay does."""

    taken: list[str] = []

    def handle(self) -> None:
        self.wfile.write(b"220 relay\r\n")
        in_data, lines = False, []
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            if in_data and line != ".":
                lines.append(line)
                continue
            if in_data:
                self.taken.append("\n".join(lines))
            in_data = line.upper() == "DATA"
            if line.upper() == "QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"354 go on\r\n" if in_data else b"250 fine\r\n")


def told_relay(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    import msgspec

    told = msgspec.structs.replace(settings.current(), smtp=f"127.0.0.1:{port}")
    monkeypatch.setattr(settings, "current", lambda: told)


def relayed() -> bool | None:
    eventually(lambda: mailbox.mails()[0].relayed is not None, "the relay was never asked")
    return mailbox.mails()[0].relayed


def test_relayed(monkeypatch: pytest.MonkeyPatch) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), Smtp) as relay:
        threading.Thread(target=relay.serve_forever, daemon=True).start()
        told_relay(monkeypatch, relay.server_address[1])
        mailbox.deliver("lan@truong.example", "Đăng nhập", "Mã của bạn", "<p>Mã</p>")
        assert relayed() is True
        relay.shutdown()
    assert "To: lan@truong.example" in Smtp.taken[0]
    assert "multipart/alternative" in Smtp.taken[0]


def test_a_relay_that_fails_is_shown(monkeypatch: pytest.MonkeyPatch, little: Little) -> None:
    told_relay(monkeypatch, 1)
    mailbox.deliver("lan@truong.example", "Đăng nhập", "Mã của bạn")
    assert relayed() is False
    assert "IZWORK_SMTP không nhận" in httpx.get(f"{little.url}/mailbox").text.replace("Máy chủ ", "")
