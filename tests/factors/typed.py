"""What people type about their factors, each field with a word of its own."""

from tests.factors.device import Device
from tests.people import Person
from tests.typed import Field, Markers


def type_factors(alice: Person, markers: Markers) -> None:
    password = markers.word("PUT", "/me/password", "password")
    alice.put("/me/password", {"password": password})
    markers.typed[Field("POST", "/sign-in/password", "password")] = [password]
    markers.typed[Field("POST", "/session/proof", "password")] = [password]
    alice.post("/session/proof", {"password": password})
    away = Person(alice.site, "alice", alice.email)
    markers.typed[Field("POST", "/sign-in/password", "email")] = [alice.email]
    away.post("/sign-in/password", {"email": away.email, "password": password})
    asked = alice.post("/me/passkeys/options", None)
    name = markers.word("POST", "/me/passkeys", "name")
    made = Device(alice.site.origin).create(asked["options"])
    id = alice.post("/me/passkeys", {"step": asked["step"], "name": name, "passkey": made})["id"]
    alice.patch(f"/me/passkeys/{id}", {"name": markers.word("PATCH", "/me/passkeys/{passkey}", "name")})
