"""P7: not for network marketing, politics or anything illegal: nobody has an account who has not accepted that."""

from pathlib import Path

from chalicelib.consent import wording
from chalicelib.trust.promises import PROMISES
from tests.doors import problem
from tests.engine_rows import rows
from tests.people import Person
from tests.site import Site

PRODUCT = Path(__file__).parents[2] / "chalicelib"


def test_no_account_is_opened_before_the_terms_are_accepted(site: Site) -> None:
    lan = Person(site, "lan")
    attempt = lan.post("/sign-in", {"email": lan.email})["attempt"]
    code = site.mails(lan.email)[0]["code"]
    before = len(rows(site, "account"))
    refused = lan.ask("POST", f"/sign-in/{attempt}/session", {"code": code})
    assert (refused.status_code, problem(refused)) == (409, "terms_required")
    assert len(rows(site, "account")) == before
    proof = {"code": code, "terms": refused.json()["terms"]}
    assert lan.ask("POST", f"/sign-in/{attempt}/session", proof).status_code == 201
    (consent,) = lan.get("/consents")["consents"]
    assert (consent["kind"], consent["action"]) == ("terms", "accepted")


def test_the_terms_say_it_in_both_languages() -> None:
    held = wording.read(wording.OURS)["terms"][-1]
    for words, text in (
        (("đa cấp", "chính trị", "trái pháp luật"), held.vi),
        (("network marketing", "political", "illegal"), held.en),
    ):
        assert all(word in text for word in words)


def test_the_page_says_whether_abuse_can_be_reported() -> None:
    promise = next(one for one in PROMISES if one.id == "P7")
    assert (PRODUCT / "abuse").exists() == (promise.state == "kept")
