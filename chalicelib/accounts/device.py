"""Which device a browser runs on, said as people would: "Chrome · Windows". A name to recognise, never an identity."""

from __future__ import annotations

import msgspec

from chalicelib import settings

# The first word found decides, so what claims to be another comes before the other.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Zalo", "Zalo"),
    ("FBAN", "Facebook"),
    ("FBAV", "Facebook"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


class Device(msgspec.Struct):
    """What is kept sealed about a browser: its name, the Region that first served it, the language it asked in."""

    name: str
    region: str
    language: str


def of(user_agent: str, language: str) -> Device:
    """The device behind a User-Agent header; its name is "" when the header says nothing known."""
    parts = [first_in(BROWSERS, user_agent), first_in(SYSTEMS, user_agent)]
    return Device(" · ".join(part for part in parts if part), settings.current().region, language)


def first_in(known: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for sign, name in known if sign in text), "")
