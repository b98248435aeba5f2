"""Who may do what to whom in a team, and what is left when somebody goes."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.conftest import Cast
from tests.doors import problem
from tests.people import Person, new_op
from tests.site import Site


@pytest.fixture(scope="module")
def troupe(site: Site) -> Cast:
    return Cast(site)


class Crew:
    """A fresh team of people who have accounts already: alice owns it."""

    def __init__(self, troupe: Cast) -> None:
        self.alice, self.dana, self.bob, self.gus = troupe.alice, troupe.dana, troupe.bob, troupe.gus
        self.id = self.alice.found_team()
        self.path = f"/teams/{self.id}"
        self.members = {"alice": self.view(self.alice)["me"]}
        for name, role in (("dana", "admin"), ("bob", "member"), ("gus", "guest")):
            self.members[name] = self.alice.let_in(getattr(self, name), self.id, role)

    def view(self, by: Person) -> Any:
        return by.get(self.path)

    def roles(self) -> dict[str, str]:
        names = {id: name for name, id in self.members.items()}
        return {names[m["id"]]: m["role"] for m in self.view(self.alice)["members"] if "left_at" not in m}

    def change(self, by: str, whom: str, body: dict[str, Any]) -> int:
        person: Person = getattr(self, by)
        return person.ask("PATCH", f"{self.path}/members/{self.members[whom]}", body).status_code

    def remove(self, by: str, whom: str) -> Any:
        person: Person = getattr(self, by)
        return person.ask("DELETE", f"{self.path}/members/{self.members[whom]}")


@pytest.fixture
def crew(troupe: Cast) -> Crew:
    return Crew(troupe)


def test_a_team_founded_twice_with_one_op_is_one_team(site: Site) -> None:
    hoa, op = Person(site, "hoa").sign_in(), new_op()
    body = {"name": "Trường", "member_name": "Hoa"}
    first, again = (hoa.post("/teams", body, op=op) for _ in range(2))
    assert first == again
    with ThreadPoolExecutor(5) as pool:
        op = new_op()
        made = list(pool.map(lambda _: hoa.ask("POST", "/teams", body, op=op), range(5)))
    assert {answer.status_code for answer in made} == {201}
    assert len({answer.text for answer in made}) == 1
    assert sorted(team["id"] for team in hoa.get("/teams")["teams"]) == sorted(
        [first["id"], made[0].json()["id"]]
    )


def test_two_people_with_one_op_found_two_teams(site: Site) -> None:
    op = new_op()
    made = {
        Person(site, n).sign_in().post("/teams", {"name": "T", "member_name": n}, op=op)["id"] for n in "ab"
    }
    assert len(made) == 2


def test_renaming_shows_everywhere(crew: Crew) -> None:
    crew.dana.patch(crew.path, {"name": "Tên khác"})
    assert crew.view(crew.gus)["name"] == "Tên khác"
    assert "Tên khác" in [team["name"] for team in crew.bob.get("/teams")["teams"]]


ROLES = [
    # who, whom, to which role, status
    ("alice", "dana", "member", 200),
    ("alice", "bob", "admin", 200),
    ("alice", "gus", "member", 200),
    ("alice", "bob", "owner", 403),  # ownership is handed over, not given
    ("alice", "alice", "admin", 403),
    ("dana", "bob", "guest", 200),
    ("dana", "gus", "member", 200),
    ("dana", "bob", "admin", 403),
    ("dana", "alice", "member", 403),
    ("dana", "dana", "owner", 403),
    ("dana", "dana", "member", 403),
    ("bob", "gus", "member", 403),
    ("bob", "bob", "admin", 403),
    ("bob", "dana", "guest", 403),
    ("gus", "gus", "member", 403),
    ("gus", "bob", "guest", 403),
    ("bob", "gus", "king", 422),
]


@pytest.mark.parametrize(("who", "whom", "role", "status"), ROLES)
def test_who_may_give_whom_which_role(crew: Crew, who: str, whom: str, role: str, status: int) -> None:
    before = crew.roles()
    assert crew.change(who, whom, {"role": role}) == status
    assert crew.roles() == (before | {whom: role} if status == 200 else before)


def test_a_name_is_changed_by_its_bearer_only(crew: Crew) -> None:
    assert crew.change("bob", "bob", {"name": "Bob mới"}) == 200
    for who, whom in (("alice", "bob"), ("dana", "gus"), ("gus", "alice")):
        assert crew.change(who, whom, {"name": "Tên giả"}) == 403
    assert crew.change("alice", "bob", {"name": "Tên giả", "role": "admin"}) == 403
    assert {m["name"] for m in crew.view(crew.alice)["members"]} == {"alice", "dana", "Bob mới", "gus"}
    assert crew.roles()["bob"] == "member"


REMOVALS = [
    ("alice", "dana", 200), ("alice", "gus", 200), ("alice", "alice", 409),
    ("dana", "bob", 200), ("dana", "gus", 200), ("dana", "alice", 403), ("dana", "dana", 200),
    ("bob", "gus", 403), ("bob", "dana", 403), ("bob", "alice", 403), ("bob", "bob", 200),
    ("gus", "bob", 403), ("gus", "gus", 200),
]  # fmt: skip


@pytest.mark.parametrize(("who", "whom", "status"), REMOVALS)
def test_who_may_remove_whom(crew: Crew, who: str, whom: str, status: int) -> None:
    before = set(crew.roles())
    assert crew.remove(who, whom).status_code == status
    assert set(crew.roles()) == (before - {whom} if status == 200 else before)


def test_an_admin_can_remove_no_other_admin(crew: Crew) -> None:
    assert crew.change("alice", "bob", {"role": "admin"}) == 200
    assert crew.remove("dana", "bob").status_code == 403
    assert crew.change("dana", "bob", {"role": "guest"}) == 403


def test_the_owner_hands_over_and_may_leave_only_then(crew: Crew) -> None:
    refused = crew.remove("alice", "alice")
    assert (refused.status_code, problem(refused)) == (409, "last_owner")
    ownership = f"{crew.path}/ownership"
    for person in (crew.dana, crew.bob, crew.gus):
        assert person.ask("PUT", ownership, {"member": crew.members["dana"]}).status_code == 403
    assert crew.alice.ask("PUT", ownership, {"member": crew.members["gus"]}).status_code == 403
    crew.alice.put(ownership, {"member": crew.members["bob"]})
    assert crew.roles() == {"alice": "admin", "dana": "admin", "bob": "owner", "gus": "guest"}
    assert crew.remove("alice", "alice").status_code == 200
    assert crew.alice.ask("GET", crew.path).status_code == 404


def test_two_hand_overs_at_once_leave_one_owner(crew: Crew) -> None:
    with ThreadPoolExecutor(2) as pool:
        asked = [crew.members["dana"], crew.members["bob"]] * 3
        put = lambda to: crew.alice.ask("PUT", f"{crew.path}/ownership", {"member": to}).status_code  # noqa: E731
        statuses = Counter(pool.map(put, asked))
    assert statuses == {200: 1, 403: 5}
    assert Counter(crew.roles().values())["owner"] == 1


def test_admins_who_remove_each_other_do_not_both_succeed_on_an_old_view(crew: Crew) -> None:
    """The owner makes dana a member while dana removes bob: whoever comes second is judged on the new roles."""
    with ThreadPoolExecutor(2) as pool:
        demoted = pool.submit(crew.change, "alice", "dana", {"role": "member"})
        removed = pool.submit(lambda: crew.remove("dana", "bob").status_code)
    assert demoted.result() == 200
    feed = [i["verb"] for i in crew.alice.get(f"{crew.path}/feed")["items"]][:2]
    if removed.result() == 200:
        assert feed == ["member.role", "member.remove"], "bob went while dana was still an admin"
    else:
        assert "bob" in crew.roles()


def test_whoever_is_removed_is_out_at_the_next_request_and_their_words_stay(crew: Crew) -> None:
    project, lists = crew.alice.open_project(crew.id)
    task = crew.bob.add_task(project, lists[0], "của bob")
    crew.bob.patch(f"{project}/tasks/{task}", {"assignees": {crew.members["bob"]: True}})
    assert crew.remove("alice", "bob").status_code == 200
    for method, path in (("GET", crew.path), ("GET", f"{project}/board"), ("PUT", f"{project}/tasks/{task}/closure"), ("GET", f"{crew.path}/feed")):  # fmt: skip
        assert crew.bob.ask(method, path).status_code == 404, path
    assert crew.id not in [team["id"] for team in crew.bob.get("/teams")["teams"]]
    assert crew.alice.board(project)["task"][task]["created_by"] == crew.members["bob"]
    gone = next(m for m in crew.view(crew.alice)["members"] if m["id"] == crew.members["bob"])
    assert (gone["name"], "left_at" in gone) == ("bob", True)
    assert crew.remove("alice", "bob").status_code == 404
    assert crew.change("alice", "bob", {"role": "admin"}) == 404


def test_a_removal_sent_again_does_not_hide_the_team_from_who_came_back(crew: Crew) -> None:
    op, path = new_op(), f"{crew.path}/members/{crew.members['bob']}"
    first = crew.alice.delete(path, op=op)
    crew.members["bob"] = crew.alice.bring(crew.bob, crew.id, "member")
    assert crew.alice.delete(path, op=op) == first
    assert crew.id in [team["id"] for team in crew.bob.get("/teams")["teams"]]
    assert crew.view(crew.bob)["role"] == "member"


def test_nothing_shown_names_an_account_or_a_secrets_hash(crew: Crew) -> None:
    crew.alice.post(f"{crew.path}/links", {"role": "member"})
    accounts = [person.get("/me")["id"] for person in (crew.alice, crew.dana, crew.bob, crew.gus)]
    for person in (crew.alice, crew.dana, crew.bob, crew.gus):
        for path in (crew.path, f"{crew.path}/feed"):
            text = person.ask("GET", path).text
            assert '"hash"' not in text
            assert '"account"' not in text
            assert not [id for id in accounts if id in text]
