"""An agent has passkeys on several devices, adds and removes them after proving of late who it is, and never has none."""

from typing import Any

import msgspec
import pytest

from chalicelib.accounts.session import FRESH
from chalicelib.desk import agent as agents
from chalicelib.desk import passkeys
from chalicelib.refusals import Refused
from chalicelib.store import rows as product_rows
from chalicelib.store.tables import Agent as Row
from tests.desk.desk import Agent, Desk, signed_in
from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.factors.device import Device
from tests.people import good
from tests.site import Site
from tests.sponsorship.applying import at_the_desk

ALL = "/desk/me/passkeys"


@pytest.fixture
def mai(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "support", name="mai")


def add(agent: Agent, device: Device, name: str = "Khoá dự phòng") -> Any:
    asked = agent.post(f"{ALL}/options", None)
    return agent.ask(
        "POST", ALL, {"step": asked["step"], "name": name, "passkey": device.create(asked["options"])}
    )


def names(agent: Agent) -> dict[str, str]:
    return {one["name"]: one["id"] for one in agent.get(ALL)["passkeys"]}


def wait(site: Site, agent: Agent, ms: int = FRESH + 1000) -> None:
    """As if the agent had proved it so much earlier."""
    for row in rows(site, "agent_session"):
        if row["agent"] == agent.id:
            rewrite(site, "agent_session", row, proven_at=int(row["proven_at"]) - ms)


def prove(agent: Agent, device: Device | None = None) -> Any:
    asked = agent.post("/desk/me/proof", None)
    passkey = (device or agent.device).get(asked["options"])
    return agent.ask("POST", f"/desk/me/proof/{asked['step']}", {"passkey": passkey})


def elsewhere(agent: Agent, device: Device) -> Agent:
    """The same agent in another browser, with that device."""
    there = Agent(agent.desk, name=agent.name)
    there.device, there.id = device, agent.id
    return there


def acts(agent: Agent) -> list[str]:
    return [one["act"] for one in agent.get("/desk/me/log")["entries"]]


def test_a_second_passkey_signs_in_as_the_first_does(mai: Agent, the_desk: Desk) -> None:
    key = Device(the_desk.origin)
    id = good(add(mai, key, " Khoá USB "))["id"]
    first, second = mai.get(ALL)["passkeys"]
    assert (second["id"], second["name"], second["used_at"]) == (id, "Khoá USB", None)
    assert first["used_at"] is not None
    there = elsewhere(mai, key).sign_in()
    assert there.get("/desk/me")["agent"] == mai.id
    assert mai.get(ALL)["passkeys"][1]["used_at"] is not None
    elsewhere(mai, mai.device).sign_in()
    assert acts(mai)[2] == "agent.passkey_added"
    mai.patch(f"{ALL}/{id}", {"name": "Khoá đỏ"})
    assert "Khoá đỏ" in names(mai)
    assert acts(mai)[0] == "agent.passkey_renamed"


def test_a_device_that_was_removed_lets_nobody_in_and_others_are_signed_out(
    mai: Agent, the_desk: Desk
) -> None:
    lost, kept = mai.device, Device(the_desk.origin)
    good(add(mai, kept))
    thief = elsewhere(mai, lost).sign_in()
    id = next(one for name, one in names(mai).items() if name != "Khoá dự phòng")
    mai.delete(f"{ALL}/{id}")
    assert thief.ask("GET", "/desk/me").status_code == 401
    assert problem(thief.signing_in()) == "passkey_unknown"
    assert acts(mai)[0] == "agent.passkey_removed"
    elsewhere(mai, kept).sign_in()
    assert mai.ask("DELETE", f"{ALL}/{id}").status_code == 404


def test_the_last_one_stays(mai: Agent, the_desk: Desk) -> None:
    (id,) = names(mai).values()
    answer = mai.ask("DELETE", f"{ALL}/{id}")
    assert (answer.status_code, problem(answer)) == (409, "last_passkey")
    assert "agent.passkey_removed" not in acts(mai)
    elsewhere(mai, mai.device).sign_in()


def test_of_two_that_are_removed_at_once_one_stays(site: Site, mai: Agent, the_desk: Desk) -> None:
    """The second read the row before the first was done: its write meets another version, and what it then finds is the
    last one."""
    good(add(mai, Device(the_desk.origin)))
    first, second = names(mai).values()
    at_the_desk(site)
    by = agents.Agent(mai.id, ("support",), "x" * 12, 0)
    real, raced = agents.keep, []

    def meanwhile(row: Row, kept: agents.Kept) -> bool:
        if not raced:
            raced.append(mai.delete(f"{ALL}/{first}"))
        return real(row, kept)

    agents.keep = meanwhile
    try:
        with pytest.raises(Refused, match="last_passkey"):
            passkeys.remove(by, second)
    finally:
        agents.keep = real
    assert list(names(mai).values()) == [second]


