"""Amounts in Vietnamese words, as invoices and contracts write them.

num2words 0.5 knows Vietnamese, but leaves out empty places: its 1.000.500 is "một triệu năm trăm", which people take
for 1.500.000. On paper that settles what is owed every place after the first is said: "một triệu không nghìn năm trăm".
"""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", "nghìn", "triệu")
BILLION = 10**9


def dong(amount: int) -> str:
    """1200000 is "Một triệu hai trăm nghìn đồng"; from 0 up."""
    said = f"{number(amount)} đồng"
    return said[0].upper() + said[1:]


def number(amount: int) -> str:
    """A whole number from 0 up."""
    if amount == 0:
        return DIGITS[0]
    if amount >= BILLION:
        rest = amount % BILLION
        return f"{number(amount // BILLION)} tỷ" + (f" {below_billion(rest, full=True)}" if rest else "")
    return below_billion(amount, full=False)


def below_billion(amount: int, full: bool) -> str:
    """`full`: something stands before it, so empty hundreds are said as well."""
    groups = [amount // 1000**place % 1000 for place in (2, 1, 0)]
    said: list[str] = []
    for place, group in zip((2, 1, 0), groups, strict=True):
        later = any(groups[3 - place :])
        if group:
            said.append(f"{hundreds(group, full or bool(said))} {GROUPS[place]}".strip())
        elif (said or full) and later:
            said.append(f"{DIGITS[0]} {GROUPS[place]}")
    return " ".join(said)


def hundreds(group: int, full: bool) -> str:
    """1 to 999; `full` says "không trăm" where there are none."""
    hundred, ten, one = group // 100, group // 10 % 10, group % 10
    said = [f"{DIGITS[hundred]} trăm"] if hundred or full else []
    if ten == 0 and one and said:
        said.append("linh")
    elif ten == 1:
        said.append("mười")
    elif ten > 1:
        said.append(f"{DIGITS[ten]} mươi")
    if one == 1 and ten > 1:
        said.append("mốt")
    elif one == 5 and ten > 0:
        said.append("lăm")
    elif one:
        said.append(DIGITS[one])
    return " ".join(said)
