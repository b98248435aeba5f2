"""People who ask support, and what they let it see."""

import hashlib
import json
import time
from typing import Any

from tests.people import Person, new_op
from tests.typed import Markers

PART = 60_000  # characters of one request


def ask_support(person: Person, subject: str = "Không mở được bảng", **more: Any) -> str:
    """A ticket of theirs; its id."""
    body = {"subject": subject, "topic": "usage", "text": "Màn hình trắng khi mở dự án."} | more
    return str(person.post("/tickets", body)["id"])


def ticket_and_view(person: Person, team: str) -> dict[str, str]:
    """A ticket of theirs with a view of a project of the team, still without its copy."""
    ticket, (project, _) = ask_support(person), person.open_project(team)
    view = person.post(f"{project}/views", asked(person, ticket, copy_of()))["view"]
    return {"ticket": ticket, "view": str(view)}


def said(person: Person, ticket: str) -> list[str]:
    return [one["text"] for one in person.get(f"/tickets/{ticket}")["said"] if one["what"] == "text"]


def copy_of(name: str = "Tuyển sinh", tasks: tuple[str, ...] = ("Gọi phụ huynh",), **more: Any) -> str:
    """A copy of a project as a browser makes it."""
    shown = [
        {"title": title, "labels": ["gấp"], "assignees": ["Minh"], "due": "2026-12-01"} for title in tasks
    ]
    lists = [{"name": "Cần làm", "tasks": shown}]
    flags = {"descriptions": False, "comments": False}
    return json.dumps(
        {"form": "izwork-view/1", "project": name, "taken_at": int(time.time() * 1000), "lists": lists}
        | flags
        | more,
        ensure_ascii=False,
    )


def asked(person: Person, ticket: str, copy: str, **more: Any) -> dict[str, Any]:
    """What is sent before the copy itself."""
    terms = person.get("/support-terms")
    parts = max(1, -(-len(copy) // PART))
    return {
        "ticket": ticket, "minutes": 60, "reason": "Để thấy lỗi", "parts": parts,
        "digest": hashlib.sha256(copy.encode()).hexdigest(), "version": terms["version"], "hash": terms["hash"],
    } | more  # fmt: skip


def fill(person: Person, view: str, copy: str) -> None:
    for number, begin in enumerate(range(0, len(copy), PART)):
        person.put(f"/views/{view}/copy", {"number": number, "text": copy[begin : begin + PART]})


def share(person: Person, project: str, ticket: str, copy: str = "", **more: Any) -> str:
    """Let support look at a copy of the project; the view's id."""
    copy = copy or copy_of()
    view = str(person.post(f"{project}/views", asked(person, ticket, copy, **more), op=new_op())["view"])
    fill(person, view, copy)
    person.put(f"/views/{view}/sharing")
    return view


def type_tickets(person: Person, project: str, markers: Markers) -> None:
    """A marker in every field of a ticket and of what is shown."""
    word = markers.word
    grant = "/teams/{team}/projects/{project}/views"
    ticket = ask_support(
        person,
        word("POST", "/tickets", "subject"),
        text=f"Máy chủ báo lỗi {word('POST', '/tickets', 'text')}",
    )
    person.post(f"/tickets/{ticket}/entries", {"text": word("POST", "/tickets/{ticket}/entries", "text")})
    copy = copy_of(word("PUT", "/views/{view}/copy", "text"), (word("PUT", "/views/{view}/copy", "text"),))
    share(person, project, ticket, copy, reason=word("POST", grant, "reason"))
