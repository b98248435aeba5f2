"""The doors to one's own sessions and factors: everyone has their own, nobody reaches another's."""

from tests.doors import Row, World

#        owner admin member guest stranger nobody
OWN = "  200  200  200   200   200     401"
DONE = OWN.replace("200", "204")


def proof_code(world: World, who: str, _: object) -> dict[str, str]:
    """Mailed to the one who asks."""
    if who == "nobody":
        return {"attempt": "A" * 22, "code": "ABCDEFGH"}
    attempt = world.asker.post("/session/proof/mail", None)["attempt"]
    return {"attempt": attempt, "code": world.cast.site.mails(world.asker.email)[0]["code"]}


FACTORS = [
    Row("GET", "/me/sessions", OWN),
    Row("DELETE", "/me/sessions", DONE),
    Row("DELETE", "/me/sessions/{browser}", DONE),
    Row("GET", "/session/proof", OWN),
    Row("POST", "/session/proof/mail", OWN.replace("200", "202")),
    Row("POST", "/session/proof", DONE, proof_code),
]
