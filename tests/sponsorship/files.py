"""Documents as people have them, and as people who mean harm make them; each made here, byte by byte."""

import io
import struct
import zipfile
import zlib

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def pdf(*objects: bytes, trailer: bytes = b"", head: bytes = HEAD) -> bytes:
    """A PDF file of a catalogue, an empty page and these objects more, with its table."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        *objects,
    ]
    file, places = head, []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    return (
        file + b"xref\n0 %d\n0000000000 65535 f \n" % size + table
        + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(file))
    )  # fmt: skip


def stream(content: bytes, words: bytes = b"", pack: bool = True) -> bytes:
    """An object with a stream, packed with Flate."""
    body = zlib.compress(content) if pack else content
    filtered = b"/Filter/FlateDecode" if pack else b""
    return b"<</Length %d%s%s>>\nstream\n%s\nendstream" % (len(body), filtered, words, body)


def modern_pdf(inside: bytes, words: bytes = b"") -> bytes:
    """A PDF file whose objects are packed in an object stream and found by a packed table (1.5 and later)."""
    packed = stream(b"5 0 " + inside, b"/Type/ObjStm/N 1/First 4" + words)
    file = (
        HEAD
        + b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    )
    place = len(file)
    file += b"4 0 obj\n%s\nendobj\n" % packed
    table = len(file)
    rows = struct.pack(">BHB", 1, place, 0) * 7
    file += b"6 0 obj\n%s\nendobj\n" % stream(rows, b"/Type/XRef/Size 7/W[1 2 1]/Root 1 0 R")
    return file + b"startxref\n%d\n%%%%EOF\n" % table


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(more: bytes = b"") -> bytes:
    """One grey point, and chunks more."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def jpeg(scan: bytes = b"\x3f\xff\x00\xff\xd0\x12") -> bytes:
    """One point, with a restart marker and a stuffed FF in its scan."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, 1, 1, 1) + b"\x01\x11\x00")
    begins = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
    tables = segment(0xDB, b"\0" + b"\1" * 64) + segment(0xC4, b"\0" + b"\0" * 16)
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + tables
        + frame
        + begins
        + scan
        + b"\xff\xd9"
    )


def archive() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as zipped:
        zipped.writestr("x.class", "x" * 40)
    return kept.getvalue()


def and_archive(file: bytes) -> bytes:
    """A PDF that is a ZIP as well: the archive in a comment, its end's own comment reaching to the end of the file."""
    zipped = archive()
    tail = b"\ntrailer<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % file.rindex(b"xref\n0")
    return file + zipped[:-2] + struct.pack("<H", len(tail)) + tail


def filled(size: int) -> bytes:
    """A whole PDF of so many bytes, all of it readable as it stands: a marker in it would be found."""
    bare = len(pdf(stream(b"", pack=False)))
    content = (b"0123456789abcdef" * (size // 16 + 1))[: size - bare - 40]
    for _ in range(80):
        made = pdf(stream(content, pack=False))
        if len(made) == size:
            return made
        content = content + b"." * (size - len(made)) if len(made) < size else content[: size - len(made)]
    raise AssertionError("no such size")
