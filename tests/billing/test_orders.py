"""Premium, from the order to the end of its term: who may, what is signed, and every way that money arrives."""

import time

import pytest

from chalicelib.accounts.session import digest
from chalicelib.billing import payment
from chalicelib.store.keys import FileWrapper
from tests.billing.buying import BUYER, accept, buyer, document, hashed, hashes, order, shown, statement
from tests.billing.plans import finance, let_pass
from tests.contacts.contacts import new_number, set_to
from tests.doors import problem
from tests.engine_rows import engine_url, rewrite, rows, tables
from tests.people import Person, new_op
from tests.site import Site
from tests.waiting import clear_of_the_minute, eventually

PRICE = 290_000


@pytest.fixture
def lan(site: Site) -> Person:
    return buyer(site)


@pytest.fixture
def team(lan: Person) -> str:
    return lan.found_team("Trường nghề Hoa Sen")


def forget_proof(person: Person) -> None:
    """As if a quarter of an hour had passed since the person proved a factor."""
    held = next(
        row for row in rows(person.site, "session") if row["hash"] == digest(person.cookies["__Host-session"])
    )
    rewrite(person.site, "session", held, proven_at=int(held["proven_at"]) - 15 * 60 * 1000 - 1)


def test_who_orders_has_a_verified_phone(site: Site) -> None:
    minh = Person(site, "minh").sign_in()
    team = minh.found_team()
    refused = minh.ask("POST", f"/teams/{team}/orders", {"months": 1, "buyer": BUYER})
    assert (refused.status_code, problem(refused)) == (409, "phone_needed")
    set_to(minh, "phone", new_number())
    assert order(minh, team)["state"] == "to_accept"


def test_ordering_and_accepting_need_a_fresh_proof(lan: Person, team: str) -> None:
    made = order(lan, team)
    forget_proof(lan)
    for method, path, body in (
        ("POST", "", {"months": 1, "buyer": BUYER}),
        ("PUT", f"/{made['reference']}/acceptance", hashes(made)),
    ):
        refused = lan.ask(method, f"/teams/{team}/orders{path}", body)
        assert (refused.status_code, problem(refused)) == (403, "prove_again")
    assert shown(lan, team, made)["state"] == "to_accept"


def test_only_the_owner_sees_orders_and_documents(site: Site, lan: Person, team: str) -> None:
    made = order(lan, team)
    admin = buyer(site, "dana")
    lan.let_in(admin, team, "admin")
    stranger = buyer(site, "ai")
    own = stranger.found_team()
    for person, status in ((admin, 403), (stranger, 404)):
        assert person.ask("GET", f"/teams/{team}/orders").status_code == status
        assert document(person, team, made, "service").status_code == status
        accepted = person.ask("PUT", f"/teams/{team}/orders/{made['reference']}/acceptance", hashes(made))
        assert accepted.status_code == status
    assert document(stranger, own, made, "service").status_code == 404, (
        "an order is found in its own team alone"
    )
    accepted = stranger.ask("PUT", f"/teams/{own}/orders/{made['reference']}/acceptance", hashes(made))
    assert accepted.status_code == 404


def test_the_contracts_are_accepted_as_they_were_read_and_stay(lan: Person, team: str) -> None:
    made = order(lan, team, 12)
    files = {one["name"]: hashed(document(lan, team, made, one["name"])) for one in made["documents"]}
    assert files == {one["name"]: one["hash"] for one in made["documents"]}
    wrong = lan.ask(
        "PUT", f"/teams/{team}/orders/{made['reference']}/acceptance", hashes(made) | {"service": "0" * 64}
    )
    assert (wrong.status_code, problem(wrong)) == (409, "other_documents")
    assert accept(lan, team, made)["state"] == "to_pay"
    accept(lan, team, made)
    entered = [one for one in lan.get("/consents")["consents"] if one["kind"] == "contract"]
    assert sorted(one["hash"] for one in entered) == sorted(hashes(made).values())
    receipt = lan.get(f"/consents/{entered[0]['number']}/receipt")["receipt"]
    assert receipt["kind"] == "contract"
    assert receipt["about"].startswith(made["reference"])
    assert hashed(document(lan, team, made, "service")) == files["service"]
    assert document(lan, team, made, "nothing").status_code == 404


