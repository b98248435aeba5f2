"""One machine drops what has expired, as DynamoDB does: no address is kept longer than it is needed."""

import time
from pathlib import Path

from tests.engine_rows import rewrite, rows
from tests.people import Person
from tests.site import Site
from tests.waiting import eventually


def test_expired_rows_go_and_others_stay(tmp_path: Path) -> None:
    site = Site(tmp_path / "data").start()
    try:
        lan = Person(site, "lan").sign_in()
        for name in ("một", "hai"):
            Person(site, "ai").post("/sign-in", {"email": f"{len(name)}@example.vn"})
        attempts = [row for row in rows(site, "attempt") if "spent_at" not in row]
        gone, kept = attempts[0]["id"], attempts[1]["id"]
        rewrite(site, "attempt", attempts[0], expires_at=int(time.time()) - 1)
        site.stop()
        site.start(site.port)
        eventually(lambda: gone not in {row["id"] for row in rows(site, "attempt")}, "it never expires")
        assert kept in {row["id"] for row in rows(site, "attempt")}
        assert lan.get("/me")["email"] == lan.email
    finally:
        site.stop()
