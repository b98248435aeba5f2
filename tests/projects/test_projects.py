"""Projects, lists and labels through the door; what the log, the feed and the search tell of them."""

from typing import Any

import pytest

from tests.conftest import Cast
from tests.doors import problem
from tests.people import Person, new_id, new_op

Desk = tuple[Person, str, list[str]]


def verbs(person: Person, project: str, after: int = 0) -> list[str]:
    entries = person.get(f"{project}/entries", params={"after": after})["entries"]
    return [op["verb"] for entry in entries for op in entry["ops"]]


def head(person: Person, project: str) -> int:
    return int(person.get(f"{project}/entries", params={"after": 0})["seq"])


def test_an_archived_project_can_be_read_and_restored_not_changed(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    task = alice.add_task(project, todo)
    alice.put(f"{project}/archive")
    view = alice.get(project.rpartition("/projects/")[0])
    assert "archived_at" in next(p for p in view["projects"] if project.endswith(p["id"]))
    before = alice.board(project)
    writes: list[tuple[str, str, Any]] = [
        ("POST", "/tasks", {"id": new_id(), "title": "T", "list": todo}),
        ("PATCH", f"/tasks/{task}", {"title": "T"}),
        ("PUT", f"/tasks/{task}/closure", None),
        ("DELETE", f"/tasks/{task}/closure", None),
        ("DELETE", f"/tasks/{task}", None),
        ("DELETE", f"/tasks/{task}/trash", None),
        ("PUT", f"/tasks/{task}/description", {"text": "T", "base": 0}),
        ("POST", f"/tasks/{task}/comments", {"id": new_id(), "text": "T"}),
        ("POST", "/lists", {"id": new_id(), "name": "T"}),
        ("PATCH", f"/lists/{todo}", {"name": "T"}),
        ("DELETE", f"/lists/{todo}", None),
        ("POST", "/labels", {"id": new_id(), "name": "T", "color": "red"}),
    ]
    for method, path, body in writes:
        answer = alice.ask(method, f"{project}{path}", body)
        assert (answer.status_code, problem(answer)) == (409, "archived"), (method, path)
    batch = {"after": 0, "ops": [{"op": new_op(), "method": m, "path": p, "body": b} for m, p, b in writes]}
    assert problem(alice.ask("POST", f"{project}/entries", batch)) == "archived"
    assert alice.board(project) == before
    alice.delete(f"{project}/archive")
    assert alice.ask("PUT", f"{project}/tasks/{task}/closure").status_code == 200


def test_a_project_opened_twice_with_one_op_is_one_and_an_id_is_taken_once(cast: Cast) -> None:
    path, op = f"/teams/{cast.team}/projects", new_op()
    body = {"id": new_id(), "name": "Dự án", "lists": [{"id": new_id(), "name": n} for n in ("Một", "Hai")]}
    assert cast.bob.post(path, body, op=op) == cast.bob.post(path, body, op=op)
    assert problem(cast.bob.ask("POST", path, body)) == "exists"
    lists = cast.alice.board(f"{path}/{body['id']}")["list"]
    assert [one["name"] for one in sorted(lists.values(), key=lambda one: one["position"])] == ["Một", "Hai"]
    twice = {"id": new_id(), "name": "Dự án", "lists": [body["lists"][0]] * 2}
    assert cast.bob.ask("POST", path, twice).json()["field"] == "lists"


def names(person: Person, project: str) -> list[str]:
    lists = person.board(project)["list"]
    return [lists[id]["name"] for id in sorted(lists, key=lambda id: (lists[id]["position"], id))]


def test_lists_stand_where_they_were_put(desk: Desk) -> None:
    alice, project, (one, two, three) = desk
    for id, name in ((one, "1"), (two, "2"), (three, "3")):
        alice.patch(f"{project}/lists/{id}", {"name": name})
    alice.post(f"{project}/lists", {"id": new_id(), "name": "đầu", "below": None})
    alice.post(f"{project}/lists", {"id": new_id(), "name": "sau 1", "below": one})
    alice.post(f"{project}/lists", {"id": new_id(), "name": "cuối"})
    assert names(alice, project) == ["đầu", "1", "sau 1", "2", "3", "cuối"]
    alice.patch(f"{project}/lists/{three}", {"below": None, "name": "ba"})
    alice.delete(f"{project}/lists/{two}")
    assert names(alice, project) == ["ba", "đầu", "1", "sau 1", "cuối"]


@pytest.mark.parametrize(("kind", "first"), [("lists", 3), ("labels", 0)])
def test_fifty_lists_and_fifty_labels_are_enough(desk: Desk, kind: str, first: int) -> None:
    alice, project, _ = desk
    more = {"color": "gray"} if kind == "labels" else {}
    ops = [{"op": new_op(), "method": "POST", "path": f"/{kind}", "body": {"id": new_id(), "name": "x"} | more} for _ in range(51 - first)]  # fmt: skip
    results = alice.post(f"{project}/entries", {"after": 0, "ops": ops})["results"]
    assert [r["status"] for r in results] == [200] * (50 - first) + [409]
    assert results[-1]["problem"]["code"] == "full"
    assert len(alice.board(project)[kind[:-1]]) == 50


def test_a_label_that_goes_leaves_its_tasks(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    label = new_id()
    alice.post(f"{project}/labels", {"id": label, "name": "gấp", "color": "red"})
    task = alice.add_task(project, todo, labels={label: True})
    alice.patch(f"{project}/labels/{label}", {"color": "blue"})
    assert alice.board(project)["label"][label] == {"name": "gấp", "color": "blue"}
    alice.delete(f"{project}/labels/{label}")
    board = alice.board(project)
    assert label not in board.get("label", {})
    assert task in board["task"]


def test_each_verb_leaves_exactly_one_op_of_its_name(desk: Desk) -> None:
    alice, project, (todo, doing, _) = desk
    me = alice.get(project.rpartition("/projects/")[0])["me"]
    column, label, task, comment = (new_id() for _ in range(4))
    at = f"/tasks/{task}"
    done: list[tuple[str, str, str, Any]] = [
        ("list.create", "POST", "/lists", {"id": column, "name": "T"}),
        ("list.rename", "PATCH", f"/lists/{column}", {"name": "U"}),
        ("list.move", "PATCH", f"/lists/{column}", {"below": None}),
        ("list.remove", "DELETE", f"/lists/{column}", None),
        ("label.create", "POST", "/labels", {"id": label, "name": "T", "color": "red"}),
        ("label.edit", "PATCH", f"/labels/{label}", {"name": "U"}),
        ("label.remove", "DELETE", f"/labels/{label}", None),
        ("task.create", "POST", "/tasks", {"id": task, "title": "T", "list": todo}),
        ("task.edit", "PATCH", at, {"title": "U"}),
        ("task.move", "PATCH", at, {"list": doing}),
        ("task.close", "PUT", f"{at}/closure", None),
        ("task.reopen", "DELETE", f"{at}/closure", None),
        ("task.trash", "DELETE", at, None),
        ("task.restore", "DELETE", f"{at}/trash", None),
        ("task.describe", "PUT", f"{at}/description", {"text": "T", "base": 0}),
        ("comment.create", "POST", f"{at}/comments", {"id": comment, "text": "T"}),
        ("comment.edit", "PATCH", f"/comments/{me}.{comment}", {"task": task, "text": "U"}),
        ("comment.remove", "DELETE", f"/comments/{me}.{comment}?task={task}", None),
    ]
    for verb, method, path, body in done:
        before = head(alice, project)
        answer = alice.ask(method, f"{project}{path}", body)
        assert answer.is_success, (verb, answer.text)
        assert verbs(alice, project, before) == [verb]
        assert answer.json()["seq"] == before + 1
    newest_first = [item["verb"] for item in alice.get(f"{project}/feed")["items"]]
    assert newest_first[: len(done)] == [verb for verb, *_ in reversed(done)]


def test_what_changes_nothing_is_not_in_the_log(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    task = alice.add_task(project, todo)
    before = head(alice, project)
    for method, path, body in (
        ("DELETE", f"/tasks/{task}/closure", None),
        ("DELETE", f"/tasks/{task}/trash", None),
        ("PATCH", f"/tasks/{task}", {}),
        ("PATCH", f"/lists/{todo}", {}),
    ):
        assert alice.ask(method, f"{project}{path}", body).json()["seq"] == before, path
    assert head(alice, project) == before


def test_entries_come_after_what_one_knows_and_in_portions(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    for _ in range(9):
        alice.add_task(project, todo)
    seqs, after = [], 0
    while True:
        page = alice.get(f"{project}/entries", params={"after": after, "limit": 4})
        assert page["seq"] == 10
        assert len(page["entries"]) <= 4
        if not page["entries"]:
            break
        seqs += [entry["seq"] for entry in page["entries"]]
        after = seqs[-1]
    assert seqs == list(range(1, 11))
    assert alice.get(f"{project}/entries", params={"after": 10**9}) == {"seq": 10, "entries": []}


def test_the_feed_pages_backwards_through_everything_once(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    for _ in range(120):
        alice.add_task(project, todo)
    seqs, query = [], {}
    while True:
        page = alice.get(f"{project}/feed", params=query)
        seqs += [item["seq"] for item in page["items"]]
        if "before" not in page:
            break
        query = {"before": page["before"]}
    assert seqs == list(range(121, 0, -1))


def test_the_same_op_twice_in_one_batch_is_one_change(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    one = {
        "op": new_op(),
        "method": "POST",
        "path": "/tasks",
        "body": {"id": new_id(), "title": "T", "list": todo},
    }
    done = alice.post(f"{project}/entries", {"after": 0, "ops": [one, one]})
    assert [result["status"] for result in done["results"]] == [200, 200]
    assert verbs(alice, project).count("task.create") == 1
