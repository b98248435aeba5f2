"""Mail that nobody takes: kept, sealed, tried again, given up in the end, and no one's request fails for it."""

import base64
import re
import threading
import time
from typing import Any

import httpx
import pytest

from chalicelib.notices import outbox
from tests.engine_rows import rewrite, rows
from tests.notices.relay import Relay
from tests.people import Person
from tests.site import Site
from tests.waiting import eventually

MINUTE = 60_000
DAY = 24 * 60 * MINUTE


def asks(site: Site, email: str) -> httpx.Response:
    return Person(site, "ai", email).ask("POST", "/sign-in", {"email": email, "language": "vi"})


def waiting(site: Site, count: int = 1) -> list[dict[str, Any]]:
    """The mails that wait, once there are so many."""

    def found() -> list[dict[str, Any]]:
        return [row for row in rows(site, "mail") if row["queue"] == "waiting"]

    eventually(lambda: len(found()) == count, f"never {count} mails that wait")
    return found()


def due(site: Site, **fields: Any) -> None:
    """Time passes: everything that waits is due."""
    for row in rows(site, "mail"):
        rewrite(site, "mail", row, due_at=0, **fields)


def text_of(taken: str) -> str:
    head, _, body = taken.partition("\r\n\r\n")
    return base64.b64decode(body).decode() if "base64" in head else body


def test_a_mail_that_was_taken_leaves_nothing_behind(relayed: Site, relay: Relay) -> None:
    assert asks(relayed, "lan@truong.example").status_code == 202
    eventually(lambda: relay.taken, "the relay was never asked")
    assert len(relay.taken) == 1
    assert rows(relayed, "mail") == []


def test_a_mail_that_is_refused_is_kept_and_arrives_when_the_relay_is_back(
    relayed: Site, relay: Relay
) -> None:
    relay.taking = False
    assert asks(relayed, "lan@truong.example").status_code == 202, "nobody's request fails for it"
    waiting(relayed)
    assert outbox.send_due() == outbox.Run(), "it was tried just now"
    due(relayed)
    assert outbox.send_due() == outbox.Run(refused=1)
    (row,) = waiting(relayed)
    assert row["tries"] == 2
    assert MINUTE / 2 < int(row["due_at"]) - time.time() * 1000 <= MINUTE
    relay.taking = True
    due(relayed)
    assert outbox.send_due() == outbox.Run(sent=1)
    assert rows(relayed, "mail") == []
    (mail,) = relay.taken
    code = relayed.mails("lan@truong.example")[0]["code"]
    assert "To: lan@truong.example" in mail
    assert code in text_of(mail), "the very mail that was asked for"


