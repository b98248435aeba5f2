"""Passkeys through the door: what a device must sign, for whom and where, to be let in."""

import base64
import json
from typing import Any

import pytest

from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.factors.device import Device, raw, text
from tests.factors.protected import Protected, by_passkey, by_password, step
from tests.people import Person, new_id
from tests.site import Site


@pytest.fixture
def hoa(site: Site) -> Protected:
    return Protected(site)


def offered(hoa: Protected, device: Device, **more: Any) -> str:
    """Try to add the device's passkey; the refusal's code, or ""."""
    asked = hoa.post("/me/passkeys/options", None)
    body = {"step": asked["step"], "name": "Máy", "passkey": device.create(asked["options"])} | more
    answer = hoa.ask("POST", "/me/passkeys", body)
    return "" if answer.status_code == 201 else problem(answer)


def test_it_is_two_factors_at_once(hoa: Protected) -> None:
    device = hoa.with_password().with_app().with_passkey()
    away = Person(hoa.site, "ai")
    assert by_passkey(away, device).status_code == 201, "no address asked, no second step"
    assert away.get("/me")["email"] == hoa.email


def test_what_the_browser_is_asked(hoa: Protected) -> None:
    asked = hoa.post("/me/passkeys/options", None)["options"]
    assert asked["rp"] == {"id": "127.0.0.1", "name": "IZwork"}
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert len(raw(asked["challenge"])) == 32
    device = hoa.with_passkey()
    again = hoa.post("/me/passkeys/options", None)["options"]
    assert [one["id"] for one in again["excludeCredentials"]] == [text(device.id)]
    assert again["challenge"] != asked["challenge"]
    found = Person(hoa.site, "ai").post("/sign-in/passkey", None)["options"]
    assert (found["userVerification"], found["allowCredentials"]) == ("required", [])


def test_the_site_is_the_setting_and_never_the_request(hoa: Protected) -> None:
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Origin": hoa.site.url}
    asked = hoa.ask("POST", "/me/passkeys/options", headers=headers).json()
    assert asked["options"]["rp"]["id"] == "127.0.0.1"
    phished = Device("https://evil.example", rp="127.0.0.1")
    assert offered(hoa, phished) == "passkey_unknown"
    assert offered(hoa, Device(hoa.site.url, rp="evil.example")) == "passkey_unknown"


def test_a_device_that_does_not_verify_its_user_is_refused(hoa: Protected) -> None:
    assert offered(hoa, Device(hoa.site.url, verifies=False)) == "passkey_unknown"
    device = hoa.with_passkey()
    device.verifies = False
    assert problem(by_passkey(Person(hoa.site, "ai"), device)) == "passkey_unknown"
    device.verifies = True
    assert by_passkey(Person(hoa.site, "ai"), device).status_code == 201


@pytest.mark.parametrize("cheat", ["origin", "rp", "key", "count", "user", "credential", "challenge"])
def test_whoever_cheats_is_not_let_in(hoa: Protected, site: Site, cheat: str) -> None:
    device, other = hoa.with_passkey(), Protected(site, "lan").with_passkey()
    assert by_passkey(Person(site, "ai"), device).status_code == 201
    away = Person(site, "ai")
    asked = away.post("/sign-in/passkey", None)
    options = asked["options"]
    if cheat == "origin":
        device.origin = "https://evil.example"
    elif cheat == "rp":
        device.rp = "evil.example"
    elif cheat == "key":
        device.key = other.key
    elif cheat == "count":
        device.count = 0  # a copy of the device, from before it was last used
    elif cheat == "user":
        device.user = other.user
    elif cheat == "credential":
        device.id = other.id
    else:
        options = away.post("/sign-in/passkey", None)["options"]
    answer = step(away, asked, passkey=device.get(options))
    assert (answer.status_code, problem(answer)) == (403, "passkey_unknown")
    assert "__Host-session" not in away.cookies


