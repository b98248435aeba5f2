"""A second step after whichever first one: codes of an app, recovery codes, passkeys; each used once."""

import json
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.factors.protected import Protected, at_window_start, by_password, step
from tests.people import Person, new_op
from tests.site import Site


@pytest.fixture
def hoa(site: Site) -> Protected:
    return Protected(site).with_password().with_app()


def by_mail(person: Person) -> httpx.Response:
    attempt = person.post("/sign-in", {"email": person.email})["attempt"]
    code = next(m["code"] for m in person.site.mails(person.email) if attempt in m["text"])
    return person.ask("POST", f"/sign-in/{attempt}/session", {"code": code})


def test_the_app_is_set_up_by_its_code_and_gives_ten_codes(site: Site) -> None:
    hoa = Protected(site)
    asked = hoa.post("/me/totp", None)
    assert asked["uri"].startswith("otpauth://totp/IZwork%3A")
    assert f"secret={asked['secret']}" in asked["uri"]
    assert asked["qr"].startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    wrong = hoa.ask("PUT", "/me/totp", {"step": asked["step"], "code": "000000"})
    assert (problem(wrong), wrong.json()["tries_left"]) == ("wrong_step", 4)
    assert hoa.get("/me/factors")["two_step"] is False, "nothing is on before the app has shown that it works"
    hoa.with_app()
    held = hoa.get("/me/factors")
    assert (held["two_step"], held["recovery"]["left"]) == (True, 10)
    assert len(set(hoa.codes)) == 10


@pytest.mark.parametrize("first", [by_mail, by_password])
def test_either_first_factor_leads_to_a_second_step_and_no_session(hoa: Protected, first: object) -> None:
    away = hoa.elsewhere()
    answer = first(away)  # type: ignore[operator]
    assert answer.status_code == 202
    assert answer.json()["ways"] == ["totp", "recovery"]
    assert "__Host-session" not in away.cookies
    assert away.ask("GET", "/me").status_code == 401
    assert step(away, answer, totp=hoa.app_code()).status_code == 201
    assert away.get("/me")["email"] == hoa.email


def test_a_step_is_answered_in_its_own_region_alone(hoa: Protected) -> None:
    """Steps are copied between Regions a moment late, so a copy elsewhere proves nothing."""
    away = hoa.elsewhere()
    answer = by_password(away)
    row = next(one for one in rows(hoa.site, "challenge") if one["id"] == answer.json()["step"])
    assert row["region"] == "local"
    rewrite(hoa.site, "challenge", row, region="ap-northeast-3")
    refused = step(away, answer, totp=hoa.app_code())
    assert (refused.status_code, problem(refused)) == (410, "step_over")
    rewrite(hoa.site, "challenge", row)
    assert step(away, answer, totp=hoa.app_code()).status_code == 201


def test_a_code_of_the_app_is_used_once_also_at_once(hoa: Protected) -> None:
    browsers = [hoa.elsewhere() for _ in range(5)]
    steps, code = [by_password(one) for one in browsers], hoa.app_code()
    with ThreadPoolExecutor(5) as pool:
        told = list(
            pool.map(lambda pair: step(*pair, totp=code).status_code, zip(browsers, steps, strict=True))
        )
    assert sorted(told) == [201, 403, 403, 403, 403]
    late = hoa.elsewhere()
    assert problem(step(late, by_password(late), totp=hoa.app_code(-1))) == "wrong_step", "nor one before it"
    assert step(late, by_password(late), totp=hoa.app_code(1)).status_code == 201, "the next one is good"


def test_codes_of_another_time_or_another_secret_are_wrong(hoa: Protected, site: Site) -> None:
    other = Protected(site, "khac").with_app()
    away = hoa.elsewhere()
    answer = by_password(away)
    for code in (hoa.app_code(4), hoa.app_code(-4), other.app_code(), ""):
        assert problem(step(away, answer, totp=code)) == "wrong_step"


def test_a_recovery_code_is_used_once_and_not_told_apart_by_spelling(hoa: Protected, site: Site) -> None:
    code = hoa.codes[3]
    away = hoa.elsewhere()
    assert step(away, by_password(away), recovery=f" {code.lower().replace('-', ' ')} ").status_code == 201
    assert hoa.get("/me/factors")["recovery"]["left"] == 9
    again = hoa.elsewhere()
    answer = by_password(again)
    assert problem(step(again, answer, recovery=code)) == "wrong_step"
    assert problem(step(again, answer, recovery=Protected(site, "k").with_app().codes[0])) == "wrong_step"
    assert step(again, answer, recovery=hoa.codes[4]).status_code == 201


def test_new_recovery_codes_replace_the_old(hoa: Protected) -> None:
    made = hoa.post("/me/recovery-codes", None)["codes"]
    away = hoa.elsewhere()
    answer = by_password(away)
    assert problem(step(away, answer, recovery=hoa.codes[0])) == "wrong_step"
    assert step(away, answer, recovery=made[0]).status_code == 201


def test_a_step_belongs_to_its_browser_lasts_ten_minutes_and_five_tries(hoa: Protected, site: Site) -> None:
    away = hoa.elsewhere()
    answer = by_password(away)
    thief = hoa.elsewhere()
    for cookies in ({}, {"__Host-step": "A" * 43}):
        thief.cookies = dict(cookies)
        assert problem(step(thief, answer, recovery=hoa.codes[0])) == "step_over"
    row = next(row for row in rows(site, "challenge") if row["id"] == answer.json()["step"])
    rewrite(site, "challenge", row, expires_at=1)
    assert problem(step(away, answer, recovery=hoa.codes[0])) == "step_over"
    rewrite(site, "challenge", row, tries=0)
    told = [step(away, answer, totp="000000") for _ in range(5)]
    assert [problem(one) for one in told] == ["wrong_step"] * 4 + ["step_over"]
    assert [one.json().get("tries_left") for one in told] == [4, 3, 2, 1, None]
    assert problem(step(away, answer, recovery=hoa.codes[0])) == "step_over"


