"""Phone numbers: taken as people type them, kept as E.164, shown as people read them.

A number without a country is Vietnamese: 0912 345 678, 84912345678, +84 (0)912.345.678 and 0084 912… are one number.
The library is imported by who meets a number: most requests, and cold starts, meet none.
"""

from chalicelib.refusals import Refused

HOME = "VN"
# Numbers that cost extra, or that nobody's pocket rings for: no code is sent there.
NOBODYS = ("PREMIUM_RATE", "SHARED_COST", "TOLL_FREE", "UAN", "VOICEMAIL", "PAGER")


def normal(typed: str) -> str:
    """The number in E.164, such as +84912345678.

    Refused: wrong_number (no number of any country), landline (it gets no text messages), service_number (one that is
    nobody's own).
    """
    import phonenumbers
    from phonenumbers import PhoneNumberType

    try:
        number = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException as fault:
        raise Refused("wrong_number") from fault
    if not phonenumbers.is_valid_number(number) or number.extension:
        raise Refused("wrong_number")
    kind = phonenumbers.number_type(number)
    if kind in (getattr(PhoneNumberType, name) for name in NOBODYS):
        raise Refused("service_number")
    if kind == PhoneNumberType.FIXED_LINE:
        raise Refused("landline")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def shown(number: str) -> str:
    """An E.164 number as it is read out: 0912 345 678 at home, +65 9123 4567 abroad."""
    import phonenumbers
    from phonenumbers import PhoneNumberFormat

    parsed = phonenumbers.parse(number, None)
    home = phonenumbers.region_code_for_number(parsed) == HOME
    wanted = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, wanted))
