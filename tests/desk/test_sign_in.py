"""An agent is let in by a passkey that verified its user, set up once over the operator's link, and for as long as the
operator wants."""

import pytest

from tests.desk.desk import Agent, Desk, ordered, signed_in
from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.factors.device import Device
from tests.people import good
from tests.site import Site

HOUR = 3600 * 1000


@pytest.fixture
def mai(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "support", "finance", name="mai")


def me(agent: Agent) -> tuple[int, str]:
    answer = agent.ask("GET", "/desk/me")
    return answer.status_code, "" if answer.is_success else problem(answer)


OUT = (401, "signed_out")


def test_a_passkey_lets_in_and_signing_out_ends_it(mai: Agent) -> None:
    told = mai.get("/desk/me")
    assert told == {"agent": mai.id, "roles": ["finance", "support"], "email": mai.email}
    token = mai.cookies["__Host-desk"]
    mai.delete("/desk/session")
    assert "__Host-desk" not in mai.cookies
    mai.cookies["__Host-desk"] = token
    assert me(mai) == OUT, "the session is over, not only forgotten by the browser"
    mai.sign_in()
    acts = [one["act"] for one in mai.get("/desk/me/log")["entries"]]
    assert acts == ["agent.signed_in", "agent.enrolled", "agent.appointed"]


def test_the_cookie_is_for_this_host_and_no_script(mai: Agent) -> None:
    asked = mai.ask("POST", "/desk/sign-in")
    answer = mai.ask(
        "POST",
        f"/desk/sign-in/{asked.json()['step']}",
        {"passkey": mai.device.get(asked.json()["options"])},
    )
    for given in (asked, answer):
        for cookie in given.headers.get_list("set-cookie"):
            assert cookie.startswith("__Host-desk")
            assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    session = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-desk="))
    assert "SameSite=Strict" in session


def test_the_link_works_once(the_desk: Desk) -> None:
    mai = Agent(the_desk, "support").appointed()
    good(mai.enrol())
    thief = Agent(the_desk)
    thief.id, thief.token = mai.id, mai.token
    answer = thief.ask("POST", "/desk/enrolment", {"agent": mai.id, "token": mai.token})
    assert (answer.status_code, problem(answer)) == (410, "enrolment_over")


def test_of_two_browsers_that_began_with_one_link_one_enrols(the_desk: Desk) -> None:
    mai = Agent(the_desk, "support").appointed()
    thief = Agent(the_desk)
    thief.id, thief.token = mai.id, mai.token
    asked = thief.post("/desk/enrolment", {"agent": mai.id, "token": mai.token})
    good(mai.enrol())
    made = {"step": asked["step"], "token": mai.token, "passkey": thief.device.create(asked["options"])}
    answer = thief.ask("POST", "/desk/enrolment/passkey", made)
    assert (answer.status_code, problem(answer)) == (410, "enrolment_over")
    assert me(thief) == OUT
    assert me(mai)[0] == 200


def test_what_a_browser_was_asked_another_does_not_answer(the_desk: Desk) -> None:
    mai, thief = Agent(the_desk, "support").appointed(), Agent(the_desk)
    asked = mai.post("/desk/enrolment", {"agent": mai.id, "token": mai.token})
    made = {"step": asked["step"], "token": mai.token, "passkey": mai.device.create(asked["options"])}
    answer = thief.ask("POST", "/desk/enrolment/passkey", made)
    assert (answer.status_code, problem(answer)) == (410, "step_over")
    good(mai.ask("POST", "/desk/enrolment/passkey", made))
    asked = mai.post("/desk/sign-in", None)
    answer = thief.ask(
        "POST", f"/desk/sign-in/{asked['step']}", {"passkey": mai.device.get(asked["options"])}
    )
    assert (answer.status_code, problem(answer)) == (410, "step_over")


def test_a_link_ends_after_a_day(the_desk: Desk, site: Site) -> None:
    mai = Agent(the_desk, "support").appointed()
    row = next(one for one in rows(site, "agent") if one["id"] == mai.id)
    rewrite(site, "agent", row, link_ends_at=int(row["link_ends_at"]) - 24 * HOUR)
    answer = mai.ask("POST", "/desk/enrolment", {"agent": mai.id, "token": mai.token})
    assert (answer.status_code, problem(answer)) == (410, "enrolment_over")


