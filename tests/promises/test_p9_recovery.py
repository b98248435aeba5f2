"""P9: it runs day and night with a standby ready, and recovers within 30 minutes; rehearsed and measured."""

import json

from chalicelib.health import rehearsal
from chalicelib.trust import evidence

MINUTES_30 = 30 * 60
KEPT = [json.loads(line) for line in rehearsal.HISTORY.read_text().splitlines() if line]


def test_losing_a_region_was_rehearsed_in_each_way() -> None:
    real = {one["mode"] for one in KEPT if one["timing"] == "route53"}
    assert {"killed", "failback", "cut-off"} <= real


def test_nothing_that_was_acknowledged_was_lost_or_doubled() -> None:
    for one in KEPT:
        assert one["acknowledged"] > 0
        assert one["lost"] == one["doubled"] == one["stale"] == 0, one


def test_everybody_was_served_again_within_30_minutes() -> None:
    times = [one["rto_last_s"] for one in KEPT if one["rto_last_s"] is not None]
    assert times
    assert max(times) <= MINUTES_30


def test_two_regions_are_declared_and_a_witness() -> None:
    regions = evidence.declared().regions
    assert len({regions.leader, regions.standby, regions.witness}) == 3
