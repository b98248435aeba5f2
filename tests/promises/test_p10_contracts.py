"""P10: Premium comes with a service contract, a confidentiality agreement and a user guide."""

import re
import zlib
from typing import Any

from chalicelib.billing import contract, typeface
from chalicelib.billing.contract import AGREED, OFFERED
from chalicelib.consent import wording
from tests.billing.buying import BUYER, accept, buyer, document, hashed, hashes, order, shown, statement
from tests.engine_rows import rows
from tests.people import Person
from tests.site import Site


def ordered(site: Site) -> tuple[Person, str, dict[str, Any]]:
    lan = buyer(site)
    team = lan.found_team("Trường nghề Hoa Sen")
    return lan, team, order(lan, team, 12)


def text_of(file: bytes) -> str:
    """The letters of one of our PDF files without blanks, glyphs read back through the face's own table."""
    letters = {glyph: letter for letter, glyph in typeface.face("regular").glyphs.items()}
    told = ""
    for packed in re.findall(rb"stream\n(.*?)\nendstream", file, re.DOTALL):
        try:
            content = zlib.decompress(packed)
        except zlib.error:
            continue
        for spelled in re.findall(rb"<([0-9a-f]+)> Tj", content):
            glyphs = (int(spelled[at : at + 4], 16) for at in range(0, len(spelled), 4))
            told += "".join(letters[glyph] for glyph in glyphs)
    return "".join(told.split())


def test_an_order_comes_with_all_three_for_its_owner_to_keep(site: Site) -> None:
    lan, team, made = ordered(site)
    assert [one["name"] for one in made["documents"]] == ["service", "confidentiality", "guide"]
    for one in made["documents"]:
        file = document(lan, team, made, one["name"])
        assert file.content.startswith(b"%PDF-1.")
        assert hashed(file) == one["hash"]


def test_the_contract_names_the_parties_the_day_and_the_amount_in_words(site: Site) -> None:
    lan, team, made = ordered(site)
    told = text_of(document(lan, team, made, "service").content)
    for words in (*BUYER.values(), "2.900.000 đồng", "Hai triệu chín trăm nghìn đồng", made["reference"]):
        assert "".join(str(words).split()) in told, words
    assert re.search(r"ngày\d\dtháng\d\dnăm\d{4}", told)
    assert re.search(r"\d\d/\d\d/\d{4}", told)
    assert "$" not in told


def test_nothing_is_to_be_paid_before_both_are_accepted_and_the_ledger_has_their_hashes(site: Site) -> None:
    lan, team, made = ordered(site)
    assert made["transfer"] is None
    statement(site, (f"P10{made['reference']}", "2900000", str(made["reference"])))
    assert lan.get(f"/teams/{team}/plan")["name"] == "free"
    accept(lan, team, made)
    entered = {one["hash"] for one in lan.get("/consents")["consents"] if one["kind"] == "contract"}
    assert entered == {hashed(document(lan, team, made, name)) for name in AGREED}
    assert entered == set(hashes(made).values())
    assert lan.get(f"/teams/{team}/plan")["name"] == "premium"


def test_they_are_kept_sealed_and_as_they_were_whatever_the_wording_says_later(site: Site) -> None:
    lan, team, made = ordered(site)
    kept = [row for row in rows(site, "contract") if row["team"] == team]
    assert len(kept) == len(OFFERED)
    assert not [row for row in kept if b"%PDF" in row["body"].value]
    first = hashed(document(lan, team, made, "service"))
    accept(lan, team, made)
    assert hashed(document(lan, team, made, "service")) == first
    assert shown(lan, team, made)["documents"] == made["documents"]


def test_every_letter_of_the_wordings_can_be_printed() -> None:
    for versions in wording.read(contract.WORDINGS).values():
        for one in versions:
            for text in (one.vi, one.en):
                missing = {letter for letter in text if letter != "\n" and not typeface.printable(letter)}
                assert not missing, (one.version, missing)
