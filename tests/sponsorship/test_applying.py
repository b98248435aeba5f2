"""An application as a team's owner makes it: kept as it is typed, its files in parts, handed in once, and its own."""

import pytest

from tests.doors import problem
from tests.engine_rows import rewrite, rows
from tests.people import Person
from tests.site import Site
from tests.sponsorship.applying import (
    PART,
    SAID,
    applied,
    asked_more,
    attach,
    begin,
    path,
    send,
    shown,
    submit,
)
from tests.sponsorship.files import filled, jpeg, pdf, png


@pytest.fixture
def lan(site: Site) -> Person:
    return Person(site, "lan").sign_in()


@pytest.fixture
def team(lan: Person) -> str:
    return lan.found_team("Trường nghề Hoa Sen")


@pytest.fixture
def draft(lan: Person, team: str) -> str:
    """Its path."""
    return path(team, begin(lan, team))


def test_a_draft_is_kept_as_it_is_typed_and_there_is_one(lan: Person, team: str) -> None:
    id = begin(lan, team)
    half = SAID | {"registration": "", "organisation": ""}
    assert lan.put(path(team, id), half)["said"] == half
    assert begin(lan, team) == id
    assert shown(lan, team, id)["said"] == half
    assert shown(lan, team, id)["state"] == "draft"


def test_what_is_missing_is_named(lan: Person, team: str, draft: str) -> None:
    terms = {k: v for k, v in lan.get("/sponsorship-terms").items() if k in ("version", "hash")}

    def refused(body: dict[str, str] = terms) -> tuple[str, str]:
        answer = lan.ask("PUT", f"{draft}/submission", body)
        return problem(answer), answer.json().get("field", "")

    for name in SAID:
        lan.put(draft, SAID | {name: ""})
        assert refused() == ("invalid", name)
    lan.put(draft, SAID)
    assert refused() == ("documents_needed", "")
    file = send(lan, draft, "a.pdf", pdf())
    assert refused() == ("documents_needed", ""), "it has not been checked yet"
    lan.put(f"{draft}/files/{file}/completion")
    assert refused(terms | {"hash": "0" * 64}) == ("wording_changed", "")
    assert not [one for one in lan.get("/consents")["consents"] if one["kind"] == "sponsorship"]
    assert submit(lan, draft)["state"] == "submitted"


def test_handing_in_is_a_consent_with_a_receipt_and_taking_back_withdraws_it(lan: Person, team: str) -> None:
    id = applied(lan, team)
    (given,) = [one for one in lan.get("/consents")["consents"] if one["kind"] == "sponsorship"]
    assert (given["action"], given["about"]) == ("accepted", id)
    receipt = lan.get(f"/consents/{given['number']}/receipt")["receipt"]
    assert receipt["wording"]["hash"] == lan.get("/sponsorship-terms")["hash"]
    lan.delete(path(team, id))
    actions = [one["action"] for one in lan.get("/consents")["consents"] if one["kind"] == "sponsorship"]
    assert actions == ["accepted", "withdrawn"]
    after = shown(lan, team, id)
    assert (after["state"], after["files"], after["seen"]) == (
        "withdrawn",
        [],
        {"kinds": {"pdf": 1}, "reviewers": 0},
    )
    assert not [row for row in rows(lan.site, "case_file") if row["case"] == id]
    assert begin(lan, team) != id


def test_a_draft_that_is_thrown_away_leaves_nothing(lan: Person, team: str) -> None:
    id = begin(lan, team)
    lan.put(path(team, id), SAID)
    attach(lan, path(team, id))
    lan.delete(path(team, id))
    assert lan.get(f"/teams/{team}/sponsorships")["applications"] == []
    for table in ("case", "case_file", "case_entry", "own_case"):
        assert id not in repr(rows(lan.site, table)), table


def test_once_handed_in_nothing_changes_until_the_reviewers_ask(lan: Person, team: str) -> None:
    id = applied(lan, team)
    at = path(team, id)
    file = shown(lan, team, id)["files"][0]["id"]
    tries = [
        ("PUT", at, SAID), ("POST", f"{at}/answers", {"words": "x"}), ("DELETE", f"{at}/files/{file}", None),
        ("POST", f"{at}/files", {"name": "b.pdf", "size": 9}), ("PUT", f"{at}/files/{file}/parts/0", pdf()),
    ]  # fmt: skip
    for method, where, body in tries:
        answer = lan.ask(method, where, body)
        assert (answer.status_code, problem(answer)) == (409, "not_now"), (method, where)
    assert problem(lan.ask("PUT", f"{at}/submission", {"version": "2026-11", "hash": "0" * 64})) == "not_now"
    asked_more(lan.site, id)
    assert shown(lan, team, id)["steps"][-1] | {"at": 0} == {
        "state": "more", "by": "reviewer", "words": "Xin gửi thêm quyết định thành lập.", "at": 0,
    }  # fmt: skip
    attach(lan, at, "quyet-dinh.png", png())
    answered = lan.post(f"{at}/answers", {"words": "Đã gửi quyết định."})
    assert [one["state"] for one in answered["steps"]] == ["submitted", "more", "submitted"]
    assert answered["steps"][-1]["words"] == "Đã gửi quyết định."
    assert [one["kind"] for one in answered["files"]] == ["pdf", "png"]


