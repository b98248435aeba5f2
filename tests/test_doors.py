"""Every door, and every person in front of it: what each may do with their own, foreign and missing things."""

import secrets
from collections.abc import Iterator

import pytest

from chalicelib.surfaces import product
from tests.conftest import Cast
from tests.doors import PASSING, PEOPLE, Row, World, ask, missing, problem
from tests.feature_doors import FEATURES
from tests.people import Person, new_id, new_op
from tests.site import Site

T, P = "/teams/{team}", "/teams/{team}/projects/{project}"
#          owner admin member guest stranger nobody
EVERYONE = "200  200  200   200   200     200"
KNOWN = "   200  200  200   200   200     401"
TEAM = "    200  200  200   200   404     401"
MEMBERS = " 200  200  200   403   404     401"
ADMINS = "  200  200  403   403   404     401"
OWNER = "   200  403  403   403   404     401"
AUTHOR = "  403  403  200   403   404     401"  # of the comment, which is bob's
MODERATE = "200  200  200   403   404     401"  # its author and the admins


def made(who: str, status: int = 201) -> str:
    return who.replace("200", str(status))


def name(*_: object) -> dict[str, str]:
    return {"name": "Tên mới"}


def same_browser(world: World, who: str) -> Person:
    """The same person in another browser, not signed in yet."""
    return Person(world.cast.site, who, world.person(who).email)


def signed_in_again(world: World, who: str) -> Person:
    return world.person(who) if who == "nobody" else same_browser(world, who).sign_in()


def asked(world: World, who: str) -> dict[str, str]:
    """A sign-in under way that anyone may finish with its code, by somebody new."""
    newcomer = Person(world.cast.site, "mới")
    attempt = newcomer.post("/sign-in", {"email": newcomer.email, "language": "en"})["attempt"]
    world.code = world.cast.site.mails(newcomer.email)[0]["code"]  # type: ignore[attr-defined]
    return {"attempt": attempt}


def code_and_terms(world: World, who: str, _: object) -> dict[str, object]:
    terms = world.cast.nobody.get("/terms")
    return {"code": getattr(world, "code", "ABCDEFGH"), "terms": {k: terms[k] for k in ("version", "hash")}}


def myself(world: World, who: str) -> dict[str, str]:
    return {"member": world.cast.members.get(who, world.cast.members["bob"])}


def gus(world: World, who: str) -> dict[str, str]:
    return {"member": world.cast.members["gus"]}


def another_project(world: World, who: str) -> dict[str, str]:
    project = world.cast.alice.open_project(world.team)[0]
    world.cast.alice.put(f"{project}/guests/{world.cast.members['gus']}")
    return {"project": project.rpartition("/")[2]}


def elsewhere(world: World, who: str, _: object) -> dict[str, str]:
    """A way into a team that nobody of the cast is in yet."""
    founder = Person(world.cast.site, "erin").sign_in()
    return {"token": world.link(founder, founder.found_team(), "guest"), "name": "Khách"}


def of_task(world: World, who: str, _: object) -> dict[str, str]:
    return {"task": world.task}


