"""The operator's switches, through the door of a real site: what stops, what goes on, and how soon."""

import time
from collections.abc import Iterator

import httpx
import pytest

from chalicelib.health import fitness
from chalicelib.store import switches
from chalicelib.surfaces.product import FEATURES
from tests.engine_rows import engine_url, tables
from tests.people import Person, new_id, new_op
from tests.site import Site

REGION = "ap-test-1"


@pytest.fixture(scope="module")
def lone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = Site(tmp_path_factory.mktemp("switched") / "data", IZWORK_REGION=REGION).start()
    yield running
    running.stop()


@pytest.fixture
def alice(lone: Site) -> Person:
    return Person(lone, "alice").sign_in()


def turn(site: Site, name: str, to: bool) -> None:
    """As the operator's command does, with the row itself."""
    table = tables(engine_url(site)).Table("izwork-switch")
    if to:
        table.put_item(Item={"name": name, "since": 1})
    else:
        table.delete_item(Key={"name": name})


def test_read_only_refuses_writes_cleanly_within_seconds_and_reads_go_on(lone: Site, alice: Person) -> None:
    project, lists = alice.open_project(alice.found_team())
    task = alice.add_task(project, lists[0], "Trước")
    waiting = {"id": new_id(), "title": "Giữ lại", "list": lists[0]}
    op = new_op()
    turn(lone, switches.READ_ONLY, True)
    try:
        time.sleep(switches.KEPT_SECONDS)
        refused = alice.ask("POST", f"{project}/tasks", waiting, op=op)
        assert (refused.status_code, refused.json()["code"]) == (503, "read_only")
        assert int(refused.headers["Retry-After"]) > 0
        assert refused.headers["content-type"] == "application/problem+json"
        assert "chỉ cho đọc" in refused.json()["detail"]
        english = alice.ask("POST", f"{project}/tasks", waiting, headers={"Accept-Language": "en"})
        assert "can only be read" in english.json()["detail"]
        batch = {"after": 0, "ops": [{"op": new_op(), "method": "POST", "path": "/tasks", "body": waiting}]}
        for method, path, body in (
            ("POST", "/teams", {"name": "Nhóm", "member_name": "Lan"}),
            ("PATCH", f"{project}/tasks/{task}", {"title": "Sau"}),
            ("DELETE", f"{project}/tasks/{task}", None),
            ("POST", f"{project}/entries", batch),
        ):
            answer = alice.ask(method, path, body)
            assert (answer.status_code, answer.json()["code"]) == (503, "read_only"), path
        assert alice.board(project)["task"][task]["title"] == "Trước"
        assert set(alice.board(project)["task"]) == {task}
        assert alice.get(f"{project}/search", params={"q": "Trước"})["tasks"]
        assert Person(lone, "nobody").ask("POST", "/teams", {}).status_code == 401, "the doorman comes first"
    finally:
        turn(lone, switches.READ_ONLY, False)
    time.sleep(switches.KEPT_SECONDS)
    alice.post(f"{project}/tasks", waiting, op=op)
    assert set(alice.board(project)["task"]) == {task, waiting["id"]}


def test_people_sign_in_and_out_while_it_is_read_only(lone: Site, alice: Person) -> None:
    team = alice.found_team()
    turn(lone, switches.READ_ONLY, True)
    try:
        time.sleep(switches.KEPT_SECONDS)
        again = Person(lone, "alice", alice.email).sign_in()
        assert again.get(f"/teams/{team}")["id"] == team
        assert Person(lone, "new").sign_in().get("/teams") == {"teams": []}
        assert again.ask("DELETE", "/session").status_code == 204
        assert again.ask("GET", "/teams").status_code == 401
    finally:
        turn(lone, switches.READ_ONLY, False)
        time.sleep(switches.KEPT_SECONDS)


def test_only_signing_in_and_out_goes_on() -> None:
    always = {(one.method, one.path) for feature in FEATURES for one in feature.endpoints if one.always}
    assert always == {("POST", "/sign-in"), ("POST", "/sign-in/{attempt}/session"), ("DELETE", "/session")}


def test_a_drained_region_is_unfit_and_says_why_and_goes_on_answering(lone: Site, alice: Person) -> None:
    def asked() -> httpx.Response:
        time.sleep(fitness.CACHE_SECONDS)
        return httpx.get(f"{lone.url}/api/v1/health/deep", timeout=10)

    turn(lone, switches.drained("ap-other-1"), True)
    assert asked().status_code == 200, "another Region's switch is none of this one's business"
    turn(lone, switches.drained(REGION), True)
    try:
        answer = asked()
        assert (answer.status_code, answer.json()["region"]) == (503, REGION)
        parts = answer.json()["parts"]
        assert (parts["switch"]["ok"], parts["switch"]["fault"]) == (False, "drained")
        assert all(parts[name]["ok"] for name in fitness.WORK)
        project, lists = alice.open_project(alice.found_team())
        alice.add_task(project, lists[0])
        assert httpx.get(f"{lone.url}/api/v1/status").json()["now"] == "fit", "nobody is kept from working"
    finally:
        turn(lone, switches.drained(REGION), False)
    assert asked().status_code == 200