def test_the_same_order_sent_again_is_one(lan: Person, team: str) -> None:
    op, body = new_op(), {"months": 1, "buyer": BUYER}
    first, again = (lan.post(f"/teams/{team}/orders", body, op=op) for _ in range(2))
    assert first == again
    assert len(lan.get(f"/teams/{team}/orders")["orders"]) == 1


def test_letters_that_cannot_be_printed_are_refused_and_marks_are_not_obeyed(lan: Person, team: str) -> None:
    refused = lan.ask("POST", f"/teams/{team}/orders", {"months": 1, "buyer": BUYER | {"name": "会社"}})
    assert (refused.status_code, refused.json()["field"]) == (422, "name")
    assert order(lan, team, name="A ** B | C = $reference ${x}")["state"] == "to_accept"


def test_a_transfer_in_full_brings_premium_once(site: Site, lan: Person, team: str) -> None:
    made = accept(lan, team, order(lan, team))
    assert made["transfer"]["qr"].startswith("<svg")
    line = ("FT001", "290.000", f"CK tu 0123 {made['reference'].lower()} cam on")
    dry = statement(site, line, dry=True)
    assert "would be paid" in dry.stdout, dry.stdout + dry.stderr
    assert lan.get(f"/teams/{team}/plan")["name"] == "free"
    assert "says: paid" in statement(site, line).stdout
    held = lan.get(f"/teams/{team}/plan")
    assert (held["name"], held["state"]) == ("premium", "running")
    assert "entered: known" in statement(site, line).stdout
    assert lan.get(f"/teams/{team}/plan")["until"] == held["until"]
    assert shown(lan, team, made)["paid"] == PRICE
    assert document(lan, team, made, "invoice").status_code == 200


def test_too_little_too_much_twice_and_without_name_are_said_and_kept(
    site: Site, lan: Person, team: str
) -> None:
    made = accept(lan, team, order(lan, team))
    ref = made["reference"]
    assert "short of 90000" in statement(site, (f"A{ref}", "200000", ref)).stdout
    assert (shown(lan, team, made)["state"], shown(lan, team, made)["paid"]) == ("to_pay", 200_000)
    assert (
        "10000 dong too much" in statement(site, (f"B{ref}", "100000", f"lan 2 {ref[:4]} {ref[4:]}")).stdout
    )
    assert shown(lan, team, made)["state"] == "paid"
    assert "second payment" in statement(site, (f"C{ref}", "290000", ref)).stdout
    assert shown(lan, team, made)["paid"] == 590_000
    lost = statement(site, (f"D{ref}", "290000", "IZ22222222 chuyen tien"))
    assert "names no order" in lost.stdout
    assert payment.hashed(f"D{ref}") in finance(site, "unmatched").stdout
    other = accept(lan, team, order(lan, team))
    assert "state: paid" in finance(site, "assign", f"D{ref}", other["reference"]).stdout
    statement(site, (f"D{ref}", "290000", "IZ22222222 chuyen tien"))
    assert payment.hashed(f"D{ref}") not in finance(site, "unmatched").stdout
    assert finance(site, "assign", f"D{ref}", ref).returncode == 1, "a payment is given to one order"
    assert shown(lan, team, other)["paid"] == PRICE


def test_money_before_the_contracts_are_accepted_waits_for_them(site: Site, lan: Person, team: str) -> None:
    made = order(lan, team)
    statement(site, (f"E{made['reference']}", "290000", made["reference"]))
    assert lan.get(f"/teams/{team}/plan")["name"] == "free"
    assert accept(lan, team, made)["state"] == "paid"
    assert lan.get(f"/teams/{team}/plan")["name"] == "premium"