def test_an_answer_is_used_once_and_in_the_browser_that_asked(hoa: Protected) -> None:
    device, away, thief = hoa.with_passkey(), Person(hoa.site, "ai"), Person(hoa.site, "trom")
    asked = away.post("/sign-in/passkey", None)
    signed = device.get(asked["options"])
    thief.post("/sign-in/passkey", None)
    assert problem(step(thief, asked, passkey=signed)) == "step_over"
    assert step(away, asked, passkey=signed).status_code == 201
    away.cookies = {}
    again = away.post("/sign-in/passkey", None)
    assert problem(step(away, again, passkey=signed)) == "passkey_unknown"


def test_a_replay_is_refused_also_for_passkeys_that_do_not_count(hoa: Protected) -> None:
    """Passkeys kept by several devices always say 0: only that the challenge is spent stops a second use."""
    device, away = hoa.with_passkey(counts=False), Person(hoa.site, "ai")
    asked = away.post("/sign-in/passkey", None)
    signed, cookies = device.get(asked["options"]), dict(away.cookies)
    answers = []
    for _ in range(2):
        away.cookies = dict(cookies)
        answers.append(step(away, asked, passkey=signed))
    assert answers[0].status_code == 201
    assert problem(answers[1]) == "step_over"


def test_tabs_of_one_browser_do_not_undo_each_other(hoa: Protected) -> None:
    device, away = hoa.with_passkey(), Person(hoa.site, "ai")
    first = away.post("/sign-in/passkey", None)
    away.post("/sign-in/passkey", None)
    assert step(away, first, passkey=device.get(first["options"])).status_code == 201


def test_a_challenge_is_good_for_what_it_was_made_for(hoa: Protected, site: Site) -> None:
    hoa.with_password()
    device = hoa.with_passkey()
    away = Person(site, "ai")
    asked = away.post("/sign-in/passkey", None)
    assert problem(step(away, asked, totp="000000")) == "step_over"
    mine = hoa.post("/session/proof/passkey", None)
    signed = device.get(mine["options"])
    assert problem(step(away, mine, passkey=signed)) == "step_over", "a proof signs nobody in"
    body = {"passkey": device.get(asked["options"]), "step": asked["step"]}
    assert problem(hoa.ask("POST", "/session/proof", body)) == "step_over", "a sign-in proves nothing"
    other = hoa.elsewhere()
    assert by_password(other).status_code == 201
    assert (
        problem(other.ask("POST", "/session/proof", {"passkey": signed, "step": mine["step"]})) == "step_over"
    )
    adding = hoa.post("/me/passkeys/options", None)
    body = {"passkey": device.get(adding["options"]), "step": adding["step"]}
    assert problem(hoa.ask("POST", "/session/proof", body)) == "step_over", "nor does adding one"
    assert hoa.ask("POST", "/session/proof", {"passkey": signed, "step": mine["step"]}).status_code == 204


def test_a_passkey_of_somebody_else_proves_nothing(hoa: Protected, site: Site) -> None:
    hoa.with_passkey()
    lan = Protected(site, "lan").with_passkey()
    asked = hoa.post("/session/proof/passkey", None)
    body = {"passkey": lan.get(asked["options"]), "step": asked["step"]}
    assert problem(hoa.ask("POST", "/session/proof", body)) == "passkey_unknown"


def test_several_are_named_renamed_and_removed(hoa: Protected) -> None:
    phone, laptop = hoa.with_passkey("Điện thoại"), hoa.with_passkey("Máy tính")
    listed = {one["name"]: one for one in hoa.get("/me/factors")["passkeys"]}
    assert set(listed) == {"Điện thoại", "Máy tính"}
    assert listed["Điện thoại"]["used_at"] is None
    id = listed["Điện thoại"]["id"]
    hoa.patch(f"/me/passkeys/{id}", {"name": " Máy cũ "})
    by_passkey(Person(hoa.site, "ai"), phone)
    listed = {one["name"]: one for one in hoa.get("/me/factors")["passkeys"]}
    assert listed["Máy cũ"]["used_at"] > 0
    hoa.delete(f"/me/passkeys/{id}")
    assert problem(by_passkey(Person(hoa.site, "ai"), phone)) == "passkey_unknown"
    assert by_passkey(Person(hoa.site, "ai"), laptop).status_code == 201
    for method, body in (("PATCH", {"name": "x"}), ("DELETE", None)):
        assert hoa.ask(method, f"/me/passkeys/{id}", body).status_code == 404


