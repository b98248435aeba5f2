"""The ledger and its receipts: nothing is changed afterwards without showing, and a receipt proves itself."""

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from chalicelib.consent import receipt
from tests.doors import problem
from tests.engine_rows import engine_url, rows, tables
from tests.people import Person, new_op
from tests.site import ROOT, Site


@pytest.fixture
def lan(site: Site) -> Person:
    return Person(site, "lan").sign_in()


def answer(by: Person, action: str, op: str | None = None) -> Any:
    current = by.get("/terms")
    body = {"action": action, "version": current["version"], "hash": current["hash"]}
    return by.ask("POST", "/consents", body, op=op)


def published(by: Person) -> list[dict[str, str]]:
    return list(by.get("/.well-known/receipt-keys.json")["keys"])


def test_the_first_sign_in_is_the_first_entry_and_has_a_receipt(lan: Person) -> None:
    told = lan.get("/consents")
    (first,) = told["consents"]
    terms = lan.get("/terms")
    assert (first["kind"], first["action"], first["by"]) == ("terms", "accepted", "self")
    assert (first["number"], first["previous"]) == (1, "0" * 64)
    assert (first["version"], first["hash"]) == (terms["version"], terms["hash"])
    assert "broken_at" not in told
    signed = lan.get("/consents/1/receipt")
    found = receipt.proven(json.dumps(signed).encode(), published(lan))
    assert (found.account, found.entry, found.issuer) == (lan.get("/me")["id"], first["entry"], lan.site.url)
    assert problem(lan.ask("GET", "/consents/2/receipt")) == "not_found"


def test_each_entry_holds_the_one_before_and_a_repeated_request_adds_none(lan: Person) -> None:
    op = new_op()
    once, twice = answer(lan, "withdrawn", op), None
    lan.sign_in()
    twice = answer(lan, "withdrawn", op)
    assert once.json()["receipt"] == twice.json()["receipt"]
    lan.sign_in()
    for _ in range(2):
        assert answer(lan, "accepted").status_code == 201, "the same answer once more is the same answer"
    kept = lan.get("/consents")["consents"]
    assert [one["action"] for one in kept] == ["accepted", "withdrawn", "accepted"]
    assert [one["previous"] for one in kept] == ["0" * 64, kept[0]["entry"], kept[1]["entry"]]


def test_many_at_once_are_one_chain(lan: Person) -> None:
    with ThreadPoolExecutor(8) as pool:
        statuses = list(
            pool.map(lambda n: answer(lan, ("accepted", "declined")[n % 2]).status_code, range(16))
        )
    assert set(statuses) == {201}
    told = lan.get("/consents")
    assert "broken_at" not in told
    assert [one["number"] for one in told["consents"]] == list(range(1, len(told["consents"]) + 1))


def mine(lan: Person) -> list[dict[str, Any]]:
    id = lan.get("/me")["id"]
    return sorted(
        (row for row in rows(lan.site, "consent") if row["account"] == id), key=lambda r: r["number"]
    )


@pytest.fixture
def long(lan: Person) -> Person:
    """Three entries: accepted, declined, accepted."""
    for action in ("declined", "accepted"):
        answer(lan, action)
    assert len(mine(lan)) == 3
    return lan


def test_an_entry_that_is_taken_out_shows(long: Person) -> None:
    table = tables(engine_url(long.site)).Table("izwork-consent")
    gone = mine(long)[1]
    table.delete_item(Key={"account": gone["account"], "number": gone["number"]})
    assert long.get("/consents")["broken_at"] == 2


def test_an_entry_that_is_overwritten_shows_and_the_receipt_says_otherwise(long: Person) -> None:
    """Somebody with the role and the key replaces an entry by one that is sealed and fits its place."""
    before = long.get("/consents/2/receipt")
    forged = forge(long, 2)
    tables(engine_url(long.site)).Table("izwork-consent").put_item(Item=forged)
    told = long.get("/consents")
    assert told["broken_at"] == 3, "the next one does not follow what stands there now"
    assert told["consents"][1]["action"] == "accepted"
    held = receipt.proven(json.dumps(before).encode(), published(long))
    assert held.action == "declined"
    assert held.entry != told["consents"][1]["entry"]


def forge(by: Person, number: int) -> dict[str, Any]:
    from chalicelib.consent import ledger
    from chalicelib.store import cipher, key_files, keys

    account = by.get("/me")["id"]
    wrapper = keys.FileWrapper(key_files.load(by.site.data / "keys" / "account.key"))
    row = mine(by)[number - 1]
    place = {**ledger.context(account, number), "purpose": "account"}
    body = wrapper.unwrap(bytes(row["body"]), place)
    assert cipher.KEY_BYTES == 32
    return row | {"body": wrapper.wrap(body.replace(b'"declined"', b'"accepted"'), place)}


