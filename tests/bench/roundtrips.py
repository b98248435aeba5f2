"""What one request costs at the engine: calls, items written and their bytes, counted in this process."""

import json
import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.people import new_id, new_op

P = "/api/v1/teams/{team}/projects/{project}"


class Door:
    """The app in this process, called with API Gateway events."""

    def __init__(self) -> None:
        from app import app
        from chalicelib.accounts import account, session
        from chalicelib.accounts.device import Device
        from chalicelib.consent import wording

        self.app = app
        terms = wording.current("terms")
        somebody = account.open_for("bench@example.vn", account.AcceptedTerms(terms.version, terms.hash))
        self.token = session.start(somebody, Device("Bench", "local", "vi"))
        self.ids: dict[str, str] = {}

    def ask(
        self, method: str, path: str, body: Any = None, query: dict[str, str] | None = None, **ids: str
    ) -> Any:
        headers = {
            "cookie": f"__Host-session={self.token}",
            "content-type": "application/json",
            "accept": "application/x-ndjson",
            "idempotency-key": new_op(),
        }
        event = {
            "resource": path, "path": path, "httpMethod": method, "headers": headers, "multiValueHeaders": {},
            "queryStringParameters": query, "multiValueQueryStringParameters": None,
            "pathParameters": self.ids | ids, "stageVariables": None, "isBase64Encoded": False,
            "requestContext": {"resourcePath": path, "httpMethod": method, "identity": {"sourceIp": "127.0.0.1"}},
            "body": None if body is None else json.dumps(body),
        }  # fmt: skip
        answer = self.app(event, None)
        assert answer["statusCode"] < 300, answer
        return answer


def main() -> None:
    from chalicelib.local.engine import start_engine

    with tempfile.TemporaryDirectory() as folder:
        engine = start_engine(Path(folder))
        os.environ |= {
            "IZWORK_MODE": "local", "IZWORK_ENGINE": engine.url, "IZWORK_KEYS": f"{folder}/keys",
            "IZWORK_MAIL": "mailbox", "IZWORK_SMS": "mailbox", "IZWORK_SITE": "http://127.0.0.1",
        }  # fmt: skip
        try:
            run()
        finally:
            engine.stop()


def run() -> None:
    from chalicelib.store import tables
    from chalicelib.web import frontdoor

    frontdoor.connect()
    tables.create_all()
    door, calls, written = Door(), Counter[str](), list[int]()

    def count(params: dict[str, Any], model: Any, **_: Any) -> None:
        calls[model.name] += 1
        if model.name == "PutItem":
            written.append(len(params["body"]))

    tables.line().dynamodb.meta.events.register("before-call.dynamodb", count)
    made = door.ask("POST", "/api/v1/teams", {"name": "Nhóm", "member_name": "Lan"})
    lists = [new_id(), new_id()]
    door.ids = {"team": json.loads(made["body"])["id"], "project": new_id()}
    new = {"id": door.ids["project"], "name": "P", "lists": [{"id": id, "name": "L"} for id in lists]}
    door.ask("POST", "/api/v1/teams/{team}/projects", new)
    task = new_id()
    door.ask("POST", f"{P}/tasks", {"id": task, "title": "Soạn giáo án tuần ba", "list": lists[0]})
    print(f"{'request, warm':28}{'calls':>6}{'items written':>15}{'request bytes':>15}  which")
    for name, method, path, body, query in (
        ("open the board", "GET", "/board", None, None),
        ("what is new", "GET", "/entries", None, {"after": "1"}),
        ("open the team", "GET", "", None, {}),
        (
            "create a task",
            "POST",
            "/tasks",
            {"id": new_id(), "title": "Chấm bài thi giữa kỳ lớp điện", "list": lists[0]},
            None,
        ),
        ("edit a task", "PATCH", "/tasks/{task}", {"title": "Chấm bài thi cuối kỳ"}, None),
        ("move a task", "PATCH", "/tasks/{task}", {"list": lists[1], "below": None}, None),
        ("describe a task", "PUT", "/tasks/{task}/description", {"text": "Nội dung " * 33, "base": 99}, None),
        ("add a comment", "POST", "/tasks/{task}/comments", {"id": new_id(), "text": "Xong rồi nhé"}, None),
    ):
        calls.clear()
        written.clear()
        where = P + path if name != "open the team" else "/api/v1/teams/{team}"
        door.ask(method, where, body, query, task=task)
        which = ", ".join(f"{n} {call}" for call, n in calls.items())
        print(f"{name:28}{sum(calls.values()):6}{len(written):15}{sum(written):15}  {which}")


if __name__ == "__main__":
    main()