TABLE = [
    Row("GET", "/health", EVERYONE),
    Row("GET", "/health/deep", EVERYONE),
    Row("GET", "/status", EVERYONE),
    Row("GET", "/openapi.json", EVERYONE),
    Row("POST", "/sign-in", made(EVERYONE, 202), lambda *_: {"email": f"{secrets.token_hex(4)}@a.vn"}, asker=same_browser),
    Row("POST", "/sign-in/{attempt}/session", made(EVERYONE), code_and_terms, ids=asked, asker=same_browser, absent=410),
    Row("DELETE", "/session", made(KNOWN, 204), asker=signed_in_again),
    Row("GET", "/me", KNOWN),
    Row("GET", "/teams", KNOWN),
    Row("POST", "/teams", made(KNOWN), lambda *_: {"name": "Nhóm", "member_name": "Tôi"}),
    Row("POST", "/joinings/preview", KNOWN, lambda *a: {"token": elsewhere(*a)["token"]}),
    Row("POST", "/joinings", made(KNOWN), elsewhere),
    Row("GET", T, TEAM),
    Row("PATCH", T, ADMINS, name),
    Row("GET", T + "/feed", TEAM),
    Row("POST", T + "/invitations", made(ADMINS), lambda *_: {"email": f"{new_id()}@a.vn", "role": "guest"}),
    Row("DELETE", T + "/invitations/{invitation}", ADMINS),
    Row("POST", T + "/links", made(ADMINS), lambda *_: {"role": "member"}),
    Row("DELETE", T + "/links/{link}", ADMINS),
    Row("PATCH", T + "/members/{member}", TEAM, lambda w, who, _: {"name": f"{who} mới"}, ids=myself),
    Row("PATCH", T + "/members/{member}", ADMINS, lambda *_: {"role": "member"}, looks_first=True),
    Row("DELETE", T + "/members/{member}", ADMINS, looks_first=True),
    Row("PUT", T + "/ownership", OWNER, lambda w, *_: {"member": w.cast.members["alice"]}),
    Row("POST", T + "/projects", made(MEMBERS), lambda *_: {"id": new_id(), "name": "Dự án"}),
    Row("PATCH", P, MEMBERS, name),
    Row("PUT", P + "/archive", ADMINS, ids=another_project),
    Row("DELETE", P + "/archive", ADMINS),
    Row("PUT", P + "/guests/{member}", MEMBERS),
    Row("DELETE", P + "/guests/{member}", MEMBERS),
    Row("GET", P + "/board", TEAM),
    Row("GET", P + "/texts", TEAM),
    Row("GET", P + "/texts/{task}", TEAM),
    Row("GET", P + "/entries", TEAM, query=lambda *_: {"after": 0}),
    Row("POST", P + "/entries", TEAM, lambda w, *_: {"after": 0, "ops": [a_comment_on(w.task)]}),
    Row("GET", P + "/feed", TEAM),
    Row("GET", P + "/search", TEAM, query=lambda *_: {"q": "việc"}),
    Row("POST", P + "/lists", made(MEMBERS), lambda *_: {"id": new_id(), "name": "Cột"}),
    Row("PATCH", P + "/lists/{list}", MEMBERS, name),
    Row("DELETE", P + "/lists/{list}", MEMBERS),
    Row("POST", P + "/labels", made(MEMBERS), lambda *_: {"id": new_id(), "name": "Nhãn", "color": "teal"}),
    Row("PATCH", P + "/labels/{label}", MEMBERS, name),
    Row("DELETE", P + "/labels/{label}", MEMBERS),
    Row("POST", P + "/tasks", made(TEAM), lambda w, *_: {"id": new_id(), "title": "Việc", "list": w.lists[0]}),
    Row("PATCH", P + "/tasks/{task}", TEAM, lambda *_: {"title": "Việc khác"}),
    Row("DELETE", P + "/tasks/{task}", TEAM),
    Row("DELETE", P + "/tasks/{task}/trash", TEAM),
    Row("PUT", P + "/tasks/{task}/closure", TEAM),
    Row("DELETE", P + "/tasks/{task}/closure", TEAM),
    Row("PUT", P + "/tasks/{task}/description", TEAM, lambda *_: {"text": "Mô tả", "base": 0}),
    Row("POST", P + "/tasks/{task}/comments", made(TEAM), lambda *_: {"id": new_id(), "text": "Chào"}),
    Row("PATCH", P + "/comments/{comment}", AUTHOR, lambda w, *_: {"task": w.task, "text": "Sửa"}, looks_first=True),
    Row("DELETE", P + "/comments/{comment}", MODERATE, query=of_task, looks_first=True),
    *FEATURES,
]  # fmt: skip


def a_comment_on(task: str) -> dict[str, object]:
    body = {"id": new_id(), "text": "Gửi sau"}
    return {"op": new_op(), "method": "POST", "path": f"/tasks/{task}/comments", "body": body}


@pytest.fixture(scope="module")
def troupe(site: Site) -> Cast:
    """A cast of its own: rows rename people and teams."""
    return Cast(site)


@pytest.fixture
def world(troupe: Cast) -> Iterator[World]:
    yield World(troupe)
    troupe.nobody.cookies.clear()