def test_an_entry_moved_to_another_number_does_not_open(long: Person) -> None:
    first, second, _ = mine(long)
    tables(engine_url(long.site)).Table("izwork-consent").put_item(Item=first | {"body": second["body"]})
    assert problem(long.ask("GET", "/consents")) == "broken"


def test_an_account_from_before_the_ledger_keeps_what_it_accepted(lan: Person) -> None:
    row = mine(lan)[0]
    accepted_at = lan.get("/me")["terms"]["accepted_at"]
    table = tables(engine_url(lan.site)).Table("izwork-consent")
    table.delete_item(Key={"account": row["account"], "number": row["number"]})
    assert lan.get("/me")["terms"]["version"] == lan.get("/terms")["version"]
    assert lan.get("/consents")["consents"] == []
    lan.found_team()
    assert answer(lan, "accepted").status_code == 201
    (entry,) = lan.get("/consents")["consents"]
    assert abs(entry["at"] - accepted_at) < 1000
    assert entry["recorded_at"] > entry["at"]


def places(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way to every value of a receipt."""
    for name, inner in value.items():
        yield from places(inner, (*path, name)) if isinstance(inner, dict) else ((*path, name),)


def altered(signed: Any, path: tuple[str, ...]) -> Any:
    other = copy.deepcopy(signed)
    *way, last = path
    at = other
    for name in way:
        at = at[name]
    value = at[last]
    at[last] = value + 1 if isinstance(value, int) else ("A" if value[:1] != "A" else "B") + value[1:]
    return other


def test_a_receipt_with_anything_changed_is_not_genuine(lan: Person) -> None:
    signed, keys = lan.get("/consents/1/receipt"), published(lan)
    ways = list(places(signed))
    assert len(ways) == 16
    bad = [altered(signed, way) for way in ways]
    bad += [signed | {"note": "x"}, {**signed, "receipt": signed["receipt"] | {"note": "x"}}]
    bad += [
        {**signed, "receipt": {k: v for k, v in signed["receipt"].items() if k != gone}}
        for gone in signed["receipt"]
    ]
    bad += [signed | {"signature": signed["signature"] + "="}, signed | {"signature": ""}, {}, [], "x"]
    for one in bad:
        with pytest.raises(receipt.Bad):
            receipt.proven(json.dumps(one).encode(), keys)
    for data in (b"", b"\xff", json.dumps(signed).encode()[:-1]):
        with pytest.raises(receipt.Bad):
            receipt.proven(data, keys)
    assert receipt.proven(json.dumps(signed, indent=4, sort_keys=True).encode(), keys)


def test_another_key_proves_nothing(lan: Person, tmp_path: Path) -> None:
    from chalicelib.store import signing

    signed = lan.get("/consents/1/receipt")
    signing.connect_file(tmp_path / "receipt.key")
    other = signing.public_key()
    with pytest.raises(receipt.Bad, match="not among"):
        receipt.proven(json.dumps(signed).encode(), [other])
    with pytest.raises(receipt.Bad, match="signature"):
        receipt.proven(json.dumps(signed).encode(), [other | {"kid": signed["key"]}])


def test_it_is_verified_offline_with_the_published_key(lan: Person, tmp_path: Path) -> None:
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(lan.get("/consents/1/receipt")))
    (tmp_path / "receipt-keys.json").write_text(json.dumps({"keys": published(lan)}))

    def verified(*arguments: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "chalicelib.consent.verify", *arguments]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={"PATH": ""})
        return ran.returncode, ran.stdout + ran.stderr

    code, said = verified(str(file))
    assert (code, said[:8]) == (0, "GENUINE:"), said
    assert "the very text in this copy" in said
    file.write_text(file.read_text().replace('"accepted"', '"declined"'))
    code, said = verified(str(file), str(tmp_path / "receipt-keys.json"))
    assert (code, said[:12]) == (1, "NOT GENUINE:"), said
    assert verified(str(file), str(tmp_path / "none.json"))[0] == 2


def test_the_vectors_that_the_browser_verifies_are_genuine_here_too() -> None:
    vectors = json.loads((ROOT / "tests" / "vectors" / "receipts.json").read_text())
    for signed in vectors["receipts"]:
        assert receipt.proven(json.dumps(signed).encode(), vectors["keys"])
        other = {**signed, "receipt": signed["receipt"] | {"about": "khác"}}
        with pytest.raises(receipt.Bad, match="signature"):
            receipt.proven(json.dumps(other).encode(), vectors["keys"])
