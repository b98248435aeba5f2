"""What memory knows of the ops of a space, when outboxes brought a hundred with each entry."""

from chalicelib.store.cache import OPS, SEARCHED, Held
from chalicelib.store.log import Entry

PER_ENTRY = 100


def entry(seq: int, ops: int) -> Entry:
    return Entry(seq, [{"op": f"{seq}.{number}", "changes": []} for number in range(ops)], ops)


def test_old_ops_are_not_looked_for_at_each_change() -> None:
    held = Held("team/space", 0)
    most, cleared, seq = 0, 0, 0
    while seq < 4 * SEARCHED:
        seq += 1
        before = held._ops
        held.absorb([entry(seq, PER_ENTRY)])
        most, cleared = max(most, len(held._ops)), cleared + (held._ops is not before)
    assert SEARCHED * PER_ENTRY > OPS, "more than are kept of a space that takes one op at a time"
    assert cleared <= 8, "each clearing goes through tens of thousands"
    assert most <= 3 * SEARCHED * PER_ENTRY, "they are cleared all the same"
    for known in (seq, seq - SEARCHED + 1):
        assert held.find(f"{known}.{PER_ENTRY - 1}", None) == known
    assert held.find(f"{seq - SEARCHED}.0", None) is None
