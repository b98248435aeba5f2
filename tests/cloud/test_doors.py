"""The table of doors through API Gateway and the packaged function: everyone before every door."""

import pytest

from tests import test_doors
from tests.doors import Row, World
from tests.test_doors import troupe, world

__all__ = ["troupe", "world"]
# Behind a wait of days, or what a reviewer or the abuse desk decided: what a test does to the rows of a site that runs on this machine.
BESIDE = {
    "/sign-in/steps/{step}/recovery/session",
    "/recoveries/{step}/completion",
    "/teams/{team}/sponsorships/{sponsorship}/answers",
    "/teams/{team}/appeals",
}
HERE = [row for row in test_doors.TABLE if row.path not in BESIDE]


@pytest.mark.parametrize("row", HERE, ids=str)
def test_each_person_with_what_the_team_owns(row: Row, world: World) -> None:
    test_doors.test_each_person_with_what_the_team_owns(row, world)
