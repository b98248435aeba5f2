"""Numbers as people type them, and as they are kept."""

import pytest

from chalicelib.contacts import phone
from chalicelib.refusals import Refused


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678", "0912 345 678", "0912.345.678", "0912-345-678", "091 234 5678", "(091) 2345678",
        "84912345678", "+84912345678", "+84 912 345 678", "+84 (0)912 345 678", "0084 912 345 678",
        "912345678", "  0912 345 678\t", "０９１２ ３４５ ６７８", "0912\u00a0345\u00a0678", "tel:0912345678",
        "+84.912.345.678",
    ],
)  # fmt: skip
def test_one_vietnamese_number_however_it_is_typed(typed: str) -> None:
    assert phone.normal(typed) == "+84912345678"


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("0842 123 456", "+84842123456", "0842 123 456"),
        ("842123456", "+84842123456", "0842 123 456"),
        ("84842123456", "+84842123456", "0842 123 456"),
        ("+1 415 555 2671", "+14155552671", "+1 415-555-2671"),
        ("+44 7911 123456", "+447911123456", "+44 7911 123456"),
        ("+65 9123 4567", "+6591234567", "+65 9123 4567"),
        ("0086 131 2345 6789", "+8613123456789", "+86 131 2345 6789"),
    ],
)
def test_numbers_of_any_country(typed: str, kept: str, shown: str) -> None:
    assert phone.normal(typed) == kept
    assert phone.shown(kept) == shown


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "wrong_number"), ("abc", "wrong_number"), ("0912", "wrong_number"), ("0912 345 6789 0", "wrong_number"), ("113", "wrong_number"),
        ("0163 123 4567", "wrong_number"), ("+999 1234567", "wrong_number"), ("lan@example.vn", "wrong_number"),
        ("0912345678 ext 4", "wrong_number"), ("9" * 200, "wrong_number"), ("+84", "wrong_number"),
        ("024 3825 5555", "landline"), ("(028) 3822 1234", "landline"), ("+44 20 7946 0958", "landline"),
        ("1900 1234", "service_number"), ("1800 1234", "service_number"),
    ],
)  # fmt: skip
def test_what_cannot_get_a_code_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        phone.normal(typed)
    assert (refused.value.code, refused.value.status) == (reason, 422)
    for language in ("vi", "en"):
        assert refused.value.sentence(language)
