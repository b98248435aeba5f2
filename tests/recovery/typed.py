"""What is typed to recover an account."""

from tests.people import Person
from tests.typed import Field, Markers


def recover(alice: Person, markers: Markers) -> list[str]:
    """By her number, in another browser, until the wait begins; the messages that were sent with a long secret."""
    number = alice.get("/me/contacts")["phone"]
    markers.typed[Field("POST", "/recoveries", "phone")] = [number.removeprefix("+84")]
    away = Person(alice.site, "alice")
    step = away.post("/recoveries", {"phone": number})["step"]
    code = alice.site.mails(number)[0]["code"]
    step = away.post(f"/recoveries/{step}/account", {"code": code})["step"]
    email = markers.email("POST", "/recoveries/{step}/address", "email")
    check = away.post(f"/recoveries/{step}/address", {"email": email})["check"]
    mailed = alice.site.mails(email)[0]
    away.put(f"/recoveries/{step}/address", {"check": check, "code": mailed["code"]})
    return [one["text"] for one in (mailed, alice.site.mails(number)[0], alice.site.mails(alice.email)[0])]
