"""The rows of the table of doors that are about consents."""

from tests.doors import Row, World
from tests.people import Person

T = "/teams/{team}"
EVERYONE = "200  200  200   200   200     200"
KNOWN = "   200  200  200   200   200     401"
ADMINS = "  200  200  403   403   404     401"


def wording(world: World, document: str = "terms") -> dict[str, str]:
    held = world.cast.nobody.get(f"/{document}")
    return {name: held[name] for name in ("version", "hash")}


def under_16(world: World, *_: object) -> dict[str, str]:
    """A guardian is asked about a place in a team that nobody of the cast is in yet."""
    founder = Person(world.cast.site, "erin").sign_in()
    team = founder.found_team()
    founder.put(f"/teams/{team}/minors")
    url = founder.post(f"/teams/{team}/links", {"role": "guest", "under_16": True})["url"]
    named = {"name": "An", "email": f"me-{team.lower()}@example.vn"}
    return {"token": url.partition("#")[2], **named, **wording(world, "guardian-terms")}


def asked(world: World, *_: object) -> dict[str, str]:
    """The token that a guardian was mailed."""
    question = under_16(world)
    Person(world.cast.site, "an").sign_in().post("/guardianships", question)
    text = world.cast.site.mails(question["email"])[0]["text"]
    return {"token": text.partition("/guardian#")[2].split()[0]}


def declined(world: World, *_: object) -> dict[str, str]:
    return {**asked(world), "action": "declined", **wording(world, "guardian-terms")}


CONSENTS = [
    Row("GET", "/terms", EVERYONE),
    Row("GET", "/terms/versions", EVERYONE),
    Row("GET", "/terms/changes", EVERYONE, query=lambda *_: {"since": "2026-11"}),
    Row("GET", "/guardian-terms", EVERYONE),
    Row("GET", "/.well-known/receipt-keys.json", EVERYONE),
    Row("GET", "/.well-known/promises.json", EVERYONE),
    Row("GET", "/consents", KNOWN),
    Row("POST", "/consents", KNOWN.replace("200", "201"), lambda w, *_: {"action": "accepted", **wording(w)}),
    Row("GET", "/consents/{number}/receipt", KNOWN),
    Row("POST", "/guardianships", KNOWN.replace("200", "202"), under_16),
    Row("POST", "/guardianships/preview", EVERYONE, asked),
    Row("POST", "/guardianships/answer", EVERYONE, declined),
    Row("PUT", T + "/minors", ADMINS),
    Row("DELETE", T + "/minors", ADMINS),
    Row("GET", T + "/disclosures", ADMINS),
]  # fmt: skip
