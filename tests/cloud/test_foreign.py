"""What another team owns, asked for through API Gateway and the packaged function: not there, for a member too.

The whole table with every person runs on one machine; here each door is tried once by one member, for what lies between
(paths, parameters, roles) is the same for all.
"""

from tests.conftest import Cast
from tests.doors import PASSING, World, ask
from tests.test_doors import TABLE

ROWS = [row for row in TABLE if "team" in row.kinds]


def test_a_member_finds_nothing_of_another_team(cast: Cast) -> None:
    world = World(cast)
    kinds = {kind for row in ROWS for kind in row.kinds if kind not in PASSING}
    foreign = {kind: world.foreign(kind) for kind in sorted(kinds)}
    own = {kind: world.fresh(kind, "bob") for kind in sorted(kinds)}
    before = world.picture()
    wrong = []
    for row in ROWS:
        named = [kind for kind in row.kinds if kind not in PASSING]
        paths = {
            "one id": (own | {named[-1]: foreign[named[-1]]}, row.without("bob", named[-1])),
            "all ids": (foreign, 404),
        }
        for which, (ids, status) in paths.items():
            told = ask(row, world, "bob", **{kind: ids[kind] for kind in named})
            if told.status_code != status:
                wrong.append((str(row), which, told.status_code, status))
    assert not wrong
    assert world.picture() == before, "a refused request has changed something"