def test_a_step_is_taken_once(hoa: Protected) -> None:
    away = hoa.elsewhere()
    answer, cookies = by_password(away), dict(away.cookies)
    assert step(away, answer, recovery=hoa.codes[0]).status_code == 201
    away.cookies = cookies
    assert problem(step(away, answer, recovery=hoa.codes[1])) == "step_over"


def test_many_guesses_at_one_step_at_once_are_five(hoa: Protected, site: Site) -> None:
    away = hoa.elsewhere()
    told = by_password(away).json()
    cookie = f"__Host-step={away.cookies['__Host-step']}"

    def guess(number: int) -> int:
        headers = {"Cookie": cookie, "Idempotency-Key": new_op(), "Content-Type": "application/json"}
        url, body = f"{site.url}/api/v1/sign-in/steps/{told['step']}", {"totp": f"00000{number}"}
        return httpx.post(url, content=json.dumps(body), headers=headers, timeout=30).status_code

    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(guess, range(12)))
    assert statuses.count(403) <= 4, "the fifth already ends it"
    assert set(statuses) <= {403, 410}


def test_guessing_codes_stops_and_a_browser_known_before_goes_on(hoa: Protected) -> None:
    at_window_start()
    thief = hoa.elsewhere()
    told = []
    for _ in range(4):
        answer = by_password(thief)
        told += [problem(step(thief, answer, totp="000000")) for _ in range(4)]
    assert told == ["wrong_step"] * 15 + ["slow_down"]
    at_home = hoa.elsewhere()
    at_home.cookies = {"__Host-known": hoa.cookies["__Host-known"]}
    assert step(at_home, by_password(at_home), totp=hoa.app_code()).status_code == 201


def test_a_password_changed_between_the_steps_opens_nothing(hoa: Protected) -> None:
    thief = hoa.elsewhere()
    answer = by_password(thief)
    hoa.put("/me/password", {"password": "ba con voi đi qua cầu"})
    assert problem(step(thief, answer, recovery=hoa.codes[0])) == "wrong_password"
    assert thief.ask("GET", "/me").status_code == 401


def test_taking_the_app_away_ends_the_second_step(hoa: Protected) -> None:
    hoa.delete("/me/totp")
    held = hoa.get("/me/factors")
    assert (held["two_step"], held["totp"], held["recovery"]) == (False, None, None)
    assert by_password(hoa.elsewhere()).status_code == 201
    assert problem(hoa.ask("POST", "/me/recovery-codes")) == "two_step_first"


def test_with_a_passkey_the_second_step_stays_until_it_is_turned_off(site: Site) -> None:
    hoa = Protected(site).with_password()
    device = hoa.with_passkey()
    assert by_password(hoa.elsewhere()).status_code == 201, "a passkey alone asks nobody for a second step"
    assert len(hoa.post("/me/recovery-codes", None)["codes"]) == 10
    away = hoa.elsewhere()
    answer = by_password(away)
    assert answer.json()["ways"] == ["passkey", "recovery"]
    assert step(away, answer, passkey=device.get(answer.json()["passkey"])).status_code == 201
    hoa.with_app()
    hoa.delete("/me/totp")
    assert hoa.get("/me/factors")["two_step"] is True
    hoa.delete("/me/two-step")
    assert by_password(hoa.elsewhere()).status_code == 201
    assert len(hoa.get("/me/factors")["passkeys"]) == 1


def test_an_app_replaced_keeps_the_recovery_codes(hoa: Protected) -> None:
    old, codes = hoa.secret, hoa.codes
    hoa.with_app()
    assert hoa.codes is codes
    away = hoa.elsewhere()
    answer, new = by_password(away), hoa.secret
    hoa.secret = old
    assert problem(step(away, answer, totp=hoa.app_code(1))) == "wrong_step"
    hoa.secret = new
    assert step(away, answer, totp=hoa.app_code()).status_code == 201


def test_with_a_second_factor_no_mail_and_no_password_proves_it(hoa: Protected) -> None:
    assert hoa.get("/session/proof")["ways"] == ["totp", "recovery"]
    assert problem(hoa.ask("POST", "/session/proof/mail")) == "wrong_proof"
    assert problem(hoa.ask("POST", "/session/proof", {"password": "mẫu đơn nở muộn 7"})) == "wrong_proof"
    assert problem(hoa.ask("POST", "/session/proof", {"totp": "000000"})) == "wrong_proof"
    code = hoa.app_code()
    assert hoa.ask("POST", "/session/proof", {"totp": code}).status_code == 204
    assert problem(hoa.ask("POST", "/session/proof", {"totp": code})) == "wrong_proof", "used"
    assert hoa.ask("POST", "/session/proof", {"recovery": hoa.codes[0]}).status_code == 204
    for both in ({}, {"totp": code, "recovery": hoa.codes[1]}):
        assert problem(hoa.ask("POST", "/session/proof", both)) == "invalid"


def test_a_password_proves_it_where_there_is_no_second_factor(site: Site) -> None:
    hoa = Protected(site).with_password()
    assert hoa.get("/session/proof")["ways"] == ["password", "mail"]
    assert problem(hoa.ask("POST", "/session/proof", {"password": "sai rồi sai rồi"})) == "wrong_proof"
    assert hoa.ask("POST", "/session/proof", {"password": "mẫu đơn nở muộn 7"}).status_code == 204
    assert problem(hoa.ask("POST", "/session/proof", {"totp": "000000"})) == "wrong_proof"
