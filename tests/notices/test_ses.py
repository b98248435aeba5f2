"""SES as it can be: it takes a mail, throttles, refuses or hangs; what it does not take waits, and no request fails."""

import json
import logging
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec
import pytest

from chalicelib import settings
from chalicelib.notices import mail, outbox
from tests.engine_rows import rewrite, rows
from tests.site import Site

TO = "lan@truong.example"


class Ses:
    """`says`: the status and code it answers with, or None for an answer that does not come in time."""

    def __init__(self) -> None:
        self.says: tuple[int, str] | None = (200, "")
        self.taken: list[dict[str, Any]] = []
        ses = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if ses.says is None:
                    time.sleep(mail.SES_SECONDS + 1)
                    return
                status, code = ses.says
                if status == 200:
                    ses.taken.append(json.loads(body))
                said = json.dumps(
                    {"MessageId": "m"} if status == 200 else {"message": f"not to {TO}"}
                ).encode()
                self.send_response(status)
                self.send_header("x-amzn-errortype", code)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)


@pytest.fixture
def ses(relayed: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ses]:
    """Mail goes to a stand-in for SES; the store is the site's."""
    stand_in = Ses()
    threading.Thread(target=stand_in.server.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", f"http://127.0.0.1:{stand_in.server.server_address[1]}")
    chosen = msgspec.structs.replace(
        settings.current(), mail="ses", region="ap-northeast-1", mail_from="no-reply@izwork.example"
    )
    monkeypatch.setattr(settings, "current", lambda: chosen)
    mail.ses.cache_clear()
    yield stand_in
    stand_in.server.shutdown()
    stand_in.server.server_close()
    mail.ses.cache_clear()


def send() -> None:
    outbox.send(
        TO, "sign_in", "vi", 600_000, link="https://izwork.example/sign-in/link#a.b", code="AB3D-7XYZ"
    )


def test_what_ses_takes_is_gone(relayed: Site, ses: Ses) -> None:
    send()
    (taken,) = ses.taken
    assert taken["Destination"] == {"ToAddresses": [TO]}
    assert taken["FromEmailAddress"] == "no-reply@izwork.example"
    assert "AB3D-7XYZ" in taken["Content"]["Simple"]["Body"]["Text"]["Data"]
    assert rows(relayed, "mail") == []


@pytest.mark.parametrize(
    "says",
    [
        (429, "TooManyRequestsException"),
        (400, "MessageRejected"),
        (400, "SendingPausedException"),
        (403, "AccessDeniedException"),
        (500, "InternalFailure"),
        None,
    ],
    ids=str,
)
def test_what_ses_does_not_take_waits_and_is_sent_later(
    relayed: Site, ses: Ses, says: tuple[int, str] | None, caplog: pytest.LogCaptureFixture
) -> None:
    ses.says = says
    begun = time.monotonic()
    with caplog.at_level(logging.INFO):
        send()
        assert time.monotonic() - begun < 12, "somebody waits for the answer"
        (row,) = rows(relayed, "mail")
        rewrite(relayed, "mail", row, due_at=0)
        assert outbox.send_due() == outbox.Run(refused=1)
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("izwork")]
    assert ours
    assert not any(TO in line or "AB3D" in line for line in ours), "a log is no place for an address"
    ses.says = (200, "")
    rewrite(relayed, "mail", row, due_at=0)
    assert outbox.send_due() == outbox.Run(sent=1)
    assert [one["Destination"]["ToAddresses"] for one in ses.taken] == [[TO]]
    assert rows(relayed, "mail") == []
