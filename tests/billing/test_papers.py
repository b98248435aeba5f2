"""What stands on a contract and in a QR code, against published examples."""

import pytest

from chalicelib.billing.vietqr import payload
from chalicelib.billing.words import dong


@pytest.mark.parametrize(
    ("bank", "account", "amount", "text", "whole"),
    [  # published at github.com/subiz/vietqr
        ("970415", "0011001932418", 120000, "ung ho lu lut",
         "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C"),
    ],
)  # fmt: skip
def test_the_code_is_napas(bank: str, account: str, amount: int, text: str, whole: str) -> None:
    assert payload(bank, account, amount, text) == whole


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"), (5, "Năm đồng"), (15, "Mười lăm đồng"), (21, "Hai mươi mốt đồng"), (11, "Mười một đồng"),
        (25, "Hai mươi lăm đồng"), (105, "Một trăm linh năm đồng"), (1_200_000, "Một triệu hai trăm nghìn đồng"),
        (2_900_000, "Hai triệu chín trăm nghìn đồng"), (1_000_500, "Một triệu không nghìn năm trăm đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"), (10**9, "Một tỷ đồng"),
        (2_000_015_000, "Hai tỷ không triệu không trăm mười lăm nghìn đồng"),
    ],
)  # fmt: skip
def test_amounts_in_words(amount: int, words: str) -> None:
    assert dong(amount) == words
