"""Files handed in with a case, part by part, sealed with the case's key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.store import cipher, rows
from chalicelib.store.tables import CaseFile

if TYPE_CHECKING:
    from chalicelib.cases.case import Case


def place(id: str, what: str) -> dict[str, str]:
    """Where in a case something is sealed: it opens nowhere else."""
    return {"case": id, "place": what}


def put(case: Case, file: str, number: int, data: bytes) -> None:
    """Keep one part of a file, at most 300 KB; the same part again replaces it."""
    part = f"{file}.{number:04}"
    rows.put(CaseFile(case.id, part, body=cipher.seal(case.ring, place(case.id, part), data)))


def whole(case: Case, name: str) -> bytes:
    """The whole file as it was handed in, b"" where there is none."""
    found = [row for row in rows.each(CaseFile, case.id, f"{name}.") if row.part.rpartition(".")[0] == name]
    return b"".join(cipher.open(case.ring, place(case.id, row.part), row.body) for row in found)


def parts(id: str, file: str) -> list[int]:
    """The numbers of the parts that are there."""
    names = (name.rpartition(".") for name in rows.names(CaseFile, id))
    return [int(number) for name, _, number in names if name == file]


def drop(id: str, file: str) -> None:
    """Delete one file of the case; may be repeated."""
    for number in parts(id, file):
        rows.remove(CaseFile(id, f"{file}.{number:04}"))


def size(case: Case, name: str) -> int:
    """How many bytes of a file are kept, sealed; none is opened."""
    return sum(
        len(row.body)
        for row in rows.each(CaseFile, case.id, f"{name}.")
        if row.part.rpartition(".")[0] == name
    )


def drop_all(id: str) -> None:
    """Delete every file of the case; may be repeated."""
    for name in rows.names(CaseFile, id):
        rows.remove(CaseFile(id, name))
