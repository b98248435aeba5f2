"""Which files are taken as proof: whole ones of three kinds, told by content; and why every other is not."""

import os
import struct
import zlib

import pytest

from chalicelib.refusals import Refused
from chalicelib.sponsorship import pdf as pdf_check
from chalicelib.sponsorship.document import kind_of
from tests.sponsorship.files import (
    HEAD,
    and_archive,
    archive,
    chunk,
    filled,
    jpeg,
    modern_pdf,
    pdf,
    png,
    segment,
    stream,
)

SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
AFTER = 4 + len(png()) - 33  # bytes from a chunk of ours to the end of the file, its own CRC among them
MANY = zlib.compress(b"\0" * 90_000_000)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", pdf(), "pdf"),
        ("A.PDF", pdf(stream(b"BT (Xin ch\xc3\xa0o) Tj ET")), "pdf"),
        ("mới.pdf", modern_pdf(b"<</Type/Page>>"), "pdf"),
        ("scan.pdf", pdf(stream(jpeg(), b"/Subtype/Image/Filter/DCTDecode", pack=False)), "pdf"),
        ("old.pdf", pdf(stream(b"<~87cURD]~>", b"/Filter/ASCII85Decode", pack=False)), "pdf"),
        ("random.pdf", pdf(stream(os.urandom(100_000))), "pdf"),
        ("a.png", png(), "png"),
        ("a.png", png(chunk(b"tEXt", b"Title\0x")), "png"),
        ("a.jpg", jpeg(), "jpeg"),
        ("a.JPEG", jpeg(), "jpeg"),
    ],
)  # fmt: skip
def test_whole_documents_are_taken(name: str, data: bytes, kind: str) -> None:
    assert kind_of(data, name) == kind


REFUSED = [
    ("empty.pdf", b"", "document_kind"),
    ("program.pdf", b"MZ\x90\0" + b"\0" * 200, "document_kind"),
    ("page.png", b"<html><script>1</script>", "document_kind"),
    ("archive.jpg", archive(), "document_kind"),
    ("late.pdf", b"<html>" + pdf(), "document_kind"),
    ("old.pdf", pdf(head=b"%PDF-9.9\n"), "document_kind"),
    # the name says something else
    ("a.pdf", png(), "document_name"),
    ("a.png", pdf(), "document_name"),
    ("a.exe", pdf(), "document_name"),
    ("a", jpeg(), "document_name"),
    # cut off, damaged
    ("a.pdf", pdf()[:-20], "document_cut"),
    ("a.pdf", pdf()[: len(pdf()) // 2], "document_cut"),
    ("a.pdf", HEAD, "document_cut"),
    ("a.pdf", pdf().replace(b"startxref\n", b"startxref\n9"), "document_cut"),
    ("a.pdf", pdf().replace(b"/Root 1 0 R", b""), "document_cut"),
    ("a.pdf", pdf(stream(b"x" * 99).replace(b"\x9c", b"\x9d")), "document_cut"),
    ("a.png", png()[:-1], "document_cut"),
    ("a.png", png().replace(chunk(b"IEND", b""), b""), "document_cut"),
    ("a.png", png().replace(b"IHDR", b"IHDX"), "document_cut"),
    ("a.png", png()[:-13] + b"\0" + png()[-12:], "document_cut"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""), "document_cut"),
    ("a.jpg", jpeg()[:-2], "document_cut"),
    ("a.jpg", jpeg()[:40], "document_cut"),
    ("a.jpg", b"\xff\xd8\xff\xd9", "document_cut"),
    ("a.jpg", b"\xff\xd8" + segment(0xE0, b"x" * 5) + b"\xff\xd9", "document_cut"),
    ("a.jpg", b"\xff\xd8\xff\xe0\xff\xff", "document_cut"),
    # something after it, or two things at once
    ("a.pdf", pdf() + b"<script>", "document_more"),
    ("a.png", png() + archive(), "document_more"),
    ("a.jpg", jpeg() + jpeg(), "document_more"),
    ("a.pdf", and_archive(pdf()), "document_two"),
    ("a.png", png(chunk(b"zzZz", archive()[:-2] + struct.pack("<H", AFTER))), "document_two"),
    # PDF that is not passive
    ("a.pdf", pdf(trailer=b"/Encrypt 9 0 R"), "pdf_encrypted"),
    ("a.pdf", pdf(trailer=b"/Encrypt<</Filter/Standard>>"), "pdf_encrypted"),
    ("a.pdf", pdf(SCRIPT), "pdf_script"),
    ("a.pdf", pdf(b"<</S/J#61va#53cript/JS 9 0 R>>"), "pdf_script"),
    ("a.pdf", pdf(b"<</S /#4a#61#76#61#53#63#72#69#70#74>>"), "pdf_script"),
    ("a.pdf", pdf(b"<</S/Rendition/JS(x)>>"), "pdf_script"),
    ("a.pdf", pdf(b"<</AcroForm<</XFA 9 0 R>>>>"), "pdf_script"),
    ("a.pdf", modern_pdf(SCRIPT), "pdf_script"),
    ("a.pdf", modern_pdf(b" " * (1024 * 1024 - 12) + SCRIPT), "pdf_script"),
    ("a.pdf", pdf(stream(SCRIPT)), "pdf_script"),
    ("a.pdf", pdf(b"<</S/Launch/F(cmd.exe)>>"), "pdf_launch"),
    ("a.pdf", pdf(b"<</S/SubmitForm/F(http://x)>>"), "pdf_launch"),
    ("a.pdf", pdf(b"<</Names<</EmbeddedFiles 9 0 R>>>>"), "pdf_attachment"),
    ("a.pdf", pdf(b"<</Type/Filespec/EF<</F 9 0 R>>>>"), "pdf_attachment"),
    ("a.pdf", modern_pdf(b"<</Subtype/FileAttachment>>"), "pdf_attachment"),
    ("a.pdf", modern_pdf(b"x", b"/DecodeParms<</Predictor 12/Columns 3>>"), "pdf_packed"),
    ("a.pdf", modern_pdf(b"x").replace(b"FlateDecode", b"LZWDecode  "), "pdf_packed"),
    (
        "a.pdf",
        pdf(*[stream(b"")[:0] + b"<</Filter/FlateDecode>>\nstream\n" + MANY + b"\nendstream"] * 3),
        "pdf_packed",
    ),
]


@pytest.mark.parametrize(
    ("name", "data", "reason"), REFUSED, ids=[f"{n}-{r}-{i}" for i, (n, _, r) in enumerate(REFUSED)]
)
def test_every_other_is_refused_with_its_reason(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        kind_of(data, name)
    assert (refused.value.code, refused.value.facts["reason"]) == ("bad_document", reason)
    for language in ("vi", "en"):
        assert len(refused.value.sentence(language)) > 40


def test_a_name_across_two_pieces_is_found_wherever_it_is_cut() -> None:
    for place in range(len(SCRIPT)):
        whole = b" " * (pdf_check.PIECE - place) + SCRIPT
        with pytest.raises(Refused):
            kind_of(pdf(stream(whole)), "a.pdf")


def test_a_cut_anywhere_is_noticed() -> None:
    for name, data in (("a.png", png()), ("a.jpg", jpeg()), ("a.pdf", pdf(stream(b"x")))):
        for end in range(len(data) - (1 if name == "a.pdf" else 0)):
            with pytest.raises(Refused):
                kind_of(data[:end], name)


def test_a_file_of_any_size_can_be_made() -> None:
    for size in (5 * 1024 * 1024, 300_000, 1000):
        assert len(filled(size)) == size
        assert kind_of(filled(size), "a.pdf") == "pdf"
