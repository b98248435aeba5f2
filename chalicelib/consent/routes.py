"""The door to the terms of use."""

import msgspec

from chalicelib.consent import terms
from chalicelib.web import access
from chalicelib.web.ask import Ask
from chalicelib.web.endpoints import Answer, Feature

feature = Feature("consent")


class Terms(msgspec.Struct):
    """The current wording in both languages; `hash` is the hex SHA-256 of both."""

    version: str
    hash: str
    vi: str
    en: str


@feature.route("GET", "/terms", access=access.ANYONE, returns={200: Terms})
def current(_: None, ask: Ask) -> Answer:
    """The current terms of use"""
    wordings = {language: terms.wording(language) for language in terms.LANGUAGES}
    return Answer({"version": terms.VERSION, "hash": terms.digest()} | wordings)