rows = pytest.mark.parametrize("row", TABLE, ids=str)
rows_with_ids = pytest.mark.parametrize("row", [row for row in TABLE if row.kinds], ids=str)
project_rows = pytest.mark.parametrize("row", [row for row in TABLE if "project" in row.kinds], ids=str)


def test_every_door_has_a_row() -> None:
    declared = {(e.method, e.path) for feature in product.FEATURES for e in feature.endpoints}
    listed = {(row.method, row.path) for row in TABLE}
    assert declared - listed == set(), (
        f"say in TABLE who may pass these doors, person by person: {sorted(declared - listed)}"
    )
    assert listed - declared == set(), f"TABLE speaks of doors that are gone: {sorted(listed - declared)}"


def test_strangers_are_told_nothing_and_the_signed_out_to_sign_in() -> None:
    for row in TABLE:
        if "team" in row.kinds:
            assert (row.status("charlie"), row.status("nobody")) == (404, 401), row


@rows
def test_each_person_with_what_the_team_owns(row: Row, world: World) -> None:
    for who in PEOPLE:
        if row.status(who) < 300:
            answer = ask(row, world, who)
            assert answer.status_code == row.status(who), (who, answer.text)
    refused = [who for who in PEOPLE if row.status(who) >= 300]
    if "{member}" in row.path:
        # Their target is somebody who joins first, so that the picture is taken with them in it.
        target = row.ids(world, "nobody") if row.ids else {"member": world.fresh("member", "")}
        row = row._replace(ids=lambda *_: target)
    ids = {kind: (row.ids(world, "nobody") if row.ids else {}).get(kind) or world.fresh(kind, "nobody") for kind in row.kinds}  # fmt: skip
    before = world.picture()
    for who in refused:
        answer = ask(row, world, who, **ids)
        assert answer.status_code == row.status(who), (who, answer.text)
        problem(answer)
    assert world.picture() == before, f"a refused {row} has changed something"


@rows_with_ids
def test_each_person_with_what_another_team_owns(row: Row, world: World) -> None:
    """One foreign id in an otherwise own path, then a path that is foreign from end to end."""
    kinds = [kind for kind in row.kinds if kind not in PASSING]
    foreign = {kind: world.foreign(kind) for kind in kinds}
    own = {kind: world.fresh(kind, "bob") for kind in kinds}
    before = world.picture()
    for kind in kinds:
        for who in PEOPLE:
            if (who, kinds) == ("charlie", ["team"]):
                continue  # this is simply his own team
            answer = ask(row, world, who, **own | {kind: foreign[kind]})
            assert answer.status_code == row.without(who, kind), (who, kind, answer.text)
    for who in PEOPLE:
        if who != "charlie" and kinds:
            answer = ask(row, world, who, **foreign)
            assert answer.status_code == (401 if who == "nobody" else 404), (who, answer.text)
    after = world.picture()
    if kinds == ["team"]:
        # Only charlie could do something here, to his own team.
        before[1], after[1] = None, None
    assert after == before, f"{row} on a foreign object has changed something"


@rows_with_ids
def test_each_person_with_what_does_not_exist(row: Row, world: World) -> None:
    own = {kind: world.fresh(kind, "bob") for kind in row.kinds if kind not in PASSING}
    before = world.picture()
    for kind in row.kinds:
        for who in PEOPLE:
            answer = ask(row, world, who, **own | {kind: missing(kind)})
            assert answer.status_code == row.without(who, kind), (who, kind, answer.text)
            problem(answer)
        for id in ("x", "..%2F..", "%00", "a%2Fb", "x" * 3000):
            answer = ask(row, world, "alice", **own | {kind: id})
            assert answer.status_code == row.without("alice", kind), (kind, id[:40], answer.text)
            problem(answer)
    assert world.picture() == before, f"{row} on nothing has changed something"


@project_rows
def test_a_guest_does_not_meet_projects_that_are_not_theirs(row: Row, world: World) -> None:
    hidden = world.cast.hidden.rpartition("/")[2]
    own = {kind: world.fresh(kind, "gus") for kind in row.kinds}
    before = world.picture()
    answer = ask(row, world, "gus", **own | {"project": hidden})
    assert (answer.status_code, problem(answer)) == (404, "not_found")
    assert world.picture() == before
