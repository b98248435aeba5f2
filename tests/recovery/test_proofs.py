"""What decides when a recovery is stopped and finished at once, with the other's step put exactly between."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import settings
from chalicelib.accounts import account
from chalicelib.accounts.account import AcceptedTerms
from chalicelib.accounts.device import Device
from chalicelib.clock import now
from chalicelib.ids import long_id
from chalicelib.local.engine import start_engine
from chalicelib.recovery import recovery
from chalicelib.recovery.recovery import Held
from chalicelib.refusals import Refused
from chalicelib.store import desk_key, keys, tables


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A store of this process's own."""
    folder: Path = tmp_path_factory.mktemp("conditions")
    engine = start_engine(folder / "engine", None)
    told = settings.read(
        {
            "IZWORK_MODE": "local", "IZWORK_SITE": "https://izwork.example", "IZWORK_MAIL": "mailbox",
            "IZWORK_SMS": "mailbox", "IZWORK_ENGINE": engine.url, "IZWORK_KEYS": str(folder / "keys"),
        }
    )  # fmt: skip
    tables.connect(engine.url, region="local", background=False)
    tables.create_all()
    keys.connect_files(folder / "keys")
    desk_key.connect_file(folder / "keys" / "desk.key")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "current", lambda: told)
        yield
    engine.stop()


def begun(ago: int) -> str:
    """An account whose recovery began so many milliseconds ago."""
    email = f"{long_id()}@example.vn".lower()
    id = account.open_for(email, AcceptedTerms("v", "h"))
    recovery.begin(id, Held("device", email, None, None, Device("", "local", "vi"), now() - ago))
    return id


def test_one_that_was_stopped_after_it_was_read_is_not_finished() -> None:
    id = begun(recovery.WAIT)
    seen = recovery.find(id)
    assert recovery.stop(id, by_link=True) == "stopped"
    with pytest.raises(Refused, match="recovery_over"):
        recovery.decide(seen)
    with pytest.raises(Refused, match="recovery_over"):
        recovery.decide(recovery.find(id))


def test_one_that_is_being_finished_is_not_stopped_and_can_be_finished_once_more() -> None:
    """As after a fault between deciding and doing."""
    id = begun(recovery.WAIT)
    recovery.decide(recovery.find(id))
    assert recovery.stop(id, by_link=True) == "goes_on"
    assert recovery.stop(id, by_link=False) == "goes_on"
    assert recovery.decide(recovery.find(id)).kind == "device"
    recovery.close(id)
    assert recovery.find(id) is None


def test_one_that_was_stopped_and_begun_anew_is_not_finished_by_who_saw_the_old_one() -> None:
    id = begun(recovery.WAIT)
    seen = recovery.find(id)
    assert seen is not None
    recovery.stop(id, by_link=False)
    recovery.begin(id, Held("device", seen.held.email, None, None, seen.held.device, now()))
    with pytest.raises(Refused, match="recovery_over"):
        recovery.decide(seen)


def test_a_minute_early_is_early_and_a_week_late_is_over() -> None:
    with pytest.raises(Refused, match="recovery_early"):
        recovery.decide(recovery.find(begun(recovery.WAIT - 60_000)))
    assert recovery.find(begun(recovery.WAIT + recovery.OPEN + 60_000)) is None