def test_nobody_reaches_the_passkeys_of_another(hoa: Protected, site: Site) -> None:
    hoa.with_passkey()
    (mine,) = hoa.get("/me/factors")["passkeys"]
    lan = Protected(site, "lan")
    assert lan.ask("PATCH", f"/me/passkeys/{mine['id']}", {"name": "x"}).status_code == 404
    assert lan.ask("DELETE", f"/me/passkeys/{mine['id']}").status_code == 404
    asked = hoa.post("/me/passkeys/options", None)
    body = {"step": asked["step"], "name": "x", "passkey": Device(site.url).create(asked["options"])}
    assert problem(lan.ask("POST", "/me/passkeys", body)) == "step_over"


def test_a_device_is_added_once_and_twenty_are_enough(hoa: Protected) -> None:
    device = hoa.with_passkey()
    assert offered(hoa, device) == "exists"
    for number in range(19):
        hoa.with_passkey(f"Máy {number}")
    answer = hoa.ask("POST", "/me/passkeys/options")
    assert (problem(answer), answer.json()["limit"]) == ("full", 20)


def test_what_is_no_passkey_is_refused_politely(hoa: Protected) -> None:
    hoa.with_passkey()
    good = Device(hoa.site.url)
    for field in ("clientDataJSON", "attestationObject"):
        for broken in ("AAAA", text(b"{}"), text(b"\xff" * 40), text(json.dumps({"type": 1}).encode())):
            asked = hoa.post("/me/passkeys/options", None)
            made = good.create(asked["options"])
            made["response"][field] = broken
            answer = hoa.ask("POST", "/me/passkeys", {"step": asked["step"], "name": "x", "passkey": made})
            assert problem(answer) == "passkey_unknown", (field, broken)
    for field in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
        for broken in ("AAAA", "A", text(b"\xff" * 40), base64.b64encode(b"x" * 37).decode().rstrip("=")):
            away = Person(hoa.site, "ai")
            asked = away.post("/sign-in/passkey", None)
            signed = good.get(asked["options"])
            signed["response"][field] = broken
            assert problem(step(away, asked, passkey=signed)) == "passkey_unknown", (field, broken)


def test_a_passkey_row_moved_to_another_account_does_not_open(hoa: Protected, site: Site) -> None:
    hoa.with_passkey()
    thief = Protected(site, "trom")
    device = thief.with_passkey()
    kept = {row["account"]: row for row in rows(site, "factor") if row["id"].startswith("passkey:")}
    mine, theirs = (kept[one.get("/me")["id"]] for one in (hoa, thief))
    rewrite(site, "factor", theirs, account=mine["account"])
    device.user = str(mine["account"]).encode()
    answer = by_passkey(Person(site, "ai"), device)
    assert (answer.status_code, problem(answer)) == (500, "broken")


def test_an_unknown_passkey_says_no_more_than_a_removed_one(hoa: Protected, site: Site) -> None:
    device = Device(site.url)
    for user in (b"", b"A" * 22, b"not an id", hoa.get("/me")["id"].encode(), b"\xff\xfe"):
        device.user = user
        away = Person(site, "ai")
        asked = away.post("/sign-in/passkey", None)
        signed = device.get(asked["options"])
        if not user:
            del signed["response"]["userHandle"]
        assert problem(step(away, asked, passkey=signed)) == "passkey_unknown"
    assert hoa.ask("DELETE", f"/me/passkeys/{new_id()}").status_code == 404
