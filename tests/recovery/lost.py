"""People who lost something, through the door: what they read, type and press to get back to their account."""

from typing import Any

import httpx

from tests.contacts.contacts import new_address, new_number, set_to
from tests.factors.protected import Protected
from tests.people import Person, good
from tests.recovery.ageing import hours_pass
from tests.site import Site

MONTHS = 24 * 90  # hours


class Owner(Protected):
    """Owns a team; the account has a second step and a number if wanted, and all of it is settled if it is `aged`."""

    def __init__(self, site: Site, *, app: bool = True, phone: bool = True, aged: bool = True) -> None:
        super().__init__(site, "hoa")
        self.team = self.found_team()
        self.id = str(self.get("/me")["id"])
        self.number = new_number() if phone else ""
        if phone:
            set_to(self, "phone", self.number)
        if app:
            self.with_app()
        if aged:
            hours_pass(site, self.id, MONTHS)

    def owns(self, by: Person) -> bool:
        """Whether `by` is signed in as the owner and reads the team."""
        return bool(by.get(f"/teams/{self.team}")["role"] == "owner" and by.get("/me")["id"] == self.id)


def by_mail(person: Person) -> Any:
    """Sign in by mail: what follows, a session or the second step."""
    attempt = person.post("/sign-in", {"email": person.email, "language": "vi"})["attempt"]
    code = next(m["code"] for m in person.site.mails(person.email) if attempt in m["text"])
    return person.post(f"/sign-in/{attempt}/session", {"code": code})


class Lost(Person):
    """A browser of somebody who reads an account's mail and cannot take its second step."""

    def __init__(self, owner: Person, name: str = "hoa") -> None:
        super().__init__(owner.site, name, owner.email)
        self.number = getattr(owner, "number", "")
        self.again()

    def again(self) -> "Lost":
        """Sign in by mail once more, as far as the second step."""
        self.step = by_mail(self)
        self.path = f"/sign-in/steps/{self.step['step']}/recovery"
        return self

    def start(self) -> Any:
        return self.post(self.path, None)

    def phone_code(self) -> dict[str, str]:
        """Ask for a code to the account's number; what proves it, for who reads its messages."""
        check = self.post(f"{self.path}/checks", None)["check"]
        return {"check": check, "code": str(self.site.mails(self.number)[0]["code"])}

    def by_phone(self) -> Any:
        return self.put(f"{self.path}/phone", self.phone_code())

    def try_to_finish(self, **proof: str) -> httpx.Response:
        return self.ask("POST", f"{self.path}/session", proof)

    def finish(self, **proof: str) -> "Lost":
        good(self.try_to_finish(**proof))
        return self


class WithoutMail(Person):
    """A browser of somebody who has an account's number, and a new address of their own."""

    def __init__(self, owner: Owner, name: str = "hoa") -> None:
        super().__init__(owner.site, name, new_address(name))
        self.number = owner.number

    def prove_number(self) -> Any:
        """How it stands with the recovery of the account."""
        # Days lie between the times they ask: it is another network then, of whose messages none are counted yet.
        self.http = Person(self.site, self.name).http
        asked = self.post("/recoveries", {"phone": self.number})
        code = self.site.mails(self.number)[0]["code"]
        proved = self.post(f"/recoveries/{asked['step']}/account", {"code": code})
        self.path = f"/recoveries/{proved['step']}"
        return proved["recovery"]

    def address_code(self) -> dict[str, str]:
        check = self.post(f"{self.path}/address", {"email": self.email})["check"]
        return {"check": check, "code": str(self.site.mails(self.email)[0]["code"])}

    def start(self) -> Any:
        self.prove_number()
        return self.put(f"{self.path}/address", self.address_code())

    def try_to_finish(self) -> httpx.Response:
        self.prove_number()
        return self.ask("POST", f"{self.path}/completion")

    def finish(self) -> Any:
        """At the new address, signed in as far as its mail leads."""
        done = good(self.try_to_finish())
        assert done["email"] == self.email
        code = next(m["code"] for m in self.site.mails(self.email) if done["attempt"] in m["text"])
        return self.post(f"/sign-in/{done['attempt']}/session", {"code": code})


def told(site: Site, to: str, words: str) -> list[dict[str, str]]:
    """The messages to a contact whose text has these words, newest first."""
    return [m for m in site.mails(to) if words in m["text"]]
