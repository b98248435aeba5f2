"""Who asks: the peer that connects, or whom a front of ours says it asks for; never what just anybody writes."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib import settings
from chalicelib.web import senders
from tests.people import Person
from tests.site import Site

SPOOFS: list[dict[str, str]] = [
    {"X-Forwarded-For": "{}"},
    {"X-Real-IP": "{}"},
    {"Forwarded": "for={}"},
    {"True-Client-IP": "{}"},
    {"CF-Connecting-IP": "{}"},
    {"CloudFront-Viewer-Address": "{}:443"},
    {"X-Izwork-Viewer": "{}"},
    {"X-Izwork-Viewer": "{}", "X-Izwork-Edge": ""},
    {"X-Izwork-Viewer": "{}", "X-Izwork-Edge": "0" * 40},
    {"X-Izwork-Viewer": "{}", "X-Izwork-Edge": "é" * 40},
]


def from_made_up(bot: Person, headers: dict[str, str], number: int) -> int:
    given: Any = {k: v.format(f"203.0.{number}.7").encode() for k, v in headers.items()}
    body = {"email": f"{number}@nobody.example.vn"}
    return bot.ask("POST", "/sign-in", body, headers=given).status_code


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site behind a front of ours, which knows two secrets while one is replaced."""
    running = Site(
        tmp_path_factory.mktemp("behind") / "data", IZWORK_EDGE=f"{'old-secret' * 4}, {'new-secret' * 4}"
    ).start()
    yield running
    running.stop()


def test_no_header_makes_one_sender_many(behind: Site) -> None:
    bot = Person(behind, "máy")
    statuses = [from_made_up(bot, SPOOFS[n % len(SPOOFS)], n) for n in range(210)]
    assert Counter(statuses) == {202: 200, 429: 10}


def test_our_own_front_is_believed(behind: Site) -> None:
    """Many people through one front are many; one of them is one, whichever front of ours they came by."""
    front, other = Person(behind, "front"), Person(behind, "other")
    many = {"X-Izwork-Viewer": "{}", "X-Izwork-Edge": "old-secret" * 4}
    assert {from_made_up(front, many, n) for n in range(202)} == {202}
    one = {"X-Izwork-Viewer": "2001:db8:7::1", "X-Izwork-Edge": "new-secret" * 4}
    assert {from_made_up(front, one, n) for n in range(200)} == {202}
    assert from_made_up(other, one | {"X-Izwork-Viewer": "2001:db8:7:0:ffff::2"}, 1) == 429


def test_prefixes() -> None:
    assert senders.household("1.2.3.4") == senders.household("::ffff:1.2.3.4") == "1.2.3.4/32"
    assert senders.network("1.2.3.4") == "1.2.3.0/24"
    assert senders.household("2001:db8:1:2:3::4") == "2001:db8:1:2::/64"
    assert senders.network("2001:db8:1:2:3::4") == "2001:db8:1::/48"
    assert senders.household("") == senders.network("nonsense") == "unknown"


@pytest.mark.parametrize("secret", ["short", f"{'long' * 10},short"])
def test_a_secret_that_could_be_guessed_refuses_to_start(secret: str) -> None:
    with pytest.raises(settings.SettingMissing, match="IZWORK_EDGE"):
        settings.edge_secrets(secret)
    assert settings.edge_secrets("") == settings.edge_secrets(" , ") == ()
