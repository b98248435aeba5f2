"""An address that was mistyped at sign-up: nothing is made of it, whoever it belongs to."""

import re

from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.people import Person
from tests.site import Site


def counts(site: Site) -> list[int]:
    return [len(rows(site, table)) for table in ("account", "lookup", "session")]


def test_asking_makes_no_account_and_the_strangers_link_opens_nothing(site: Site) -> None:
    lan = Person(site, "lam")
    before = counts(site)
    attempt = lan.post("/sign-in", {"email": lan.email, "language": "vi"})["attempt"]
    text = site.mails(lan.email)[0]["text"]
    assert "không tài khoản nào được mở" in text
    token = re.search(r"#\w+\.(\S+)", text)
    assert token is not None
    owner = Person(site, "chủ hộp thư", lan.email)
    answer = owner.ask("POST", f"/sign-in/{attempt}/session", {"token": token[1]})
    assert problem(answer) == "other_browser"
    assert counts(site) == before
    row = next(row for row in rows(site, "attempt") if row["id"] == attempt)
    rewrite(site, "attempt", row, expires_at=1)
    code = site.mails(lan.email)[0]["code"]
    assert problem(lan.ask("POST", f"/sign-in/{attempt}/session", {"code": code})) == "attempt_over"
    assert counts(site) == before


def test_the_stranger_opens_an_account_only_by_accepting_and_it_is_theirs_alone(site: Site) -> None:
    """Should they type the code out of curiosity: it is an account of their own, which leads to nobody's team."""
    lan = Person(site, "lam")
    attempt = lan.post("/sign-in", {"email": lan.email, "language": "vi"})["attempt"]
    code = site.mails(lan.email)[0]["code"]
    owner = Person(site, "chủ hộp thư", lan.email)
    before = counts(site)
    assert problem(owner.ask("POST", f"/sign-in/{attempt}/session", {"code": code})) == "terms_required"
    assert counts(site) == before
    assert lan.ask("GET", "/me").status_code == 401