@pytest.mark.parametrize("late", [True, False])
def test_who_did_not_prove_it_of_late_changes_nothing(
    site: Site, mai: Agent, the_desk: Desk, late: bool
) -> None:
    key = Device(the_desk.origin)
    id = good(add(mai, key))["id"]
    begun = mai.post(f"{ALL}/options", None)
    wait(site, mai, FRESH + 1000 if late else FRESH - 60_000)
    new = {"step": begun["step"], "name": "x", "passkey": Device(the_desk.origin).create(begun["options"])}
    asked = (
        mai.ask("POST", f"{ALL}/options", None), mai.ask("POST", ALL, new), mai.ask("DELETE", f"{ALL}/{id}"),
    )  # fmt: skip
    if not late:
        assert [one.status_code for one in asked] == [200, 201, 204]
        return
    assert {(one.status_code, problem(one)) for one in asked} == {(403, "prove_again")}
    assert len(names(mai)) == 2
    token = mai.cookies["__Host-desk"]
    good(prove(mai, key))
    assert mai.cookies["__Host-desk"] != token
    before = elsewhere(mai, key)
    before.cookies["__Host-desk"] = token
    assert before.ask("GET", "/desk/me").status_code == 401, "a copy of the old cookie is over"
    mai.delete(f"{ALL}/{id}")


def test_a_proof_is_by_ones_own_verified_passkey_in_the_same_browser(
    site: Site, mai: Agent, the_desk: Desk
) -> None:
    wait(site, mai)
    thief = signed_in(the_desk, "support", name="thief")
    thief.device.user = mai.device.user
    assert problem(prove(mai, thief.device)) == "passkey_unknown"
    mai.device.verifies = False
    assert problem(prove(mai)) == "passkey_unknown"
    mai.device.verifies = True
    asked = mai.post("/desk/me/proof", None)
    passkey = mai.device.get(asked["options"])
    stolen = thief.ask("POST", f"/desk/me/proof/{asked['step']}", {"passkey": passkey})
    assert problem(stolen) == "step_over"
    assert problem(mai.ask("POST", f"{ALL}/options", None)) == "prove_again"
    answered = {"passkey": mai.device.get(asked["options"])}
    good(mai.ask("POST", f"/desk/me/proof/{asked['step']}", answered))
    again = mai.ask("POST", f"/desk/me/proof/{asked['step']}", answered)
    assert problem(again) == "step_over"


def test_a_step_is_for_one_agent_and_for_what_it_was_asked_for(mai: Agent, the_desk: Desk) -> None:
    asked = mai.post(f"{ALL}/options", None)
    other = signed_in(the_desk, "support", name="other")
    other.cookies["__Host-desk-step"] = mai.cookies["__Host-desk-step"]
    made = Device(the_desk.origin).create(asked["options"])
    body = {"step": asked["step"], "name": "x", "passkey": made}
    assert problem(other.ask("POST", ALL, body)) == "step_over"
    enrolment = {"step": asked["step"], "token": mai.token, "passkey": made}
    assert problem(mai.ask("POST", "/desk/enrolment/passkey", enrolment)) == "step_over"
    good(mai.ask("POST", ALL, body))
    assert problem(mai.ask("POST", ALL, body)) == "step_over"
    proof = mai.post("/desk/me/proof", None)
    made = Device(the_desk.origin).create(proof["options"] | {"user": asked["options"]["user"]})
    body = {"step": proof["step"], "name": "x", "passkey": made}
    assert problem(mai.ask("POST", ALL, body)) == "step_over"


def test_there_is_room_for_four_and_one_device_is_kept_once(mai: Agent, the_desk: Desk) -> None:
    key = Device(the_desk.origin)
    good(add(mai, key))
    again = add(mai, key)
    assert (again.status_code, problem(again)) == (409, "exists")
    asked = mai.post(f"{ALL}/options", None)
    assert len(asked["options"]["excludeCredentials"]) == 2
    for _ in range(2):
        good(add(mai, Device(the_desk.origin), "ờ" * 80))
    full = mai.ask("POST", f"{ALL}/options", None)
    assert (full.status_code, problem(full)) == (409, "full")
    assert mai.get(ALL)["most"] == len(names(mai).values()) + 1, "two have one name"


def test_an_agent_from_before_there_could_be_several_signs_in(site: Site, mai: Agent, the_desk: Desk) -> None:
    at_the_desk(site)
    row = agents.find(mai.id)
    assert row is not None
    held = agents.opened(row).passkeys[0].key
    old = {"email": mai.email, "passkey": msgspec.to_builtins(held)}
    body = agents.desk_key.wrap(f"agent/{mai.id}", msgspec.json.encode(old))
    assert product_rows.change(row, [Row.body.set(body)], Row.version == row.version)
    elsewhere(mai, mai.device).sign_in()
    assert len(mai.get(ALL)["passkeys"]) == 1
    good(add(mai, Device(the_desk.origin)))
    assert len(mai.get(ALL)["passkeys"]) == 2
