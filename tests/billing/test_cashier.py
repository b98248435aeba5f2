"""Finance at the desk: what came in finds its order, who buys stays unread, and a plan is given by two."""

import threading

import pytest

from chalicelib.billing.payment import hashed
from tests.billing.buying import BUYER, accept, order, shown
from tests.billing.desk_doors import asked
from tests.contacts.contacts import new_number, set_to
from tests.desk.desk import Agent, Desk, ordered, signed_in
from tests.doors import problem
from tests.engine_rows import rows
from tests.people import Person, new_op
from tests.site import Site

PRICE = 290_000


@pytest.fixture
def mai(the_desk: Desk) -> Agent:
    return signed_in(the_desk, "finance", name="mai")


@pytest.fixture
def lan(site: Site) -> Person:
    person = Person(site, "lan").sign_in()
    set_to(person, "phone", new_number())
    return person


@pytest.fixture
def team(lan: Person) -> str:
    return lan.found_team("Nhóm kín")


def csv(*lines: tuple[str, str, str]) -> dict[str, str]:
    return {"csv": "\ufeffid,amount,at,text\n" + "".join(f"{i},{a},23/11/2026,{t}\n" for i, a, t in lines)}


def minute(agent: Agent) -> None:
    assert "done" in ordered(agent.desk.site, "erase-closed-accounts")


def test_a_statement_pays_an_order_and_tells_nothing_of_who_buys(
    site: Site, mai: Agent, lan: Person, team: str
) -> None:
    made = accept(lan, team, order(lan, team))
    ref = made["reference"]
    line = (f"K{ref}", '"290.000"', f"CK {ref} cam on 0-mã-kín-0")
    dry = mai.post("/desk/payments/statement", csv(line) | {"dry": True})["lines"]
    assert [(one["reference"], one["team"], one["entered"]) for one in dry] == [(ref, team, "new")]
    assert mai.get(f"/desk/orders/{ref}")["came"] == 0
    assert mai.post("/desk/payments/statement", csv(line))["lines"][0]["entered"] == "new"
    assert mai.post("/desk/payments/statement", csv(line))["lines"][0]["entered"] == "known"
    seen = mai.get(f"/desk/orders/{ref}")
    assert (seen["state"], seen["came"], seen["errands"][0]["outcome"]) == ("to_pay", PRICE, None)
    minute(mai)
    seen = mai.get(f"/desk/orders/{ref}")
    assert (seen["state"], [one["outcome"] for one in seen["errands"]]) == ("paid", ["done"])
    assert shown(lan, team, made)["state"] == "paid"
    held = mai.get(f"/desk/teams/{team}/plan")
    assert (held["plan"], held["terms"][0]["months"]) == ("premium", 1)
    for typed in (BUYER["name"], "Nhóm kín", lan.email):
        assert typed not in repr([seen, held])
    kept = repr(rows(site, "payment"))
    assert "0-mã-kín-0" not in kept
    acts = [one["act"] for one in lan.get(f"/teams/{team}/desk-log")["entries"]]
    assert acts == [
        "plan.seen",
        "order.seen",
        "order.seen",
        "payments.entered",
        "order.seen",
        "payments.looked",
    ]


def test_a_payment_that_names_no_order_is_given_to_one(mai: Agent, lan: Person, team: str) -> None:
    made = accept(lan, team, order(lan, team))
    ref = made["reference"]
    mai.post("/desk/payments/statement", csv((f"L{ref}", "200000", "tien goi"), (f"M{ref}", "0", "ra")))
    listed = mai.get("/desk/payments/unmatched")["payments"]
    (one,) = [one for one in listed if one["id"] == f"L{ref}"]
    assert (one["payment"], one["amount"], one["text"]) == (hashed(f"L{ref}"), 200_000, "tien goi")
    mai.post("/desk/payments/assignments", {"payment": one["payment"], "reference": ref})
    minute(mai)
    seen = mai.get(f"/desk/orders/{ref}")
    assert (seen["came"], seen["errands"][0]["outcome"], seen["errands"][0]["many"]) == (
        200_000,
        "nothing",
        90_000,
    )
    assert one["payment"] not in repr(mai.get("/desk/payments/unmatched"))
    other = accept(lan, team, order(lan, team))
    answer = mai.ask(
        "POST", "/desk/payments/assignments", {"payment": one["payment"], "reference": other["reference"]}
    )
    assert answer.status_code == 404, "a payment is given to one order"
    assert mai.get(f"/desk/orders/{other['reference']}")["came"] == 0


