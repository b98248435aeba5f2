"""Whoever an agent's act was about reads of it: the account's owner, a team's owner and admins, and nobody else."""

from chalicelib.desk import audit
from tests.conftest import Cast
from tests.desk.desk import Desk, signed_in
from tests.mine.site import beside, id_of
from tests.people import Person
from tests.site import Site


def test_the_accounts_owner_reads_what_was_done(site: Site, the_desk: Desk) -> None:
    lan, other = Person(site, "lan").sign_in(), Person(site, "minh").sign_in()
    mai = signed_in(the_desk, "support", "abuse", name="mai")
    mai.post("/desk/accounts/lookup", {"contact": lan.email})
    mai.post(f"/desk/accounts/{id_of(lan)}/errands", {"what": "resend-mails"})
    told = lan.get("/me/desk-log")["entries"]
    assert [(one["act"], one["agent"], one["roles"]) for one in told] == [
        ("errand.resend-mails", mai.id, ["abuse", "support"]),
        ("account.seen", mai.id, ["abuse", "support"]),
    ]
    assert "thư" in told[0]["vi"]
    assert "mail" in told[0]["en"]
    assert mai.email not in repr(told)
    assert other.get("/me/desk-log")["entries"] == []
    held = {one["table"]: one["items"] for one in lan.get("/me/data")["held"]}
    assert [one["act"] for one in held["desk_log"]] == ["account.seen", "errand.resend-mails"]
    assert [one["errand"] for one in held["errand"]] == ["resend-mails"]


def test_a_teams_owner_and_admins_read_what_was_done_about_it(site: Site, the_desk: Desk, cast: Cast) -> None:
    beside(site)
    mai = signed_in(the_desk, "finance")
    audit.tell(mai.id, "agent.signed_in", team=cast.team)
    for person in (cast.alice, cast.dana):
        (one,) = person.get(f"/teams/{cast.team}/desk-log")["entries"]
        assert (one["team"], one["agent"]) == (cast.team, mai.id)
    assert cast.alice.get("/me/desk-log")["entries"] == []
    assert cast.charlie.get(f"/teams/{cast.other_team}/desk-log")["entries"] == []
