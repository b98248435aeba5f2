"""docs/security.md says of every requirement where it stands, and names only what there is."""

import re

import pytest

from tests.site import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
# ASVS 5.0, levels 1 and 2, of the chapters V3, V6, V7, V8 and V14: how many of each section, and which.
WANTED = {
    "3.2": (1, 2), "3.3": (1, 2, 3, 4), "3.4": (1, 2, 3, 4, 5, 6), "3.5": (1, 2, 3, 4, 5), "3.7": (1, 2),
    "6.1": (1, 2, 3), "6.2": tuple(range(1, 13)), "6.3": (1, 2, 3, 4), "6.4": (1, 2, 3, 4), "6.5": (1, 2, 3, 4, 5),
    "6.6": (1, 2, 3), "6.8": (1, 2, 3, 4),
    "7.1": (1, 2, 3), "7.2": (1, 2, 3, 4), "7.3": (1, 2), "7.4": (1, 2, 3, 4, 5), "7.5": (1, 2), "7.6": (1, 2),
    "8.1": (1, 2), "8.2": (1, 2, 3), "8.3": (1,), "8.4": (1,),
    "14.1": (1, 2), "14.2": (1, 2, 3, 4), "14.3": (1, 2, 3),
}  # fmt: skip
NAMED = sorted(set(re.findall(r"`((?:[\w.-]+/)+[\w.-]+)(?:::(\w+))?`", PAGE)))


def test_every_requirement_has_one_row_and_stands_somewhere() -> None:
    numbers = [number for number, *_ in ROWS]
    assert len(numbers) == len(set(numbers))
    wanted = {f"{section}.{number}" for section, ofs in WANTED.items() for number in ofs}
    assert wanted <= set(numbers), sorted(wanted - set(numbers))
    for number, asks, stands, where in ROWS:
        assert asks.strip(), number
        assert where.strip(), number
        assert stands in ("met", "exception", "not met", "n/a"), number
        assert stands != "met" or len(where) > 4, number


def test_every_exception_is_written() -> None:
    excepted = {number for number, _, stands, _ in ROWS if stands == "exception"}
    written = set(re.findall(r"^\* \*\*(\d+\.\d+\.\d+),", PAGE, re.MULTILINE))
    assert excepted == written


@pytest.mark.parametrize(("path", "test"), NAMED, ids=lambda one: one or "-")
def test_what_it_names_exists(path: str, test: str) -> None:
    assert (ROOT / path).exists(), path
    assert not test or re.search(rf"^(async )?def {test}\(", (ROOT / path).read_text(), re.MULTILINE), (
        f"{path}::{test}"
    )


def test_it_names_tests_where_it_says_met() -> None:
    assert len([test for _, test in NAMED if test]) > 40
