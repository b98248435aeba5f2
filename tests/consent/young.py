"""A person under 16 joins a team, with every field that is typed on the way marked."""

from tests.people import Person
from tests.site import Site
from tests.typed import Markers


def be_under_16(site: Site, owner: Person, team: str, markers: Markers) -> None:
    """Somebody under 16 names their guardian, who looks and consents."""
    owner.put(f"/teams/{team}/minors")
    link = owner.post(f"/teams/{team}/links", {"role": "guest", "under_16": True})["url"]
    child = Person(site, "an", markers.email("POST", "/guardianships", "email")).sign_in()
    guardian = markers.email("POST", "/guardianships", "email")
    wording = {k: v for k, v in child.get("/guardian-terms").items() if k in ("version", "hash")}
    named = {"name": markers.word("POST", "/guardianships", "name"), "email": guardian, **wording}
    child.post("/guardianships", {"token": link.partition("#")[2], **named})
    token = site.mails(guardian)[0]["text"].partition("/guardian#")[2].split()[0]
    child.post("/guardianships/preview", {"token": token})
    child.post("/guardianships/answer", {"token": token, "action": "accepted", **wording})
