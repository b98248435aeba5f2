"""Everything that is typed about abuse: reports, and an appeal."""

from tests.abuse.restricting import restrict
from tests.people import Person
from tests.typed import Markers, sentence


def report_and_appeal(alice: Person, bob: Person, project: str, first: str, markers: Markers) -> None:
    """A task and an invitation are reported, and the owner of another team appeals."""
    at = "/teams/{team}/projects/{project}/reports"
    title = sentence(markers.word("POST", at, "text"))
    task = alice.add_task(project, first, title)
    body = {"reason": "spam", "attached": [{"kind": "title", "task": task, "text": title}]}
    alice.post(f"{project}/reports", body | {"words": sentence(markers.word("POST", at, "words"))})
    name, by, words = (
        markers.word("POST", "/joinings/reports", one) for one in ("team_name", "invited_by", "words")
    )
    team = str(bob.post("/teams", {"name": name, "member_name": by})["id"])
    url = str(bob.post(f"/teams/{team}/links", {"role": "guest"})["url"])
    shown = {"token": url.partition("#")[2], "team_name": name, "invited_by": by}
    alice.post("/joinings/reports", shown | {"reason": "recruitment", "words": sentence(words)})
    restrict(bob.site, team, "warn")
    appeal = sentence(markers.word("POST", "/teams/{team}/appeals", "words"))
    bob.post(f"/teams/{team}/appeals", {"words": appeal})
