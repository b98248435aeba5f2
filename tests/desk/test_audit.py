"""What an agent did stands before it is answered, whatever comes after, and nobody changes it."""

import pytest

from chalicelib.desk import audit
from chalicelib.desk.acts import ACTS
from chalicelib.desk.reason import REASONS, Reader
from chalicelib.store import rows as product_rows
from chalicelib.store.failures import Misconfigured
from chalicelib.store.tables import DeskLog
from tests.desk.desk import Desk, signed_in
from tests.engine_rows import rows
from tests.mine.site import beside
from tests.people import new_id
from tests.site import Site


def test_every_act_has_words_in_both_languages() -> None:
    for act, words in (ACTS | REASONS).items():
        assert words.vi.strip()
        assert words.en.strip()
        assert words.vi != words.en, act


def test_an_entry_is_added_and_never_changed(site: Site) -> None:
    beside(site)
    account = "A" * 10 + new_id()
    audit.tell("x" * 22, "agent.signed_in", account=account)
    (row,) = product_rows.under(DeskLog, f"account:{account}")
    for change in (
        lambda: product_rows.put(row),
        lambda: product_rows.change(row, [DeskLog.act.set("agent.ended")], DeskLog.id.exists()),
        lambda: product_rows.remove(row),
    ):
        with pytest.raises(Misconfigured):
            change()
    again = DeskLog(row.about, row.id, at=0, agent="y", roles="", act="agent.ended")
    assert product_rows.insert(again) is False
    (kept,) = audit.of("account", account, Reader(at_desk=False)).entries
    assert (kept.agent, kept.act) == ("x" * 22, "agent.signed_in")


@pytest.mark.parametrize("note", ["xin chào chị Lan", "lan@example.vn", "x" * 81, " a"])
def test_a_note_holds_nothing_that_was_typed(note: str) -> None:
    with pytest.raises(ValueError, match="note"):
        audit.tell("x" * 22, "agent.signed_in", note=note)


def test_an_act_without_words_is_not_told() -> None:
    with pytest.raises(KeyError):
        audit.tell("x" * 22, "agent.danced")


def test_the_log_is_read_a_page_at_a_time(site: Site, the_desk: Desk) -> None:
    mai = signed_in(the_desk, "support")
    for _ in range(audit.MOST):
        audit.tell(mai.id, "agent.signed_in")
    first = mai.get("/desk/me/log")
    assert len(first["entries"]) == audit.MOST
    second = mai.get("/desk/me/log", params={"before": first["before"]})
    ids = [one["id"] for one in first["entries"] + second["entries"]]
    assert ids == sorted(set(ids), reverse=True)
    assert second["before"] is None
    assert len(ids) == audit.MOST + 2
    assert {one["agent"] for one in first["entries"]} == {mai.id}
    assert len([one for one in rows(site, "desk_log") if one["about"] == f"agent:{mai.id}"]) == len(ids)