@pytest.mark.parametrize(
    ("csv", "line"), [("id,amount,at\na,1,x\n", 2), ("id,amount,at,text\na,nhiều,x,y\n", 2)]
)
def test_a_statement_that_cannot_be_read_enters_nothing(mai: Agent, csv: str, line: int) -> None:
    answer = mai.ask("POST", "/desk/payments/statement", {"csv": csv})
    assert (answer.status_code, problem(answer), answer.json()["line"]) == (422, "statement_broken", line)


def test_a_statement_of_too_many_lines_is_refused(mai: Agent) -> None:
    lines = [(f"{n}-{new_op()}", "1000", "x") for n in range(201)]
    assert problem(mai.ask("POST", "/desk/payments/statement", csv(*lines))) == "statement_long"


def test_two_agents_put_a_team_on_a_plan_and_end_it(
    mai: Agent, the_desk: Desk, lan: Person, team: str
) -> None:
    an = signed_in(the_desk, "finance", name="an")
    wish = mai.post("/desk/approvals", asked(team) | {"until": "2031-03-31"})
    refused = mai.ask("POST", f"/desk/approvals/{wish['id']}/confirmation")
    assert (refused.status_code, problem(refused)) == (403, "second_agent")
    minute(mai)
    assert lan.get(f"/teams/{team}/plan")["name"] == "free"
    assert an.post(f"/desk/approvals/{wish['id']}/confirmation", None)["decided_by"] == an.id
    assert an.post(f"/desk/approvals/{wish['id']}/confirmation", None)["decision"] == "confirmed"
    assert problem(mai.ask("DELETE", f"/desk/approvals/{wish['id']}")) == "decided"
    minute(mai)
    held = lan.get(f"/teams/{team}/plan")
    assert (held["name"], held["state"]) == ("sponsored", "running")
    assert [one["outcome"] for one in mai.get(f"/desk/teams/{team}/plan")["errands"]] == ["done"]
    end = an.post("/desk/approvals", asked(team, "revoke-plan"))
    mai.post(f"/desk/approvals/{end['id']}/confirmation", None)
    minute(mai)
    assert lan.get(f"/teams/{team}/plan")["state"] == "grace"
    acts = [one["act"] for one in lan.get(f"/teams/{team}/desk-log")["entries"]]
    assert acts[:2] == ["revoke-plan.confirmed", "revoke-plan.asked"]


def test_of_two_who_decide_at_once_one_does(the_desk: Desk, mai: Agent) -> None:
    an, binh = (signed_in(the_desk, "finance", name=name) for name in ("an", "binh"))
    wish = mai.post("/desk/approvals", asked())
    said = []
    deciding = [
        threading.Thread(
            target=lambda: said.append(an.ask("POST", f"/desk/approvals/{wish['id']}/confirmation"))
        ),
        threading.Thread(target=lambda: said.append(binh.ask("DELETE", f"/desk/approvals/{wish['id']}"))),
    ]
    for one in deciding:
        one.start()
    for one in deciding:
        one.join()
    assert sorted(one.status_code for one in said) == [200, 409]


def test_a_grant_to_no_team_is_refused_by_the_product(mai: Agent, the_desk: Desk) -> None:
    an = signed_in(the_desk, "finance", name="an")
    wish = mai.post("/desk/approvals", asked())
    an.post(f"/desk/approvals/{wish['id']}/confirmation", None)
    minute(mai)
    assert [one["outcome"] for one in mai.get(f"/desk/teams/{wish['team']}/plan")["errands"]] == ["refused"]


def test_what_is_asked_twice_is_one_wish(mai: Agent) -> None:
    op, body = new_op(), asked()
    first, again = (mai.post("/desk/approvals", body, op=op) for _ in range(2))
    assert first == again
