"""People who use a site through its door, each from a network address of their own."""

import itertools
import json
import re
import secrets
import time
from typing import Any

import httpx

from tests.site import Site

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_addresses = itertools.count(1)


def new_id() -> str:
    """An id as the browser client makes it: six characters of seconds, six random ones."""
    seconds, head = int(time.time()), ""
    for _ in range(6):
        seconds, digit = divmod(seconds, 62)
        head = DIGITS[digit] + head
    return head + "".join(secrets.choice(DIGITS) for _ in range(6))


def new_op() -> str:
    return secrets.token_urlsafe(18)


class Person:
    """Someone with an e-mail address and a browser's cookies, signed out at first."""

    def __init__(self, site: Site, name: str, email: str | None = None) -> None:
        self.site = site
        self.name = name
        self.email = email or f"{name}@{secrets.token_hex(4)}.example.vn"
        number = next(_addresses)
        # Another /24 each: limits per network see as many networks as there are people.
        self.address = f"127.{1 + number // 250}.{number % 250}.1"
        self.cookies: dict[str, str] = {}
        self.http = httpx.Client(
            base_url=f"{site.url}/api/v1",
            timeout=30,
            headers=site.seen_from(self.address),
            transport=httpx.HTTPTransport(local_address=self.address),
        )

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> httpx.Response:
        """One request; writes get a fresh Idempotency-Key unless `op` is given. Cookies are kept by hand, for
        `Secure` ones are not sent over http by this client."""
        headers = dict(more.pop("headers", {}))
        if method not in ("GET", "HEAD"):
            headers.setdefault("Idempotency-Key", more.pop("op", None) or new_op())
        if self.cookies:
            headers.setdefault("Cookie", "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if isinstance(body, bytes):
            more |= {"content": body}
            headers.setdefault("Content-Type", "application/octet-stream")
        elif body is not None:
            more |= {"content": json.dumps(body)}
            headers.setdefault("Content-Type", "application/json")
        if path.startswith("/.well-known/"):
            path = self.site.url + path
        answer = self.http.request(method, path, headers=headers, **more)
        for cookie in answer.headers.get_list("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies = {k: v for k, v in self.cookies.items() if k != name} | (
                {name: value} if value else {}
            )
        return answer

    def get(self, path: str, **more: Any) -> Any:
        return good(self.ask("GET", path, **more))

    def post(self, path: str, body: Any, **more: Any) -> Any:
        return good(self.ask("POST", path, body, **more))

    def patch(self, path: str, body: Any, **more: Any) -> Any:
        return good(self.ask("PATCH", path, body, **more))

    def put(self, path: str, body: Any = None, **more: Any) -> Any:
        return good(self.ask("PUT", path, body, **more))

    def delete(self, path: str, **more: Any) -> Any:
        return good(self.ask("DELETE", path, **more))

    def sign_in(self) -> "Person":
        """As a person does: ask, read the mail, open the link here, accept the terms if asked."""
        attempt = self.post("/sign-in", {"email": self.email, "language": "vi"})["attempt"]
        mail = next(m for m in self.site.mails(self.email) if attempt in m["text"])
        token = re.search(r"#[0-9A-Za-z]+\.(\S+)", mail["text"])
        assert token is not None
        proof: dict[str, Any] = {"token": token[1]}
        answer = self.ask("POST", f"/sign-in/{attempt}/session", proof)
        if answer.status_code == 409:
            proof["terms"] = answer.json()["terms"]
            answer = self.ask("POST", f"/sign-in/{attempt}/session", proof)
        good(answer)
        return self

    def found_team(self, name: str = "Trường nghề Hoa Sen") -> str:
        return str(self.post("/teams", {"name": name, "member_name": self.name})["id"])

    def bring(self, other: "Person", team: str, role: str, projects: list[str] | None = None) -> str:
        """Invite `other` by mail, who joins; their member id."""
        self.post(
            f"/teams/{team}/invitations", {"email": other.email, "role": role, "projects": projects or []}
        )
        mail = other.site.mails(other.email)[0]
        token = re.search(r"/join#(\S+)", mail["text"])
        assert token is not None
        return str(other.post("/joinings", {"token": token[1], "name": other.name})["member"])

    def let_in(self, other: "Person", team: str, role: str) -> str:
        """Give `other` a join link, by which they join; their member id. For who joins more teams in a test run than
        one mailbox may be invited to in a day."""
        url = str(self.post(f"/teams/{team}/links", {"role": role})["url"])
        return str(other.post("/joinings", {"token": url.partition("#")[2], "name": other.name})["member"])

    def open_project(self, team: str, name: str = "Tuyển sinh", lists: int = 3) -> tuple[str, list[str]]:
        """A new project; its path and the ids of its lists."""
        project = new_id()
        made = [{"id": new_id(), "name": f"Danh sách {n + 1}"} for n in range(lists)]
        self.post(f"/teams/{team}/projects", {"id": project, "name": name, "lists": made})
        return f"/teams/{team}/projects/{project}", [one["id"] for one in made]

    def add_task(self, project: str, in_list: str, title: str = "Việc", **more: Any) -> str:
        id = new_id()
        self.post(f"{project}/tasks", {"id": id, "title": title, "list": in_list} | more)
        return id

    def board(self, project: str) -> dict[str, dict[str, dict[str, Any]]]:
        """{kind: {id: record}} as a client reads it: pages, then the tail."""
        return read_stream(self.ask("GET", f"{project}/board"))

    def texts(self, project: str, task: str | None = None) -> dict[str, dict[str, dict[str, Any]]]:
        return read_stream(self.ask("GET", f"{project}/texts" + (f"/{task}" if task else "")))

    def tasks_in(self, project: str, in_list: str) -> list[str]:
        """The ids of a list's tasks as they stand on the board."""
        tasks = self.board(project).get("task", {})
        return sorted(
            (id for id, t in tasks.items() if t["list"] == in_list),
            key=lambda id: (tasks[id]["position"], id),
        )


def good(answer: httpx.Response) -> Any:
    """The body of a 2xx answer."""
    assert answer.is_success, (
        f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}"
    )
    return answer.json() if answer.content else None


def read_stream(answer: httpx.Response) -> dict[str, dict[str, dict[str, Any]]]:
    """Apply an NDJSON stream of pages and tail, written here apart from the product's own readers."""
    assert answer.status_code == 200, answer.text
    kinds: dict[str, dict[str, dict[str, Any]]] = {}
    # Not splitlines(): texts may hold line ends of other kinds.
    for line in answer.text.rstrip("\n").split("\n")[1:]:
        value = json.loads(line)
        if "cols" in value:
            for row in range(value["n"]):
                fields = {
                    name: column[row] for name, column in value["cols"].items() if column[row] is not None
                }
                kinds.setdefault(value["kind"], {})[fields.pop("id")] = fields
        else:
            for op in value["ops"]:
                for change in op["changes"]:
                    apply(kinds, change)
    return kinds


def apply(kinds: dict[str, dict[str, dict[str, Any]]], change: dict[str, Any]) -> None:
    records = kinds.setdefault(change["kind"], {})
    if change.get("delete"):
        records.pop(change["id"], None)
    else:
        records[change["id"]] = patched(records.get(change["id"], {}), change["set"])


def patched(old: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    new = dict(old) if isinstance(old, dict) else {}
    for name, value in patch.items():
        if value is None:
            new.pop(name, None)
        else:
            new[name] = patched(new.get(name), value)
    return new
