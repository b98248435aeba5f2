"""Everything that protects a team, tried out through its doors and read off what it stored, for comparing plans."""

import io
from typing import Any

import httpx
from aws_encryption_sdk.internal.formatting.deserialize import deserialize_header

from chalicelib.accounts.session import digest
from tests.engine_rows import rewrite, rows
from tests.factors.protected import Protected, by_password, step
from tests.people import Person, new_id
from tests.site import Site

# Of each answer alone: when it was, what it weighs, which it was.
OWN = {"date", "content-length", "set-cookie", "etag"}
PROOF_SECONDS = 15 * 60


class Guarded:
    """A team with people around it; `owner` has a password and an authenticator app."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.owner = Protected(site, "lan").with_password().with_app()
        self.team = self.owner.found_team()
        self.project, self.lists = self.owner.open_project(self.team)
        self.task = self.owner.add_task(self.project, self.lists[0])
        self.guest, self.stranger, self.nobody = (Person(site, name) for name in ("gus", "ai", "khong"))
        self.owner.let_in(self.guest.sign_in(), self.team, "guest")
        self.stranger.sign_in()

    def write(self) -> None:
        """What is stored after the team came to its plan."""
        for number in range(3):
            self.owner.add_task(self.project, self.lists[0], f"Việc {number}")
        self.owner.put(f"{self.project}/tasks/{self.task}/description", {"text": "Mô tả", "base": 0})

    def matrix(self) -> dict[str, Any]:
        """One row for each kind of protection."""
        self.write()
        return {
            "sealed": self.sealed(),
            "headers": self.headers(),
            "doors": self.doors(),
            "proof": self.proof(),
            "factors": self.factors(),
            "wrong passwords": self.wrong_passwords(),
            "wrong codes": self.wrong_codes(),
            "cookie": self.cookie(),
        }

    def sealed(self) -> set[tuple[object, ...]]:
        """Of each of the team's bodies: the suite, what it is bound to, and how many keys open it."""
        found: set[tuple[object, ...]] = set()
        for table, name in (("log", "space"), ("page", "set"), ("pending", "space"), ("key", "team")):
            for row in rows(self.site, table):
                if str(row[name]).startswith(self.team):
                    body = row["wrapped" if table == "key" else "body"].value
                    header, _ = deserialize_header(io.BytesIO(body))
                    keys = [one.key_provider.provider_id for one in header.encrypted_data_keys]
                    found.add((
                        table, header.version.name, header.algorithm.name, tuple(sorted(header.encryption_context)),
                        tuple(keys), tuple(sorted(set(row) - {"version"})),
                    ))  # fmt: skip
        return found

    def asked(self) -> dict[str, httpx.Response]:
        """Reading, writing and being refused, by the owner."""
        ask = self.owner.ask
        return {
            "team": ask("GET", f"/teams/{self.team}"),
            "board": ask("GET", f"{self.project}/board"),
            "write": ask("POST", f"{self.project}/lists", {"id": new_id(), "name": "Cột"}),
            "refused": ask("POST", f"{self.project}/lists", {"id": "x"}),
            "missing": ask("GET", f"/teams/{'A' * 22}"),
        }

    def headers(self) -> dict[str, tuple[int, dict[str, str]]]:
        return {
            name: (answer.status_code, {k: v for k, v in answer.headers.items() if k not in OWN})
            for name, answer in self.asked().items()
        }

    def doors(self) -> dict[tuple[str, str], int]:
        """Who is let in where."""
        doors = {
            "team": f"/teams/{self.team}",
            "board": f"{self.project}/board",
            "disclosures": f"/teams/{self.team}/disclosures",
        }
        people = (self.owner, self.guest, self.stranger, self.nobody)
        return {
            (one.name, name): one.ask("GET", path).status_code
            for one in people
            for name, path in doors.items()
        }

    def proof(self) -> tuple[int, str]:
        """What a session that proved nothing of late is told where a proof is needed."""
        token = self.owner.cookies["__Host-session"]
        held = next(row for row in rows(self.site, "session") if row["hash"] == digest(token))
        rewrite(self.site, "session", held, proven_at=int(held["proven_at"]) - PROOF_SECONDS * 1000 - 1)
        member = self.owner.get(f"/teams/{self.team}")["me"]
        answer = self.owner.ask("PUT", f"/teams/{self.team}/ownership", {"member": member})
        return answer.status_code, answer.json()["code"]

    def factors(self) -> object:
        """How the owner signs in, and what the second step asks."""
        away = self.owner.elsewhere()
        first = by_password(away)
        last = step(away, first, totp=self.owner.app_code(1))
        return first.status_code, first.json()["ways"], last.status_code, sorted(away.get("/me/factors"))

    def wrong_passwords(self) -> list[int]:
        """Until guessing is slowed down."""
        return [by_password(self.owner.elsewhere(), f"sai {n} rồi nhé bạn").status_code for n in range(12)]

    def wrong_codes(self) -> list[tuple[int, object]]:
        """Until a mailed code is spent."""
        away = Person(self.site, "gus", self.guest.email)
        attempt = away.post("/sign-in", {"email": away.email})["attempt"]
        tried = (away.ask("POST", f"/sign-in/{attempt}/session", {"code": "AAAA-AAAA"}) for _ in range(7))
        return [(one.status_code, one.json().get("tries_left")) for one in tried]

    def cookie(self) -> list[str]:
        """How the browser is to keep the session."""
        away = Person(self.site, "gus", self.guest.email)
        attempt = away.post("/sign-in", {"email": away.email})["attempt"]
        code = next(m["code"] for m in self.site.mails(away.email) if attempt in m["text"])
        answer = away.ask("POST", f"/sign-in/{attempt}/session", {"code": code})
        return [one.partition(";")[2] for one in answer.headers.get_list("set-cookie")]
