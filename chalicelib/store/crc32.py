"""The CRC-32 of two byte strings put together, from their CRCs and the second's length alone.

The idea is zlib's crc32_combine (Mark Adler): a CRC is a remainder of polynomials over GF(2), so appending n bytes
multiplies the first remainder by x^(8n), and x^(8n) comes from repeated squaring. Bits are reflected: bit 31 is x^0.
"""

from __future__ import annotations

from functools import lru_cache

POLYNOMIAL = 0xEDB88320
ONE = 1 << 31


def combine(first: int, second: int, second_length: int) -> int:
    """CRC of a + b, given crc(a), crc(b) and len(b) in bytes."""
    return _times(_shift(second_length), first) ^ second


def _times(a: int, b: int) -> int:
    """a · b modulo the polynomial."""
    product, bit = 0, ONE
    while bit:
        if a & bit:
            product ^= b
        b = (b >> 1) ^ (POLYNOMIAL if b & 1 else 0)
        bit >>= 1
    return product


@lru_cache(maxsize=4096)
def _shift(length: int) -> int:
    """x^(8 · length)."""
    result, power = ONE, ONE >> 8  # x^0 and x^8
    while length:
        if length & 1:
            result = _times(power, result)
        power = _times(power, power)
        length >>= 1
    return result
