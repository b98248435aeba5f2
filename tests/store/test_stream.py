"""One gzip stream out of fragments that were compressed apart."""

from __future__ import annotations

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.store import crc32, fragments


@given(st.binary(max_size=3000), st.binary(max_size=3000))
def test_two_sums_make_one(first: bytes, second: bytes) -> None:
    assert crc32.combine(zlib.crc32(first), zlib.crc32(second), len(second)) == zlib.crc32(first + second)


def test_a_long_second_part() -> None:
    first, second = b"a" * 10, bytes(range(256)) * 40_000
    assert crc32.combine(zlib.crc32(first), zlib.crc32(second), len(second)) == zlib.crc32(first + second)


@given(st.lists(st.lists(st.binary(max_size=500), max_size=4), max_size=6))
def test_fragments_join_into_one_member(texts: list[list[bytes]]) -> None:
    made = [fragments.compress(parts) for parts in texts]
    stream = fragments.join(made)
    whole = b"".join(b"".join(parts) for parts in texts)
    assert gzip.decompress(stream) == whole
    one = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert one.decompress(stream) == whole
    assert one.eof
    assert one.unused_data == b"", "browsers read the first member only"
    assert [fragments.expand(fragment) for fragment in made] == [b"".join(parts) for parts in texts]
