"""Ways into a team: an invitation is for one address and once, a link for whoever has it until it is revoked."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import Cast
from tests.doors import problem
from tests.people import Person, new_id, new_op
from tests.site import Site

DAY = 24 * 3600 * 1000


@pytest.fixture(scope="module")
def troupe(site: Site) -> Cast:
    return Cast(site)


@pytest.fixture
def hoa(site: Site) -> Person:
    """Somebody with an account and no team."""
    return Person(site, "hoa").sign_in()


def invite(troupe: Cast, email: str, role: str = "member", **more: object) -> tuple[str, str]:
    """(its id, the token in the mail)."""
    id = troupe.alice.post(f"/teams/{troupe.team}/invitations", {"email": email, "role": role} | more)["id"]
    mail = troupe.site.mails(email.strip().lower())[0]
    token = re.search(r"/join#(\S+)", mail["text"])
    assert token is not None
    return id, token[1]


def link(troupe: Cast, role: str = "member") -> tuple[str, str]:
    made = troupe.alice.post(f"/teams/{troupe.team}/links", {"role": role})
    return made["id"], made["url"].partition("#")[2]


def knock(person: Person, token: str, name: str = "Hoa") -> tuple[int, str]:
    answer = person.ask("POST", "/joinings", {"token": token, "name": name})
    return answer.status_code, "" if answer.is_success else problem(answer)


def test_an_invitation_lets_its_address_in_once(troupe: Cast, hoa: Person) -> None:
    _, token = invite(troupe, hoa.email)
    shown = hoa.post("/joinings/preview", {"token": token})
    assert shown == {"team": {"id": troupe.team, "name": "Trường nghề Hoa Sen"}, "role": "member", "invited_by": "alice", "email": True, "under_16": False}  # fmt: skip
    assert knock(hoa, token) == (201, "")
    assert knock(hoa, token) == (410, "invitation_over")
    member = hoa.get(f"/teams/{troupe.team}")["me"]
    assert hoa.ask("DELETE", f"/teams/{troupe.team}/members/{member}").status_code == 200
    assert knock(hoa, token) == (410, "invitation_over"), "nor after having left"


def test_an_invitation_is_of_no_use_to_another_address(troupe: Cast, hoa: Person) -> None:
    other = Person(troupe.site, "khac").sign_in()
    _, token = invite(troupe, hoa.email)
    assert knock(other, token) == (403, "other_address")
    assert other.get("/teams")["teams"] == []
    assert knock(hoa, token) == (201, ""), "and trying does not use it up"


def test_an_address_is_the_same_however_it_is_written(troupe: Cast, hoa: Person) -> None:
    _, token = invite(troupe, f"  {hoa.email.upper()} ")
    assert knock(hoa, token) == (201, "")


def test_a_joining_sent_again_gives_the_same_answer(troupe: Cast, hoa: Person) -> None:
    """The reply was lost: the invitation is used up by then, and still it was theirs."""
    _, token = invite(troupe, hoa.email)
    op = new_op()
    first, again = (hoa.ask("POST", "/joinings", {"token": token, "name": "Hoa"}, op=op) for _ in range(2))
    assert first.status_code == 201
    assert (again.status_code, again.json()) == (201, first.json())


def test_one_invitation_taken_five_times_at_once_is_one_member(troupe: Cast, hoa: Person) -> None:
    _, token = invite(troupe, hoa.email)
    with ThreadPoolExecutor(5) as pool:
        statuses = sorted(status for status, _ in pool.map(lambda _: knock(hoa, token), range(5)))
    assert statuses[0] == 201
    assert set(statuses[1:]) <= {409, 410}
    members = troupe.alice.get(f"/teams/{troupe.team}")["members"]
    assert len([m for m in members if m["id"] == hoa.get(f"/teams/{troupe.team}")["me"]]) == 1


def test_a_revoked_invitation_or_link_is_over_for_everybody(troupe: Cast, hoa: Person) -> None:
    for kind, (id, token) in (("invitations", invite(troupe, hoa.email)), ("links", link(troupe))):
        troupe.dana.delete(f"/teams/{troupe.team}/{kind}/{id}")
        assert knock(hoa, token) == (410, "invitation_over")
        assert hoa.ask("POST", "/joinings/preview", {"token": token}).status_code == 410
        shown = next(one for one in troupe.alice.get(f"/teams/{troupe.team}")[kind] if one["id"] == id)
        assert "revoked_at" in shown
    assert hoa.get("/teams")["teams"] == []


def test_a_link_lets_several_people_in_until_it_is_revoked(troupe: Cast) -> None:
    id, token = link(troupe, "guest")
    people = [Person(troupe.site, name).sign_in() for name in ("một", "hai", "ba")]
    assert [knock(person, token) for person in people] == [(201, "")] * 3
    assert {person.get(f"/teams/{troupe.team}")["role"] for person in people} == {"guest"}
    assert knock(people[0], token) == (409, "already_member")
    troupe.alice.delete(f"/teams/{troupe.team}/links/{id}")
    assert knock(Person(troupe.site, "bốn").sign_in(), token) == (410, "invitation_over")


def test_ways_in_expire_after_fourteen_days(troupe: Cast) -> None:
    invite(troupe, "ai@example.vn")
    link(troupe)
    view = troupe.alice.get(f"/teams/{troupe.team}")
    for one in [*view["invitations"], *view["links"]]:
        assert one["expires_at"] - one["created_at"] == 14 * DAY


def test_a_links_address_is_shown_once(troupe: Cast) -> None:
    op = new_op()
    first, again = (
        troupe.alice.post(f"/teams/{troupe.team}/links", {"role": "guest"}, op=op) for _ in range(2)
    )
    assert first["url"].startswith(f"{troupe.site.url}/join#{troupe.team}.{first['id']}.")
    assert again == first | {"url": ""}
    secret = first["url"].rpartition(".")[2]
    for path in (f"/teams/{troupe.team}", f"/teams/{troupe.team}/feed"):
        assert secret not in troupe.alice.ask("GET", path).text


def test_an_invitation_sent_again_mails_once(troupe: Cast) -> None:
    op, email = new_op(), f"{new_id()}@example.vn".lower()
    for _ in range(2):
        troupe.alice.post(f"/teams/{troupe.team}/invitations", {"email": email, "role": "guest"}, op=op)
    assert len(troupe.site.mails(email)) == 1
    assert troupe.team in troupe.site.mails(email)[0]["text"]
    assert "Trường nghề" not in troupe.site.mails(email)[0]["text"], "mails carry no content"


@pytest.mark.parametrize("spoil", ["team", "id", "secret", "short", "long", "space"])
def test_a_spoilt_token_opens_nothing(troupe: Cast, hoa: Person, spoil: str) -> None:
    team, id, secret = link(troupe)[1].split(".")
    token = {
        "team": f"{troupe.other_team}.{id}.{secret}",
        "id": f"{team}.{new_id()}.{secret}",
        "secret": f"{team}.{id}.{secret[:-1]}",
        "short": f"{team}.{id}",
        "long": f"{team}.{id}.{secret}.{secret}",
        "space": f"{troupe.project.removeprefix('/teams/').replace('/projects/', '/')}.{id}.{secret}",
    }[spoil]
    assert knock(hoa, token) == (410, "invitation_over")
    assert hoa.ask("POST", "/joinings/preview", {"token": token}).status_code == 410


def test_only_the_owner_makes_admins_by_invitation(troupe: Cast) -> None:
    for kind, more in (("invitations", {"email": "x@example.vn"}), ("links", {})):
        path = f"/teams/{troupe.team}/{kind}"
        assert troupe.dana.ask("POST", path, {"role": "admin"} | more).status_code == 403
        assert troupe.alice.ask("POST", path, {"role": "admin"} | more).status_code == 201
        assert troupe.alice.ask("POST", path, {"role": "owner"} | more).status_code == 422


def test_a_guest_arrives_in_the_projects_of_their_invitation_only(troupe: Cast, hoa: Person) -> None:
    seen = troupe.project.rpartition("/")[2]
    _, token = invite(troupe, hoa.email, "guest", projects=[seen])
    assert knock(hoa, token) == (201, "")
    assert [project["id"] for project in hoa.get(f"/teams/{troupe.team}")["projects"]] == [seen]
    wrong = {"email": "x@example.vn", "role": "guest", "projects": [troupe.other_project.rpartition("/")[2]]}
    answer = troupe.alice.ask("POST", f"/teams/{troupe.team}/invitations", wrong)
    assert (answer.status_code, answer.json()["field"]) == (422, "projects")
