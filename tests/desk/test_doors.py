"""Every door of the desk, and everybody in front of it: each role, nobody, and people of the product. And every door of
either surface at the other one."""

import pytest

from chalicelib.surfaces import desk as desk_surface
from chalicelib.surfaces import product
from tests.conftest import Cast
from tests.desk.desk import Agent, Desk, signed_in
from tests.desk.doors import FEATURES
from tests.desk.row import ANYONE, ROLES, DeskRow
from tests.doors import problem
from tests.people import Person, new_id
from tests.site import Site

rows = pytest.mark.parametrize("row", FEATURES, ids=str)


@pytest.fixture(scope="module")
def staff(the_desk: Desk) -> dict[str, Agent]:
    """An agent of each role."""
    return {role: signed_in(the_desk, role, name=role) for role in ROLES}


def test_every_door_has_a_row() -> None:
    declared = {(e.method, e.path) for feature in desk_surface.FEATURES for e in feature.endpoints}
    listed = {(row.method, row.path) for row in FEATURES}
    assert declared - listed == set(), f"say who may pass these: {sorted(declared - listed)}"
    assert listed - declared == set(), f"these doors are gone: {sorted(listed - declared)}"
    assert all(path.startswith("/desk/") for _, path in declared)
    paths = {e.path for feature in product.FEATURES for e in feature.endpoints}
    assert not [path for path in paths if path.startswith("/desk")]


@rows
def test_each_role_and_nobody(row: DeskRow, staff: dict[str, Agent], the_desk: Desk, cast: Cast) -> None:
    for role, agent in staff.items():
        # One row may end sessions: the others need theirs.
        asking = Agent(the_desk, role)
        asking.device, asking.id = agent.device, agent.id
        asking.sign_in()
        body = row.body(asking) if row.body else None
        answer = asking.ask(row.method, row.address(asking, True), body, params=row.query)
        if row.who == ANYONE or role in row.who.split():
            assert answer.status_code == row.status, (role, answer.text)
        else:
            assert (answer.status_code, problem(answer)) == (403, "not_allowed"), (role, answer.text)
    if row.who == ANYONE:
        return
    nobody = Agent(the_desk)
    member = Agent(the_desk)
    member.cookies = {**cast.alice.cookies, "__Host-desk": cast.alice.cookies["__Host-session"]}
    for stranger in (nobody, member):
        body = row.body(stranger) if row.body else None
        answer = stranger.ask(row.method, row.address(stranger, False), body, params=row.query)
        assert (answer.status_code, problem(answer)) == (401, "signed_out"), answer.text


def test_a_session_of_the_desk_is_nothing_at_the_product(the_desk: Desk, site: Site) -> None:
    agent, there = signed_in(the_desk, "support"), Person(site, "agent")
    there.cookies = {**agent.cookies, "__Host-session": agent.cookies["__Host-desk"]}
    assert there.ask("GET", "/me").status_code == 401


def test_no_door_of_the_product_is_at_the_desk(the_desk: Desk, cast: Cast) -> None:
    visitor = Person(the_desk, "alice")  # type: ignore[arg-type]
    visitor.cookies = dict(cast.alice.cookies)
    ids = {"team": cast.team, "project": cast.project.rpartition("/")[2]}
    for feature in product.FEATURES:
        for one in feature.endpoints:
            kinds = {part[1:-1] for part in one.path.split("/") if part.startswith("{")}
            path = one.path.format(**{kind: ids.get(kind) or new_id() for kind in kinds})
            answer = visitor.ask(one.method, path, {} if one.body else None)
            assert (answer.status_code, problem(answer)) == (404, "no_route"), (one.method, one.path)
    assert "mails" not in visitor.http.get(f"{the_desk.url}/mailbox.json").text


def test_no_door_of_the_desk_is_at_the_product(the_desk: Desk, site: Site) -> None:
    agent, there = signed_in(the_desk, *ROLES), Person(site, "agent")
    there.cookies = dict(agent.cookies)
    for row in FEATURES:
        answer = there.ask(row.method, row.address(agent, False), {} if row.body else None)
        assert (answer.status_code, problem(answer)) == (404, "no_route"), row
