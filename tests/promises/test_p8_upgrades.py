"""P8: the online version upgrades itself without notice, without interrupting work or losing data."""

from pathlib import Path

from chalicelib.local.client_files import ASK_AGAIN, FOR_EVER
from chalicelib.store import records
from infra import shifting

ROOT = Path(__file__).parents[2]


def test_a_process_of_the_old_version_reads_what_the_new_one_wrote() -> None:
    assert records.set_of("a-kind-of-tomorrow") == "board"


def test_the_page_asks_for_its_new_version_and_files_of_the_old_one_stay() -> None:
    assert ASK_AGAIN == "no-cache"
    assert "immutable" in FOR_EVER


def test_an_update_waits_for_the_person() -> None:
    """The new page takes over at a navigation, never by itself in the middle of what somebody types."""
    config = (ROOT / "client" / "vite.config.ts").read_text()
    assert "registerType: 'prompt'" in config
    assert "skipWaiting: true" not in config


def test_a_new_version_starts_small_and_turns_back_by_itself() -> None:
    assert shifting.STEPS[0] <= 0.1
    assert (*sorted(shifting.STEPS[:-1]), 1) == shifting.STEPS
    states = shifting.definition("f", ["a"])["States"]
    assert shifting.QUIET * states["Wait"]["Seconds"] >= 300, "what goes wrong takes minutes to show"
    assert states["Judge"]["Choices"][0] == {"Condition": "{% $count($ringing) > 0 %}", "Next": "Back"}
    for name in ("Shift", "Look"):
        assert states[name]["Catch"][0]["Next"] == "Back", "what goes wrong on the way goes back too"
    assert states["Back"]["Arguments"]["FunctionVersion"] == "{% $before %}"
