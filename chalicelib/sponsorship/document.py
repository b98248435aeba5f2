"""Which kind of document a file is, by its content: signature and structure as the standards have them, to the last byte."""

import re
import zlib

from chalicelib.refusals import Refused
from chalicelib.sponsorship import pdf
from chalicelib.sponsorship.facts import Kind
from chalicelib.sponsorship.pdf import Bad

ENDINGS: dict[str, Kind] = {"pdf": "pdf", "jpg": "jpeg", "jpeg": "jpeg", "png": "png"}
MEDIA: dict[Kind, str] = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
ZIP_END = b"PK\x05\x06"
ZIP_END_SIZE = 22  # bytes, without its comment
# Markers of JPEG (ITU T.81, table B.1): those of a frame, and those that stand alone.
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
ALONE = {0x01, *range(0xD0, 0xD8)}
SCAN, END = 0xDA, 0xD9
IN_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
CHUNK = re.compile(rb"[A-Za-z]{4}")


def kind_of(data: bytes, name: str) -> Kind:
    """What the file is; Refused("bad_document") with the reason why it is not taken."""
    try:
        kind = _checked(data)
        if ENDINGS.get(name.rpartition(".")[2].lower()) != kind:
            raise Bad("document_name")
    except Bad as bad:
        raise Refused("bad_document", reason=str(bad)) from bad
    return kind


def _checked(data: bytes) -> Kind:
    kind: Kind
    if pdf.HEADER.match(data):
        kind = "pdf"
        pdf.check(data)
    elif data.startswith(PNG):
        kind = "png"
        _png(data)
    elif data.startswith(JPEG):
        kind = "jpeg"
        _jpeg(data)
    else:
        raise Bad("document_kind")
    _no_archive(data)
    return kind


def _png(data: bytes) -> None:
    """Chunk after chunk (ISO/IEC 15948): IHDR first, some IDAT, IEND last, each with its CRC."""
    kinds: list[bytes] = []
    at = len(PNG)
    while not kinds or kinds[-1] != b"IEND":
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        ends = at + 12 + length
        if ends > len(data) or not CHUNK.fullmatch(kind):
            raise Bad("document_cut")
        if zlib.crc32(memoryview(data)[at + 4 : ends - 4]) != int.from_bytes(data[ends - 4 : ends]):
            raise Bad("document_cut")
        if (kind == b"IHDR") != (not kinds) or (kind == b"IHDR" and length != 13):
            raise Bad("document_cut")
        kinds.append(kind)
        at = ends
    if b"IDAT" not in kinds or 0 in (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])):
        raise Bad("document_cut")
    if at != len(data):
        raise Bad("document_more")


def _jpeg(data: bytes) -> None:
    """Marker after marker (ITU T.81, annex B): a frame with a size, a scan, and the end of the image last."""
    at, frame, scan = 2, False, False
    while True:
        marker, at = _marker(data, at)
        if marker == END:
            break
        if marker in ALONE:
            continue
        length = int.from_bytes(data[at : at + 2])
        if length < 2 or at + length > len(data):
            raise Bad("document_cut")
        if marker in FRAMES:
            # A height of 0 is told after the first scan; cameras and scanners tell it here.
            frame = length >= 8 and 0 not in (
                int.from_bytes(data[at + 3 : at + 5]), int.from_bytes(data[at + 5 : at + 7])
            )  # fmt: skip
        at += length
        if marker == SCAN:
            scan, found = True, IN_SCAN.search(data, at)
            if found is None:
                raise Bad("document_cut")
            at = found.start()
    if not (frame and scan):
        raise Bad("document_cut")
    if at != len(data):
        raise Bad("document_more")


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker at a place, which may be filled up with FF, and where it ends."""
    begins = at
    while at < len(data) and data[at] == 0xFF:
        at += 1
    if at == begins or at >= len(data) or data[at] == 0:
        raise Bad("document_cut")
    return data[at], at + 1


def _no_archive(data: bytes) -> None:
    """A ZIP is read from its end, so a file may be a document and an archive (or a program in one) at once."""
    at = data.find(ZIP_END, max(0, len(data) - 65535 - ZIP_END_SIZE))
    while at >= 0:
        if at + ZIP_END_SIZE + int.from_bytes(data[at + 20 : at + 22], "little") == len(data):
            raise Bad("document_two")
        at = data.find(ZIP_END, at + 1)