def test_a_late_transfer_still_counts(site: Site, lan: Person, team: str) -> None:
    made = accept(lan, team, order(lan, team))
    row = next(one for one in rows(site, "order") if one["reference"] == made["reference"])
    rewrite(site, "order", row, created_at=int(row["created_at"]) - 15 * 24 * 3600 * 1000)
    assert shown(lan, team, made)["state"] == "expired"
    assert "late, paid" in statement(site, (f"F{made['reference']}", "290000", made["reference"])).stdout


def test_terms_follow_one_another_and_end_in_free_with_everything(site: Site, lan: Person, team: str) -> None:
    project, lists = lan.open_project(team)
    task = lan.add_task(project, lists[0])
    for number in range(2):
        made = accept(lan, team, order(lan, team))
        statement(site, (f"G{made['reference']}", str(PRICE), made["reference"]))
        until = lan.get(f"/teams/{team}/plan")["until"]
        if not number:
            first = until
    assert 28 <= (until - first) / (24 * 3600 * 1000) <= 31
    let_pass(site, team, 64)
    assert lan.get(f"/teams/{team}/plan")["state"] == "grace"
    let_pass(site, team, 14)
    assert lan.get(f"/teams/{team}/plan")["name"] == "free"
    assert task in lan.board(project)["task"]
    assert document(lan, team, made, "service").status_code == 200


def brought_forward(site: Site, team: str) -> list[str]:
    """As if all that is planned for the team were due since an hour; what was planned."""
    table = tables(engine_url(site)).Table("izwork-reminder")
    wrapper = FileWrapper((site.data / "keys" / "account.key").read_bytes())
    planned = sorted(
        (row for row in rows(site, "reminder") if row["id"].endswith(team)), key=lambda row: row["id"]
    )
    for place, row in enumerate(planned):
        id = f"{int(time.time() * 1000) - 3_600_000 + place:013d}-{team}"
        plain = wrapper.unwrap(row["body"].value, {"reminder": row["id"], "purpose": "account"})
        table.put_item(
            Item=row | {"id": id, "body": wrapper.wrap(plain, {"reminder": id, "purpose": "account"})}
        )
        table.delete_item(Key={"queue": row["queue"], "id": row["id"]})
    return [row["id"] for row in planned]


@pytest.mark.slow
def test_who_ordered_is_told_in_time_and_not_of_an_end_that_was_renewed(site: Site, lan: Person) -> None:
    """The minute's job is waited for; what is planned is looked at before it comes."""
    clear_of_the_minute()
    renewed, once = lan.found_team("Nhóm gia hạn"), lan.found_team("Nhóm một lần")
    for team in (renewed, renewed, once):
        made = accept(lan, team, order(lan, team))
        statement(site, (f"H{made['reference']}", str(PRICE), made["reference"]))
    planned = brought_forward(site, once)
    days = [(int(one[:13]) - int(planned[3][:13])) / (24 * 3600 * 1000) for one in planned[1:]]
    assert days == [-14, -3, 0, 14]
    assert len(brought_forward(site, renewed)) == 10
    eventually(
        lambda: not [row for row in rows(site, "reminder") if row["id"].endswith((renewed, once))],
        "the minute's job does not send them", 120,
    )  # fmt: skip
    mails = [one["text"] for one in site.mails(lan.email) if "/plan" in one["text"]]
    assert len([one for one in mails if f"/t/{once}/plan" in one]) == 5
    assert len([one for one in mails if f"/t/{renewed}/plan" in one]) == 5, "the first end was renewed"
    assert not [one for one in mails if "Nhóm gia hạn" in one or "Nhóm một lần" in one], (
        "mails carry no content"
    )


def test_without_a_bank_account_nothing_is_ordered_and_the_rest_runs(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = Site(tmp_path_factory.mktemp("closed") / "data", IZWORK_BANK="").start()
    try:
        lan = buyer(site)
        team = lan.found_team()
        refused = lan.ask("POST", f"/teams/{team}/orders", {"months": 1, "buyer": BUYER})
        assert (refused.status_code, problem(refused)) == (409, "ordering_closed")
        assert lan.get(f"/teams/{team}/orders") == {"open": False, "orders": []}
    finally:
        site.stop()
