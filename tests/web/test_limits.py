"""Limits: bots stop at the cap and are told when to come back; nobody is kept out by somebody else's tries."""

import itertools
import re
import time
from collections import Counter
from collections.abc import Callable

import httpx
import pytest

from chalicelib.web import limits
from tests.accounts.test_sign_in import Try
from tests.conftest import Cast
from tests.doors import problem
from tests.engine_rows import rows
from tests.people import Person, new_op
from tests.site import Site

SUBJECTS = {"address", "network", "account", "agent", "team", "mailbox", "browser"}
# Senders, from the narrowest to everybody together.
WIDTH = {("address",): 1, ("network",): 2, (): 3}


@pytest.fixture(autouse=True)
def _within_one_window() -> None:
    """The limits here count per quarter of an hour, hour or day, which all end with a quarter."""
    if time.time() % 900 > 870:
        time.sleep(31)


def asks(person: Person, email: str) -> httpx.Response:
    return person.ask("POST", "/sign-in", {"email": email, "language": "vi"})


def held_off(answer: httpx.Response, seconds: int) -> None:
    """429, and when to come back."""
    assert (answer.status_code, problem(answer)) == (429, "slow_down")
    assert 1 <= int(answer.headers["retry-after"]) <= seconds
    assert answer.json()["retry_after"] == int(answer.headers["retry-after"])


def test_every_row_is_in_order_and_leaves_room_for_a_narrower_one() -> None:
    for name, row in limits.LIMITS.items():
        assert row, name
        for limit in row:
            assert limit.most > 0, name
            assert max(limit.seconds, 86400) % min(limit.seconds, 86400) == 0, (
                f"{name}: windows of a day begin with the day, for their keys do"
            )
            assert set(limit.per) <= SUBJECTS, name
        for wide, narrow in itertools.product(row, row):
            if WIDTH.get(narrow.per, 9) < WIDTH.get(wide.per, 0):
                assert row.index(narrow) < row.index(wide), (
                    f"{name}: what a narrow limit refuses counts no further"
                )
                # All that one such sender is let do while the wider limit counts once.
                own = (one for one in row if one.per == narrow.per)
                most = min(one.most * -(-wide.seconds // one.seconds) for one in own)
                assert most < wide.most, f"{name}: one {narrow.per} uses up everybody's {wide.most}"


def test_hundreds_of_asks_in_somebodys_name_do_not_keep_them_out(site: Site) -> None:
    """From eight networks, each below its own cap, so that only the mailbox's limits stand in the way."""
    victim = Person(site, "hoa").sign_in()
    victim.cookies.pop("__Host-session")
    attackers = [Person(site, "kẻ xấu") for _ in range(8)]
    statuses = Counter(asks(attackers[n % 8], victim.email).status_code for n in range(240))
    assert statuses == {202: 240}, "whoever asks learns nothing"
    mails = len(site.mails(victim.email))
    assert mails <= 1 + 20, "nobody's inbox is flooded"
    newcomer = Person(site, "hoa", victim.email)
    assert asks(newcomer, victim.email).status_code == 202
    assert len(site.mails(victim.email)) == mails, "the mailbox's own limit is used up"
    asked = Try(victim)
    assert asked.finish(token=asked.token).status_code == 201, (
        "where they signed in before they still get mail"
    )
    for _ in range(8):
        asks(victim, victim.email)
    assert len(site.mails(victim.email)) == mails + 5, "and that allowance has an end too"


def test_a_neighbour_in_the_victims_network_does_not_keep_them_out(site: Site) -> None:
    victim = Person(site, "lan").sign_in()
    bot = Person(site, "máy")
    bot.http = victim.http  # the same address
    statuses = Counter(asks(bot, f"{n}@nobody.example.vn").status_code for n in range(220))
    assert statuses[429] >= 20
    held_off(asks(bot, "x@nobody.example.vn"), 900)
    asked = Try(victim)
    assert asked.finish(token=asked.token).status_code == 201
    stranger = Person(site, "khác", victim.email)
    stranger.http, stranger.cookies = victim.http, {"__Host-known": victim.cookies["__Host-known"]}
    held_off(asks(stranger, "other@example.vn"), 900)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda value: "",
        lambda value: value[:-1] + ("0" if value[-1] != "0" else "1"),
        lambda value: "A" * 12 + value[12:],
        lambda value: value[:12] + "0" * 32,
        lambda value: "." * 3,
        lambda value: f"{value}." * 40,
        lambda value: "é" * 44,
    ],
)
def test_a_made_up_known_browser_is_a_stranger(site: Site, spoil: Callable[[str], str]) -> None:
    person = Person(site, "mai").sign_in()
    flooder = Person(site, "kẻ xấu")
    for _ in range(10):
        asks(flooder, person.email)
    flooder.cookies = {}
    before = len(site.mails(person.email))
    headers = {"Cookie": f"__Host-known={spoil(person.cookies['__Host-known'])}".encode()}
    answer = flooder.ask("POST", "/sign-in", {"email": person.email}, headers=headers)
    assert answer.status_code == 202
    assert len(site.mails(person.email)) == before