def test_a_passkey_that_did_not_verify_its_user_is_refused(the_desk: Desk) -> None:
    mai = Agent(the_desk, "support").appointed()
    mai.device.verifies = False
    answer = mai.enrol()
    assert (answer.status_code, problem(answer)) == (403, "passkey_unknown")
    mai.device = Device(the_desk.origin)
    good(mai.enrol())
    mai.cookies.clear()
    mai.device.verifies = False
    answer = mai.signing_in()
    assert (answer.status_code, problem(answer)) == (403, "passkey_unknown")
    assert me(mai) == OUT


@pytest.mark.parametrize("origin", ["https://izwork.com.evil.example", "http://localhost:1"])
def test_a_passkey_for_another_place_is_refused(mai: Agent, origin: str) -> None:
    mai.device.origin = origin
    assert problem(mai.signing_in()) == "passkey_unknown"


def test_one_agents_passkey_is_not_anothers(mai: Agent, the_desk: Desk) -> None:
    thief = signed_in(the_desk, "support")
    thief.device.user = mai.device.user
    thief.cookies.clear()
    assert problem(thief.signing_in()) == "passkey_unknown"


def test_who_was_let_go_is_out_at_once_and_stays_out(mai: Agent, site: Site) -> None:
    assert me(mai)[0] == 200
    assert ordered(site, "agent-end", agent=mai.email)["done"] == {"agent": mai.id}
    assert me(mai) == OUT
    assert problem(mai.signing_in()) == "passkey_unknown"
    told = {one["agent"]: one for one in ordered(site, "agents")["done"]["agents"]}
    assert (told[mai.id]["state"], told[mai.id]["roles"]) == ("ended", ["finance", "support"])
    assert mai.email not in repr(told)


def test_appointed_anew_an_agent_begins_anew(mai: Agent, the_desk: Desk) -> None:
    before, old = mai.id, mai.device
    mai.roles = ("reviewer",)
    mai.appointed()
    assert mai.id == before
    assert me(mai) == OUT, "what the old appointment gave is over"
    assert problem(mai.signing_in()) == "passkey_unknown"
    mai.device = Device(the_desk.origin)
    good(mai.enrol())
    assert mai.get("/desk/me")["roles"] == ["reviewer"]
    mai.device = old
    assert problem(mai.signing_in()) == "passkey_unknown"


def test_nobody_is_appointed_to_what_there_is_not(site: Site) -> None:
    for given in (
        {"email": "a@b.vn", "roles": ["god"]},
        {"email": "a@b.vn", "roles": []},
        {"email": "a", "roles": ["abuse"]},
    ):
        assert "failed" in ordered(site, "agent-appoint", **given)
    assert "failed" in ordered(site, "agent-end", agent="nobody@b.vn")


@pytest.mark.parametrize(("field", "hours"), [("seen_at", 0.51), ("created_at", 12.01)])
def test_a_session_ends_idle_and_after_twelve_hours(mai: Agent, site: Site, field: str, hours: float) -> None:
    (row,) = [one for one in rows(site, "agent_session") if one["agent"] == mai.id]
    rewrite(site, "agent_session", row, **{field: int(row[field]) - int((hours - 0.02) * HOUR)})
    assert me(mai)[0] == 200
    (row,) = [one for one in rows(site, "agent_session") if one["agent"] == mai.id]
    rewrite(site, "agent_session", row, **{field: int(row[field]) - int(hours * HOUR)})
    assert me(mai) == OUT


def test_an_agent_sees_and_ends_their_sessions(mai: Agent, the_desk: Desk) -> None:
    there = Agent(the_desk)
    there.device, there.id = mai.device, mai.id
    there.sign_in()
    listed = mai.get("/desk/me/sessions")["sessions"]
    assert [one["this"] for one in listed] == [True, False]
    mai.delete(f"/desk/me/sessions/{listed[1]['id']}")
    assert me(there) == OUT
    there.sign_in()
    mai.delete("/desk/me/sessions")
    assert me(there) == OUT
    assert me(mai)[0] == 200
    other = signed_in(the_desk, "support")
    (own,) = other.get("/desk/me/sessions")["sessions"]
    assert mai.ask("DELETE", f"/desk/me/sessions/{own['id']}").status_code == 404
    assert me(other)[0] == 200


def test_nothing_of_an_agent_is_readable_where_it_is_kept(mai: Agent, site: Site) -> None:
    kept = repr([rows(site, table) for table in ("agent", "agent_session", "desk_log", "challenge")])
    assert mai.id in kept
    for secret in (mai.email, mai.token, mai.cookies["__Host-desk"].rpartition(".")[2]):
        assert secret not in kept