def test_parts_come_in_any_order_any_number_of_times_and_are_gone_on_with(
    lan: Person, team: str, draft: str
) -> None:
    data = filled(3 * PART + 1000)
    file = send(lan, draft, "dài.pdf", data, skip=(0, 1, 2, 3))
    at = f"{draft}/files/{file}"

    def put(part: int) -> None:
        lan.put(f"{at}/parts/{part}", data[part * PART : (part + 1) * PART])

    put(3)
    put(1)
    put(1)
    held = lan.get(f"/teams/{team}/sponsorships")["applications"][0]["files"][0]
    assert (held["kind"], held["missing"]) == (None, [0, 2])
    early = lan.ask("PUT", f"{at}/completion")
    assert (early.status_code, problem(early), early.json()["missing"]) == (409, "parts_missing", [0, 2])
    for part, body in ((0, data[:9]), (0, data[: PART - 1]), (3, data[:PART])):
        assert problem(lan.ask("PUT", f"{at}/parts/{part}", body)) == "part_wrong"
    assert lan.ask("PUT", f"{at}/parts/4", data[:1000]).status_code == 404
    assert problem(lan.ask("PUT", f"{at}/parts/0", {"a": 1})) == "bytes_required"
    put(0)
    put(2)
    assert lan.put(f"{at}/completion")["files"][0] | {"id": ""} == {
        "id": "", "name": "dài.pdf", "size": len(data), "kind": "pdf", "missing": [],
    }  # fmt: skip
    assert problem(lan.ask("PUT", f"{at}/parts/0", data[:PART])) == "part_wrong", "it was checked as it was"
    assert read_back(lan, at) == data


def read_back(person: Person, at: str) -> bytes:
    """A file as its owner downloads it, piece by piece."""
    found = b""
    while True:
        answer = person.ask("GET", at, params={"start": len(found)})
        if answer.status_code == 404:
            return found
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        found += answer.content


def test_the_largest_file_is_taken_and_no_larger_nor_a_sixth(lan: Person, draft: str) -> None:
    most = 5 * 1024 * 1024
    too_large = lan.ask("POST", f"{draft}/files", {"name": "a.pdf", "size": most + 1})
    assert (too_large.status_code, too_large.json()["field"], too_large.json()["limit"]) == (
        422,
        "size",
        most,
    )
    data = filled(most)
    file = attach(lan, draft, "lớn.pdf", data)
    assert read_back(lan, f"{draft}/files/{file}") == data
    for name, small in (("a.jpg", jpeg()), ("b.png", png()), ("c.pdf", pdf()), ("d.pdf", pdf())):
        attach(lan, draft, name, small)
    sixth = lan.ask("POST", f"{draft}/files", {"name": "e.pdf", "size": 9})
    assert (sixth.status_code, problem(sixth)) == (409, "documents_full")
    lan.delete(f"{draft}/files/{file}")
    attach(lan, draft, "e.pdf")


def test_a_bad_file_is_refused_with_its_reason_and_deleted(lan: Person, team: str, draft: str) -> None:
    file = send(lan, draft, "a.pdf", pdf(b"<</S/JavaScript/JS(x)>>"))
    refused = lan.ask("PUT", f"{draft}/files/{file}/completion")
    assert (refused.status_code, problem(refused)) == (422, "bad_document")
    assert "đoạn mã" in refused.json()["detail"]
    english = lan.ask(
        "PUT",
        f"{draft}/files/{send(lan, draft, 'a.png', pdf())}/completion",
        headers={"Accept-Language": "en"},
    )
    assert "the ending of its name" in english.json()["detail"]
    assert lan.get(f"/teams/{team}/sponsorships")["applications"][0]["files"] == []
    assert not [row for row in rows(lan.site, "case_file") if row["case"] in draft]


def test_a_part_that_was_put_in_anothers_place_is_not_handed_out(lan: Person, team: str, draft: str) -> None:
    data = filled(PART + 5)
    file = attach(lan, draft, "a.pdf", data)
    first, second = sorted(
        (row for row in rows(lan.site, "case_file") if row["part"].startswith(file)),
        key=lambda row: str(row["part"]),
    )
    assert b"%PDF" not in first["body"].value
    rewrite(lan.site, "case_file", first, part=second["part"])
    assert lan.ask("GET", f"{draft}/files/{file}").status_code == 500


def test_it_is_its_applicants_also_when_the_team_gets_another_owner(
    site: Site, lan: Person, team: str
) -> None:
    id = applied(lan, team)
    dana = Person(site, "dana").sign_in()
    heir = lan.let_in(dana, team, "admin")
    lan.put(f"/teams/{team}/ownership", {"member": heir})
    assert dana.get(f"/teams/{team}/sponsorships")["applications"] == []
    assert dana.ask("PUT", path(team, id), SAID).status_code == 404
    assert lan.ask("GET", f"/teams/{team}/sponsorships").status_code == 403
    assert begin(dana, team) != id