def test_pauses_double_up_to_an_hour(relayed: Site, relay: Relay) -> None:
    relay.taking = False
    asks(relayed, "lan@truong.example")
    waiting(relayed)
    pauses = []
    for _ in range(8):
        due(relayed, ends_at=int(time.time() * 1000) + DAY)
        outbox.send_due()
        pauses.append(round((int(waiting(relayed)[0]["due_at"]) - time.time() * 1000) / MINUTE))
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_two_jobs_at_once_send_it_once(relayed: Site, relay: Relay) -> None:
    relay.taking = False
    emails = [f"{number}@truong.example" for number in range(6)]
    for email in emails:
        asks(relayed, email)
    waiting(relayed, len(emails))
    relay.taking = True
    due(relayed)
    jobs = [threading.Thread(target=outbox.send_due) for _ in range(4)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert sorted(re.search(r"To: (\S+)", mail)[1] for mail in relay.taken) == emails  # type: ignore[index]


def test_a_sign_in_is_given_up_when_its_code_is_over_and_an_invitation_after_a_day(
    relayed: Site, relay: Relay
) -> None:
    relay.taking = False
    alice = Person(relayed, "alice")
    attempt = asks(relayed, alice.email).json()
    (row,) = waiting(relayed)
    assert abs(int(row["ends_at"]) - attempt["expires_at"]) < 2000
    rewrite(relayed, "mail", row, due_at=0, ends_at=1)
    asked = relay.asked
    assert outbox.send_due() == outbox.Run(dead=1)
    assert relay.asked == asked, "a code that is over is not sent"
    assert outbox.dead() == 1
    alice.sign_in()
    team = alice.found_team()
    alice.post(f"/teams/{team}/invitations", {"email": "moi@truong.example", "role": "member"})
    invitation = waiting(relayed, 2)[1]
    assert abs(int(invitation["ends_at"]) - time.time() * 1000 - DAY) < MINUTE


def test_the_dead_that_are_still_of_use_can_be_revived(relayed: Site, relay: Relay) -> None:
    relay.taking = False
    alice = Person(relayed, "alice").sign_in()
    alice.post(f"/teams/{alice.found_team()}/invitations", {"email": "moi@truong.example", "role": "member"})
    waiting(relayed, 2)
    due(relayed, ends_at=1)
    assert outbox.send_due() == outbox.Run(dead=2)
    for row in rows(relayed, "mail"):
        # The sign-in's ten minutes are over as well; only its own words say so.
        assert row["queue"] == "dead"
    assert outbox.revive() == 2
    relay.taking = True
    assert outbox.send_due() == outbox.Run(sent=2)
    assert rows(relayed, "mail") == []


def test_the_dead_are_forgotten_by_hand_and_what_waits_is_not(relayed: Site, relay: Relay) -> None:
    relay.taking = False
    asks(relayed, "lan@truong.example")
    waiting(relayed)
    due(relayed, ends_at=1)
    outbox.send_due()
    asks(relayed, "mai@truong.example")
    waiting(relayed)
    assert (outbox.dead(), outbox.forget_dead(), outbox.dead()) == (1, 1, 0)
    assert [one["queue"] for one in rows(relayed, "mail")] == ["waiting"]


def test_the_dead_are_forgotten_after_a_fortnight(relayed: Site, relay: Relay) -> None:
    relay.taking = False
    asks(relayed, "lan@truong.example")
    (row,) = waiting(relayed)
    old = f"{int(time.time() * 1000) - 15 * DAY:013d}-old"
    rewrite(relayed, "mail", row, queue="dead", id=old)
    due(relayed, ends_at=1)
    outbox.send_due()
    assert [one["id"] for one in rows(relayed, "mail")] == [row["id"]]


def test_a_carrier_that_refuses_all_is_left_alone_after_five(relayed: Site, relay: Relay) -> None:
    relay.taking = False
    for number in range(8):
        asks(relayed, f"{number}@truong.example")
    waiting(relayed, 8)
    due(relayed)
    assert outbox.send_due() == outbox.Run(refused=outbox.REFUSALS)


def test_neither_table_nor_log_says_to_whom_or_what(relayed: Site, relay: Relay) -> None:
    relay.taking = False
    asks(relayed, "lan@truong.example")
    (row,) = waiting(relayed)
    due(relayed)
    outbox.send_due()
    mail = relayed.mails("lan@truong.example")[0]
    secret = ["lan@truong.example", mail["code"], mail["code"].replace("-", ""), mail["links"][0], "sign_in"]
    kept = b" ".join(
        bytes(value) if hasattr(value, "value") else str(value).encode() for value in row.values()
    )
    said = (relayed.data.parent / "data.log").read_bytes()
    assert b'"mail.untaken"' in said
    for word in secret:
        assert word.encode() not in kept, word
        assert word.encode() not in said, word


@pytest.mark.parametrize("taking", [True, False])
def test_answers_are_alike_for_known_and_unknown_addresses(relayed: Site, relay: Relay, taking: bool) -> None:
    known = Person(relayed, "hoa").sign_in()
    relay.taking = taking
    seen = []
    for email in (known.email, "ai@truong.example"):
        answer = asks(relayed, email)
        seen.append(
            (answer.status_code, sorted(answer.headers), {k: type(v) for k, v in answer.json().items()})
        )
    assert seen[0] == seen[1]
    if not taking:
        assert len({len(row["body"].value) // 64 for row in waiting(relayed, 2)}) == 1


def test_health_says_that_mail_waits_and_stays_fit_to_serve(relayed: Site, relay: Relay) -> None:
    relay.taking = False
    asks(relayed, "lan@truong.example")
    (row,) = waiting(relayed)
    old = f"{int(time.time() * 1000) - 20 * MINUTE:013d}-old"
    rewrite(relayed, "mail", row, id=old)
    answer = httpx.get(f"{relayed.url}/api/v1/health/deep")
    told = answer.json()
    assert (answer.status_code, told["status"]) == (200, "degraded"), "moving people would move nobody's mail"
    assert (told["parts"]["mail"]["ok"], told["parts"]["mail"]["fault"]) == (False, "late")
    assert all(told["parts"][name]["ok"] for name in ("key", "write", "read"))
