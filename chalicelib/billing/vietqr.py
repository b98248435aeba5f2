"""The text of a VietQR code: a bank transfer as NAPAS writes it in EMVCo's form (QRIBFTTA, to an account).

Each object is its two-digit number, its length in two digits, and its value; the last is a CRC-16/CCITT of all before
it, which Python has as binascii.crc_hqx. No kept library for Python makes it; tests hold it against NAPAS's examples.
"""

import binascii
import io

NAPAS, TO_ACCOUNT, DONG, ONCE = "A000000727", "QRIBFTTA", "704", "12"


def payload(bank: str, account: str, amount: int, text: str) -> str:
    """The transfer of `amount` đồng to an account at the bank with this code (BIN), with a text in plain letters."""
    to = item("00", NAPAS) + item("01", item("00", bank) + item("01", account)) + item("02", TO_ACCOUNT)
    whole = item("00", "01") + item("01", ONCE) + item("38", to) + item("53", DONG) + item("54", str(amount))
    whole += item("58", "VN") + item("62", item("08", text)) + "6304"
    return f"{whole}{binascii.crc_hqx(whole.encode('ascii'), 0xFFFF):04X}"


def item(number: str, value: str) -> str:
    """One object; ValueError for a value that is too long or not plain."""
    if not value.isascii() or not 0 < len(value) <= 99:
        raise ValueError(f"object {number} takes 1 to 99 plain letters")
    return f"{number}{len(value):02d}{value}"


def drawn(text: str) -> str:
    """The code as SVG."""
    import segno

    made = io.BytesIO()
    segno.make(text, error="m", micro=False).save(made, "svg", border=4, omitsize=True, xmldecl=False)
    return made.getvalue().decode()