def test_a_known_browser_holds_three_addresses_and_no_readable_one(site: Site) -> None:
    people = [Person(site, name) for name in ("một", "hai", "ba", "bốn")]
    shared = people[0]
    for person in people:
        person.cookies = {k: v for k, v in shared.cookies.items() if k == "__Host-known"}
        person.sign_in()
        shared = person
    value = shared.cookies["__Host-known"]
    assert re.fullmatch(r"([0-9A-Za-z]{12}[0-9a-f]{32}\.?){3}", value)
    known = []
    for person in people:
        attacker = Person(site, "kẻ xấu")
        for _ in range(6):
            asks(attacker, person.email)
        attacker.cookies = {"__Host-known": value}
        before = len(site.mails(person.email))
        asks(attacker, person.email)
        known.append(len(site.mails(person.email)) - before)
    assert known == [0, 1, 1, 1]


def test_a_bot_that_guesses_codes_stops_at_the_cap(site: Site) -> None:
    """Five tries an attempt, and then the cap of its address whatever attempt it tries."""
    victim = Person(site, "tư").sign_in()
    attempts = [Try(victim).id for _ in range(2)] + [f"{n:022}" for n in range(400)]
    bot = Person(site, "máy")
    answers = [
        bot.ask("POST", f"/sign-in/{attempt}/session", {"code": f"2345{n:04}"})
        for attempt in attempts
        for n in range(5 if attempt in attempts[:2] else 1)
    ]
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses[429] == len(answers) - 300
    assert statuses[403] <= 2 * 4
    held_off(answers[-1], 900)
    asked = Try(victim)
    asked.person.http = bot.http
    assert asked.finish(token=asked.token).status_code == 201, (
        "who asked here is not held to their neighbours' tries"
    )
    elsewhere = Person(site, "tư", victim.email)
    again = Try(victim)
    assert again.finish(elsewhere, code=again.code).status_code == 201


def test_one_receiver_gets_few_invitations_from_a_team(cast: Cast) -> None:
    team = cast.charlie.found_team()
    email = f"{new_op().lower()}@example.vn"
    path, body = f"/teams/{team}/invitations", {"email": email, "role": "guest"}
    statuses = Counter(cast.charlie.ask("POST", path, body).status_code for _ in range(6))
    assert statuses == {201: 5, 429: 1}
    held_off(cast.charlie.ask("POST", path, body | {"email": f" {email.upper()} "}), 86_400)
    assert len(cast.site.mails(email)) == 5
    assert cast.charlie.ask("POST", path, body | {"email": f"x{email}"}).status_code == 201
    other = cast.alice.found_team()
    assert cast.alice.ask("POST", f"/teams/{other}/invitations", body).status_code == 201, "others still can"


def test_one_receiver_gets_few_invitations_from_all_teams_together(cast: Cast) -> None:
    email = f"{new_op().lower()}@example.vn"
    teams = [cast.alice.found_team() for _ in range(7)]
    body = {"email": email, "role": "guest"}
    statuses = [
        cast.alice.ask("POST", f"/teams/{team}/invitations", body).status_code
        for team in teams
        for _ in range(5)
    ]
    assert Counter(statuses) == {201: 30, 429: 5}
    assert len(cast.site.mails(email)) == 30


def test_looking_at_ways_in_is_limited_for_each_account(site: Site) -> None:
    guesser = Person(site, "đoán").sign_in()
    token = f"{'A' * 22}.{'B' * 12}.{'C' * 43}"
    statuses = Counter(
        guesser.ask("POST", path, {"token": token} | more).status_code
        for _ in range(31)
        for path, more in (("/joinings/preview", {}), ("/joinings", {"name": "x"}))
    )
    assert statuses == {410: 60, 429: 2}
    held_off(guesser.ask("POST", "/joinings/preview", {"token": token}), 900)


def test_counters_name_nobody_and_go_with_their_window(site: Site) -> None:
    before = {(row["key"], row["window"]) for row in rows(site, "counter")}
    person = Person(site, "sáu").sign_in()
    now = time.time()
    counted = [row for row in rows(site, "counter") if (row["key"], row["window"]) not in before]
    assert counted
    for row in counted:
        assert set(row) == {"key", "window", "used", "expires_at"}
        assert re.fullmatch("[0-9a-f]{64}", row["key"])
        assert now < int(row["expires_at"]) <= now + 2 * 86_400
    assert person.address not in str(rows(site, "counter"))
