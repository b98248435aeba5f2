"""A site that people and others used well and badly, every word of theirs remembered, and then its log."""

import base64
import json
import os
import re
import secrets
import signal
import socket
import threading
import time
from pathlib import Path
from typing import Any

from tests.accounts.test_sign_in import Try
from tests.contacts.contacts import ask, new_number, notice, set_to, stranger
from tests.engine_rows import rewrite, rows
from tests.factors.protected import Protected, by_passkey, by_password, step
from tests.people import Person, new_id
from tests.site import Site
from tests.waiting import eventually


class Rude:
    """A mail server that refuses every receiver by name."""

    def __init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.at = "{}:{}".format(*self.listening.getsockname())
        self.refused = 0
        threading.Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            with line, line.makefile("rwb") as talk:
                self.talk(talk)

    def talk(self, talk: Any) -> None:
        talk.write(b"220 rude\r\n")
        talk.flush()
        for said in talk:
            rcpt = said[:4].upper() == b"RCPT"
            self.refused += rcpt
            talk.write(b"550 nobody called " + said if rcpt else b"250 ok\r\n")
            talk.flush()
            if said[:4].upper() == b"QUIT":
                return


class Run:
    """A site that people and others used well and badly, every word of theirs remembered, and then its log."""

    def __init__(self, folder: Path) -> None:
        self.markers: set[str] = set()
        rude = Rude()
        self.site = Site(folder / "data", IZWORK_SMTP=rude.at).start()
        try:
            self.people()
            self.factors()
            self.contacts()
            self.strangers()
            self.faults()
            time.sleep(0.3)
        finally:
            self.site.stop()
        rude.listening.close()
        self.mails_refused = rude.refused
        self.text = (folder / "data.log").read_text()

    def word(self) -> str:
        made = "zq" + secrets.token_hex(10)
        self.markers.add(made)
        return made

    def seen(self, *values: str) -> None:
        self.markers |= {value for value in values if len(value) >= 8}

    def people(self) -> None:
        self.alice = alice = Person(self.site, "alice", f"{self.word()}@{self.word()}.vn")
        asked = Try(alice)
        self.seen(asked.code, asked.code.replace("-", ""), asked.token, asked.id)
        for proof in ({"code": self.word()[:12]}, {"token": self.word()}):
            asked.finish(**proof)
        alice.sign_in()
        team = alice.found_team(self.word())
        bob = Person(self.site, self.word(), f"{self.word()}@a.vn").sign_in()
        alice.bring(bob, team, "member")
        link = alice.post(f"/teams/{team}/links", {"role": "guest"})["url"]
        bob.ask("POST", "/joinings/preview", {"token": link.partition("#")[2]})
        self.project, lists = alice.open_project(team, self.word())
        task = alice.add_task(self.project, lists[0], self.word())
        alice.put(f"{self.project}/tasks/{task}/description", {"text": self.word(), "base": 0})
        alice.post(f"{self.project}/tasks/{task}/comments", {"id": new_id(), "text": self.word()})
        alice.get(f"{self.project}/search", params={"q": self.word()})
        alice.board(self.project)
        for mail in self.site.mails(alice.email) + self.site.mails(bob.email):
            self.seen(mail["text"], *re.findall(r"#(\S+)", mail["text"]), *(mail["code"] or "").split())
        for person in (alice, bob):
            self.seen(*person.cookies.values(), person.email)
        self.seen(team, self.project.rpartition("/")[2], task, link.rpartition(".")[2])

    def factors(self) -> None:
        hoa = Protected(self.site).with_password(secret := self.word()).with_app()
        device = hoa.with_passkey(self.word())
        self.seen(base64.b32encode(hoa.secret).decode(), hoa.email, *hoa.codes, *hoa.cookies.values())
        away = hoa.elsewhere()
        by_password(away, self.word())
        asked = by_password(away, secret)
        step(away, asked, recovery=self.word())
        assert step(away, asked, recovery=hoa.codes[0]).status_code == 201
        assert by_passkey(hoa.elsewhere(), device).status_code == 201
        answer = device.get(hoa.elsewhere().post("/sign-in/passkey", None)["options"])
        hoa.ask("POST", f"/sign-in/steps/{asked.json()['step']}", {"passkey": answer})
        self.seen(answer["id"], answer["response"]["signature"], answer["response"]["clientDataJSON"])

    def contacts(self) -> None:
        """A telephone and another address, taken, tried wrongly, and a change taken back by its link."""
        lan, number, address = Person(self.site, "lan").sign_in(), new_number(), f"{self.word()}@a.vn"
        lan.ask("POST", "/me/phone/verifications", {"phone": self.word()})
        lan.ask("PUT", "/me/phone", ask(lan, "phone", number) | {"code": "000000"})
        set_to(lan, "phone", number)
        set_to(lan, "email", address)
        link = notice(self.site, lan.email)
        assert link.press(stranger(self.site)).status_code < 300
        self.seen(lan.email, number, number[1:], number[3:], f"0{number[3:]}", link.alert, link.token)
        for to in (number, address, lan.email):
            self.seen(*(mail["text"] for mail in self.site.mails(to)))

    def strangers(self) -> None:
        alice, word = self.alice, self.word
        for path in (f"/{word()}", f"/teams/{word()}", f"/teams/%0a{word()}", f"/health?token={word()}"):
            for method in ("GET", "POST", "DELETE"):
                alice.ask(method, path, {"name": word()} if method == "POST" else None)
        headers = {
            "User-Agent": word(),
            "Referer": f"https://{word()}.vn",
            f"X-{word()}": word(),
            "Origin": word(),
        }
        alice.ask("POST", "/teams", {"name": word()}, headers=headers)
        alice.ask("GET", "/me", headers={"Cookie": f"__Host-session={word()}; {word()}={word()}"})
        alice.ask("POST", "/teams", {"name": word(), word(): word()})
        alice.ask(
            "POST",
            "/teams",
            content=f'{{"name": "{word()}'.encode(),
            headers={"Content-Type": "application/json"},
        )
        alice.ask(
            "POST", "/teams", content=b"x" * 300_000 + word().encode(), headers={"Content-Type": word()}
        )
        for raw in (
            f"{word().upper()} /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n",
            f"GET /api/v1/{word()} HTTP/9.9\r\n\r\n",
            f"GET /{word() * 5000} HTTP/1.1\r\nHost: a\r\n\r\n",
            f"POST /api/v1/me HTTP/1.1\r\nHost: a\r\nContent-Length: {word()}\r\n\r\n{word()}",
            f"POST /api/v1/me HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{word()}\r\n",
            f"GET /mailbox HTTP/1.1\r\nHost: {word()}\r\n\r\n",
        ):
            with socket.create_connection(("127.0.0.1", self.site.port), 5) as line:
                line.sendall(raw.encode())
                line.shutdown(socket.SHUT_WR)
                line.settimeout(5)
                while line.recv(65536):
                    pass

    def faults(self) -> None:
        """Bodies that do not open, an engine that is gone for a while."""
        other, asked = Try(self.alice), Try(self.alice)
        rewrite(self.site, "attempt", asked.row(), body=other.row()["body"])
        assert asked.finish(token=asked.token).status_code == 500
        entry = max((r for r in rows(self.site, "log") if "/" in r["space"]), key=lambda r: r["seq"])
        rewrite(self.site, "log", entry, seq=entry["seq"] + 1, body=self.word().encode())
        assert self.alice.ask("GET", f"{self.project}/board").status_code == 500
        engine = self.site.engine_pid()
        os.kill(engine, signal.SIGSTOP)
        assert (
            self.alice.ask("POST", "/teams", {"name": self.word(), "member_name": self.word()}).status_code
            == 503
        )
        os.kill(engine, signal.SIGKILL)
        eventually(lambda: self.alice.ask("GET", "/me").status_code == 200, "the engine does not come back")

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]
