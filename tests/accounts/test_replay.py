"""One token, one sign-in: in another browser, at another server, in another Region, and however many try at once."""

import re
from collections.abc import Iterator

import pytest

from chalicelib.local.engine import start_engine
from tests.accounts.test_sign_in import Try
from tests.bench.attacks import at_once
from tests.doors import problem
from tests.engine_rows import rewrite
from tests.people import Person
from tests.site import Site

RACERS = 200


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    folder = tmp_path_factory.mktemp("two")
    engine = start_engine(folder)
    shared = {
        "IZWORK_ENGINE": engine.url,
        "IZWORK_KEYS": str(folder / "keys"),
        "IZWORK_SITE": "https://izwork.example",
    }
    sites = [Site(folder / name, **shared).start() for name in ("one", "other")]
    yield sites[0], sites[1]
    for site in sites:
        site.stop()
    engine.stop()


def copy(person: Person, site: Site) -> Person:
    """The same browser at another server."""
    same = Person(site, person.name, person.email)
    same.cookies = dict(person.cookies)
    return same


def test_what_was_spent_at_one_server_is_spent_at_the_other(two: tuple[Site, Site]) -> None:
    one = Person(two[0], "lan").sign_in()
    asked = Try(one)
    other = copy(one, two[1])
    assert asked.finish(other, token=asked.token).status_code == 201, "either server finishes it"
    for by in (one, other):
        for proof in ({"token": asked.token}, {"code": asked.code}):
            answer = asked.finish(copy(one, by.site), **proof)
            assert (answer.status_code, problem(answer)) == (410, "attempt_over")


def test_a_token_raced_at_two_servers_signs_in_once(two: tuple[Site, Site]) -> None:
    person = Person(two[0], "hoa").sign_in()
    asked = Try(person)
    cookie = {"Cookie": "; ".join(f"{k}={v}" for k, v in person.cookies.items())}
    assert at_once([site.url for site in two], asked.path, {"token": asked.token}, cookie, RACERS) == {
        201: 1,
        410: RACERS - 1,
    }


def test_a_code_raced_at_two_servers_signs_in_once(two: tuple[Site, Site]) -> None:
    """At most: right codes at once may pass for more than five tries."""
    person = Person(two[0], "mai").sign_in()
    asked = Try(person)
    statuses = at_once([site.url for site in two], asked.path, {"code": asked.code}, {}, 60)
    assert statuses[201] <= 1
    assert set(statuses) <= {201, 410}


def test_an_invitation_raced_at_two_servers_is_one_member(two: tuple[Site, Site]) -> None:
    alice, guest = Person(two[0], "alice").sign_in(), Person(two[0], "gus").sign_in()
    team = alice.found_team()
    alice.post(f"/teams/{team}/invitations", {"email": guest.email, "role": "member"})
    token = re.search(r"/join#(\S+)", two[0].mails(guest.email)[0]["text"])
    assert token is not None
    cookie = {"Cookie": f"__Host-session={guest.cookies['__Host-session']}"}
    statuses = at_once(
        [site.url for site in two], "/joinings", {"token": token[1], "name": "Gus"}, cookie, 50
    )
    assert statuses[201] == 1
    assert set(statuses) <= {201, 409, 410}
    assert len(alice.get(f"/teams/{team}")["members"]) == 2


def test_an_attempt_is_spent_in_its_own_region_alone(site: Site) -> None:
    """Attempts are copied between Regions a moment late, so a copy elsewhere proves nothing."""
    person = Person(site, "tu").sign_in()
    asked = Try(person)
    row = asked.row()
    assert row["region"] == "local"
    rewrite(site, "attempt", row, region="ap-northeast-3")
    for proof in ({"token": asked.token}, {"code": asked.code}):
        answer = asked.finish(**proof)
        assert (answer.status_code, problem(answer)) == (410, "attempt_over")
    rewrite(site, "attempt", row)
    assert asked.finish(token=asked.token).status_code == 201


def test_a_forwarded_mail_signs_in_nobody_by_its_link(two: tuple[Site, Site]) -> None:
    """Who it was forwarded to has the link, another browser, perhaps cookies of their own attempt."""
    person, friend = Person(two[0], "lan").sign_in(), Person(two[1], "minh").sign_in()
    asked = Try(person)
    Try(copy(friend, two[0]))
    for browser in (Person(two[1], "ai"), friend, copy(friend, two[0])):
        answer = asked.finish(browser, token=asked.token)
        assert (answer.status_code, problem(answer)) == (403, "other_browser")
        assert "set-cookie" not in answer.headers
    assert asked.finish(token=asked.token).status_code == 201
