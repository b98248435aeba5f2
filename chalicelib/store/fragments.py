"""Pieces of one gzip stream, compressed apart and put together unparsed.

Browsers deliver only the first member of a gzip body that has several, so pages cannot be whole gzip files. A
fragment is a raw deflate stream that ends at a byte boundary (Z_FULL_FLUSH) without a last block and refers to
nothing before it, led by its text's CRC-32 and length (4 bytes each, big endian). Header + fragments + an empty last
block + the combined CRC is one valid stream.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from . import crc32

_LEAD = struct.Struct(">II")
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST_BLOCK = b"\x03\x00"


def compress(parts: Iterable[bytes], level: int = 6) -> bytes:
    """The fragment of a text given in parts. Each part gets code tables of its own (Z_BLOCK): a column of dates and
    a column of titles share few letters, and apart they take an eighth less."""
    squeezer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    crc, length, squeezed = 0, 0, []
    for part in parts:
        crc, length = zlib.crc32(part, crc), length + len(part)
        squeezed += [squeezer.compress(part), squeezer.flush(zlib.Z_BLOCK)]
    return b"".join([_LEAD.pack(crc, length), *squeezed, squeezer.flush(zlib.Z_FULL_FLUSH)])


def expand(fragment: bytes) -> bytes:
    """The text of a fragment."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(fragment[_LEAD.size :])


def join(fragments: Iterable[bytes]) -> bytes:
    """One gzip stream of all their texts in order."""
    parts, crc, total = [_HEADER], 0, 0
    for fragment in fragments:
        one, length = _LEAD.unpack_from(fragment)
        crc, total = crc32.combine(crc, one, length), total + length
        parts.append(fragment[_LEAD.size :])
    parts += [_LAST_BLOCK, struct.pack("<II", crc, total & 0xFFFFFFFF)]
    return b"".join(parts)
