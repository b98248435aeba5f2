"""Whether a PDF file is whole (ISO 32000-2, 7.5) and passive: no scripts, no programs to launch, no files inside, no lock.

Names are looked for in the file as it stands and in everything that it packs with Flate, spelled out or escaped (#4A).
Nothing is drawn or carried out, so no reader of PDF is needed; one would see what its tables lead to alone.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any

# How much a file may unpack to: ten scanned pages without loss. Read in pieces of so many bytes.
UNPACKED, PIECE = 256 * 1024 * 1024, 1024 * 1024
OVERLAP = 128  # a name may lie across two pieces; escaped, the longest has half as many letters


class Bad(Exception):
    """Its text is a key of reasons.REASONS."""


def _name(letters: str) -> bytes:
    """A pattern for a name, each letter as it is or escaped."""
    return b"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (ord(one), ord(one), ord(one)) for one in letters)


def _names(*names: str, then: bytes = b"") -> re.Pattern[bytes]:
    return re.compile(b"(?:" + b"|".join(_name(one) for one in names) + b")" + then)


WHAT_FOLLOWS = rb"\s*(?:<<|\[|\d+\s+\d+\s+R)"
FORBIDDEN: dict[str, tuple[re.Pattern[bytes], ...]] = {
    "pdf_encrypted": (_names("Encrypt", then=WHAT_FOLLOWS),),
    "pdf_script": (_names("JavaScript", "Rendition"), _names("XFA", then=WHAT_FOLLOWS)),
    "pdf_launch": (_names("Launch", "SubmitForm", "ImportData", "GoToE"),),
    "pdf_attachment": (
        _names("EmbeddedFile", "FileAttachment", "RichMedia"),
        _names("EF", then=WHAT_FOLLOWS),
    ),
}
HEADER = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)\s")
END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
TABLE = re.compile(rb"\s*xref\s")
OBJECT = re.compile(rb"\s*\d+\s+\d+\s+obj\b")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
PACKS_OBJECTS = _names("XRefStm", "XRef", "ObjStm")
ROOT = _names("Root", then=rb"\s+\d+\s+\d+\s+R")
# Packing that is not undone here, in which objects could be hidden.
UNUSUAL = _names("ASCII85Decode", "ASCIIHexDecode", "LZWDecode", "RunLengthDecode", "Crypt")
# Says of a stream that it is packed with Flate, or leaves that to another object.
FLATE = re.compile(_name("FlateDecode") + rb"|" + _name("Fl") + rb"\b|" + _name("Filter") + rb"\s*\d")
OBJECTS_IN = _names("ObjStm")
PARAMETERS = _names("DecodeParms", "Predictor")


def check(data: bytes) -> None:
    """Bad with the reason when the file is not whole, or not passive."""
    end = END.search(data, max(0, len(data) - 2048))
    if end is None:
        raise Bad("document_more" if re.search(rb"%%EOF", data[-65536:]) else "document_cut")
    place = int(end[1])
    by_table = TABLE.match(data, place) is not None
    if place >= len(data) or not (by_table or OBJECT.match(data, place)) or not ROOT.search(data):
        raise Bad("document_cut")
    _passive(data)
    if (not by_table or PACKS_OBJECTS.search(data)) and UNUSUAL.search(data):
        raise Bad("pdf_packed")
    for one in OBJECTS_IN.finditer(data):
        begins, ends = data.rfind(b"obj", 0, one.start()), data.find(b"stream", one.end())
        if begins < 0 or ends < 0 or PARAMETERS.search(data, begins, ends):
            raise Bad("pdf_packed")
    _look_inside(data)


def _passive(text: bytes) -> None:
    for reason, patterns in FORBIDDEN.items():
        if any(pattern.search(text) for pattern in patterns):
            raise Bad(reason)


def _look_inside(data: bytes) -> None:
    """Everything that is packed, piece by piece."""
    left = UNPACKED
    for found in STREAM.finditer(data):
        unpacking, last = zlib.decompressobj(), b""
        try:
            for piece, cost in _pieces(unpacking, data, found.end()):
                left -= cost
                if left < 0:
                    raise Bad("pdf_packed")
                _passive(last + piece)
                last = piece[-OVERLAP:]
        except zlib.error as fault:
            words = data[max(0, data.rfind(b"obj", 0, found.start())) : found.start()]
            if FLATE.search(words):
                raise Bad("document_cut") from fault
            # Another packing, such as a picture's.


def _pieces(unpacking: Any, data: bytes, at: int) -> Iterator[tuple[bytes, int]]:
    """What is unpacked from a place on, with how much was read and made for it; zlib.error where it is not so packed."""
    size, waiting = 2, b""
    while not unpacking.eof and (waiting or at < len(data)):
        packed = waiting or data[at : at + size]
        at += 0 if waiting else size
        piece = unpacking.decompress(packed, PIECE)
        waiting, size = unpacking.unconsumed_tail, min(max(4096, size * 2), PIECE)
        yield piece, len(packed) - len(waiting) + len(piece)
