"""Every field a person can type into, found in the declarations themselves, and a marker for each."""

import re
import secrets
from typing import Any, NamedTuple

from msgspec import inspect

from chalicelib.surfaces import desk as desk_surface
from chalicelib.surfaces import product

# Text that is not a person's words, with the reason; everything else needs a marker.
OPAQUE = {
    "Proof.token": "a secret we made",
    "Proof.code": "a secret we made",
    "NewProof.code": "a secret we made",
    "NewProof.totp": "a code of thirty seconds",
    "NewProof.recovery": "a secret we made",
    "StepAnswer.totp": "a code of thirty seconds",
    "StepAnswer.recovery": "a secret we made",
    "Finish.code": "a secret we made",
    "OnlyCode.code": "a secret we made",
    "NewTotp.code": "a code of thirty seconds",
    "AttestationResponse.transports": "named by the browser",
    "AcceptedTerms.version": "names our own wording",
    "AcceptedTerms.hash": "names our own wording",
    "NewAnswer.version": "names our own wording",
    "NewAnswer.hash": "names our own wording",
    "Which.version": "names our own wording",
    "Since.version": "names our own wording",
    "Since.since": "names our own wording",
    "NewGuardian.token": "a secret we made",
    "NewGuardian.version": "names our own wording",
    "NewGuardian.hash": "names our own wording",
    "GuardianToken.token": "a secret we made",
    "GuardianAnswer.token": "a secret we made",
    "GuardianAnswer.version": "names our own wording",
    "GuardianAnswer.hash": "names our own wording",
    "Submission.version": "names our own wording",
    "Submission.hash": "names our own wording",
    "Draft.organisation": "one of three words",
    "NewView.version": "names our own wording",
    "NewView.hash": "names our own wording",
    "FeedQuery.cursor": "made by us",
    "TokenOnly.token": "a secret we made",
    "Invited.token": "a secret we made",
    "Enrolment.token": "a secret we made",
    "Assignment.reference": "an order's, made by us",
    "NewApproval.until": "a day",
    "Joining.token": "a secret we made",
    "InvitationReport.token": "a secret we made",
    "NewAttachment.comment": "an id we made",
    "ByCode.verification": "an id we made",
    "ByCode.code": "a secret we made",
    "ByLinkOrCode.verification": "an id we made",
    "ByLinkOrCode.token": "a secret we made",
    "ByLinkOrCode.code": "a secret we made",
    "Link.alert": "an id we made",
    "Link.token": "a secret we made",
    "BatchOp.path": "ids within our own paths",
    "BatchOp.body": "checked as the single route's body, whose fields are listed there",
}
# What a mail or message lets its reader do: tokens of links, typed codes.
SECRET = re.compile(r"#\w+\.([\w-]{43})|^([0-9A-Z]{4}-[0-9A-Z]{4})$", re.MULTILINE)
ID_OR_DAY = re.compile(r"^\^\[0-9")


class Field(NamedTuple):
    """One text field of one endpoint, such as POST /teams name."""

    method: str
    path: str
    name: str


def text_fields() -> set[Field]:
    """All of them, as the endpoints are declared now."""
    found: set[Field] = set()
    for feature in (*product.FEATURES, *desk_surface.FEATURES):
        for endpoint in feature.endpoints:
            for shape in (endpoint.body, endpoint.query):
                if shape is not None:
                    for owner, name in texts_in(inspect.type_info(shape), shape.__name__, ""):
                        if f"{owner}.{name}" not in OPAQUE:
                            found.add(Field(endpoint.method, endpoint.path, name))
    return found


def texts_in(kind: inspect.Type, owner: str, name: str) -> set[tuple[str, str]]:
    """(struct, field) of every text within a type that is free, not an id or a day."""
    if isinstance(kind, inspect.StructType):
        inner = [(one.type, kind.cls.__name__, one.encode_name) for one in kind.fields]
    elif isinstance(kind, inspect.UnionType):
        inner = [(one, owner, name) for one in kind.types]
    elif isinstance(kind, inspect.ListType):
        inner = [(kind.item_type, owner, name)]
    elif isinstance(kind, inspect.DictType):
        inner = [(kind.key_type, owner, name), (kind.value_type, owner, name)]
    elif isinstance(kind, inspect.Metadata):
        inner = [(kind.type, owner, name)]
    elif isinstance(kind, inspect.StrType):
        return set() if kind.pattern and ID_OR_DAY.match(kind.pattern) else {(owner, name)}
    elif isinstance(kind, inspect.AnyType):
        return {(owner, name)}
    else:
        return set()
    return set().union(*(texts_in(*one) for one in inner)) if inner else set()


class Markers:
    """Words that stand nowhere else, one for each field that was typed into."""

    def __init__(self) -> None:
        self.typed: dict[Field, list[str]] = {}
        # What people were sent to prove themselves by.
        self.sent: list[str] = []

    def word(self, method: str, path: str, name: str) -> str:
        """A new marker for this field of this endpoint."""
        made = secrets.token_hex(12)
        self.typed.setdefault(Field(method, path, name), []).append(made)
        return made

    def email(self, method: str, path: str, name: str) -> str:
        return f"{self.word(method, path, name)}@example.vn"

    def phone(self, method: str, path: str, name: str) -> str:
        """A number of nobody, as its nine own digits: with 0 or +84 before them it is one number."""
        made = f"912{secrets.randbelow(10**6):06}"
        self.typed.setdefault(Field(method, path, name), []).append(made)
        return made

    @property
    def words(self) -> list[str]:
        return [word for words in self.typed.values() for word in words] + self.sent


def sentence(word: str) -> str:
    """The marker within words that people would write."""
    return f"Họp phụ huynh {word} lúc 8 giờ"


Body = dict[str, Any]


def secrets_in(texts: list[str]) -> list[str]:
    return [found for text in texts for pair in SECRET.findall(text) for found in pair if found]
