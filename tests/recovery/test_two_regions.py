"""A recovery that was begun at one server, stopped and finished at another: what decides is in the tables."""

import functools
from collections import Counter
from collections.abc import Iterator

import pytest

from chalicelib.local.engine import start_engine
from tests.contacts.contacts import at_once, link_in
from tests.doors import problem
from tests.factors.protected import Protected
from tests.people import Person, good
from tests.recovery.lost import Lost
from tests.site import Site


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    folder = tmp_path_factory.mktemp("regions")
    engine = start_engine(folder)
    shared = {
        "IZWORK_ENGINE": engine.url, "IZWORK_KEYS": str(folder / "keys"), "IZWORK_SITE": "https://izwork.example",
    }  # fmt: skip
    sites = [Site(folder / name, **shared, IZWORK_REGION=name).start() for name in ("one", "other")]
    yield sites[0], sites[1]
    for site in sites:
        site.stop()
    engine.stop()


def test_begun_at_one_it_is_seen_and_stopped_at_the_other(two: tuple[Site, Site]) -> None:
    hoa = Protected(two[0]).with_app()
    lost = Lost(hoa)
    lost.start()
    there = Lost(Person(two[1], "hoa", hoa.email))
    assert there.step["recovery"]["state"] == "waiting"
    link = link_in(next(m["text"] for m in two[0].mails(hoa.email) if "khôi phục" in m["text"]))
    pressing = [Person(site, "ai") for site in two for _ in range(6)]
    answers = at_once(*(functools.partial(link.press, one) for one in pressing))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 410: 11}
    assert good(next(one for one in answers if one.status_code == 200))["recovery"] == "stopped"
    assert problem(lost.ask("POST", f"{lost.path}/session", {})) == "recovery_over"
    assert problem(there.try_to_finish()) == "recovery_over"
