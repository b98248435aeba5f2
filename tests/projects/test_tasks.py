"""Tasks through the door: what a person does with cards, and how the board reads afterwards."""

from tests.people import Person, new_id

Desk = tuple[Person, str, list[str]]


def test_a_task_is_created_edited_moved_closed_trashed_and_restored(desk: Desk) -> None:
    alice, project, (todo, doing, _) = desk
    task = alice.add_task(project, todo, "Viết giáo án", due="2026-12-01")
    path = f"{project}/tasks/{task}"
    alice.patch(path, {"title": "Viết giáo án tuần 3", "start": "2026-11-20", "due": None})
    alice.patch(path, {"list": doing})
    alice.put(f"{path}/closure")
    alice.delete(path)
    record = alice.board(project)["task"][task]
    assert record["title"] == "Viết giáo án tuần 3"
    assert (record["list"], record["start"], "due" in record) == (doing, "2026-11-20", False)
    assert "closed_at" in record
    assert "trashed_at" in record
    alice.delete(f"{path}/trash")
    alice.delete(f"{path}/closure")
    record = alice.board(project)["task"][task]
    assert "closed_at" not in record
    assert "trashed_at" not in record


def test_assignees_labels_and_checklist_merge_one_by_one(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    me = alice.get(project.rpartition("/projects/")[0])["me"]
    red, blue, one, two = new_id(), new_id(), new_id(), new_id()
    for id, color in ((red, "red"), (blue, "blue")):
        alice.post(f"{project}/labels", {"id": id, "name": color, "color": color})
    task = alice.add_task(project, todo, labels={red: True}, checklist={one: {"text": "Mua giấy"}})
    path = f"{project}/tasks/{task}"
    alice.patch(path, {"labels": {blue: True}, "assignees": {me: True}})
    alice.patch(path, {"checklist": {two: {"text": "In đề", "below": None}, one: {"done": True}}})
    record = alice.board(project)["task"][task]
    assert record["labels"] == {red: True, blue: True}
    assert record["assignees"] == {me: True}
    assert record["checklist"][one]["done"] is True
    assert record["checklist"][two]["position"] < record["checklist"][one]["position"]
    alice.patch(path, {"labels": {red: None}, "checklist": {one: None}})
    record = alice.board(project)["task"][task]
    assert (set(record["labels"]), set(record["checklist"])) == ({blue}, {two})


def test_moves_put_a_task_exactly_where_it_was_dropped(desk: Desk) -> None:
    alice, project, (todo, doing, _) = desk
    a, b, c = (alice.add_task(project, todo, t) for t in "abc")
    assert alice.tasks_in(project, todo) == [a, b, c]
    alice.patch(f"{project}/tasks/{c}", {"below": None})
    assert alice.tasks_in(project, todo) == [c, a, b]
    alice.patch(f"{project}/tasks/{c}", {"below": a})
    assert alice.tasks_in(project, todo) == [a, c, b]
    alice.patch(f"{project}/tasks/{a}", {"list": doing, "below": None})
    alice.patch(f"{project}/tasks/{b}", {"list": doing, "below": a})
    assert (alice.tasks_in(project, todo), alice.tasks_in(project, doing)) == ([c], [a, b])


def test_a_wrong_neighbour_list_label_or_person_is_refused_and_changes_nothing(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    task = alice.add_task(project, todo)
    path = f"{project}/tasks/{task}"
    before = alice.board(project)
    for body, status in (
        ({"below": new_id()}, 422),
        ({"list": new_id()}, 404),
        ({"labels": {new_id(): True}}, 404),
        ({"assignees": {new_id(): True}}, 404),
        ({"due": "2026-02-30"}, 422),
        ({"title": "  "}, 422),
        ({"titel": "x"}, 422),
        ({"checklist": {new_id(): {"done": True}}}, 422),
    ):
        assert alice.ask("PATCH", path, body).status_code == status, body
    assert alice.board(project) == before


def test_the_same_op_twice_is_one_change(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    task = {"id": new_id(), "title": "Một lần", "list": todo}
    first = alice.post(f"{project}/tasks", task, op="a-op-that-is-sent-twice")
    again = alice.post(f"{project}/tasks", task, op="a-op-that-is-sent-twice")
    assert first == again
    entries = alice.get(f"{project}/entries", params={"after": 0})["entries"]
    assert sum(op["op"] == "a-op-that-is-sent-twice" for e in entries for op in e["ops"]) == 1


def test_a_list_with_open_tasks_stays_until_they_are_gone(desk: Desk) -> None:
    alice, project, (todo, doing, _) = desk
    task = alice.add_task(project, todo)
    refused = alice.ask("DELETE", f"{project}/lists/{todo}")
    assert (refused.status_code, refused.json()["code"]) == (409, "list_not_empty")
    alice.put(f"{project}/tasks/{task}/closure")
    alice.delete(f"{project}/lists/{todo}")
    alice.delete(f"{project}/tasks/{task}/closure")
    assert alice.board(project)["task"][task]["list"] == doing


def test_a_stale_description_answers_with_both_texts(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    task = alice.add_task(project, todo)
    path = f"{project}/tasks/{task}/description"
    base = alice.put(path, {"text": "bản một", "base": 0})["seq"]
    theirs = alice.put(path, {"text": "bản hai", "base": base})["seq"]
    refused = alice.ask("PUT", path, {"text": "bản ba", "base": base})
    assert refused.status_code == 409
    problem = refused.json()
    assert (problem["code"], problem["mine"], problem["theirs"], problem["seq"]) == (
        "stale", "bản ba", "bản hai", theirs,
    )  # fmt: skip
    assert alice.texts(project, task)["description"][task]["text"] == "bản hai"


def test_comments_are_their_authors_own(cast) -> None:  # type: ignore[no-untyped-def]
    task = cast.alice.add_task(cast.project, cast.lists[0])
    id = new_id()
    cast.bob.post(f"{cast.project}/tasks/{task}/comments", {"id": id, "text": "Em làm nhé"})
    comment = f"{cast.members['bob']}.{id}"
    path = f"{cast.project}/comments/{comment}"
    assert cast.alice.ask("PATCH", path, {"task": task, "text": "khác"}).status_code == 403
    # The same id from somebody else is another comment.
    cast.gus.post(f"{cast.project}/tasks/{task}/comments", {"id": id, "text": "của gus"})
    assert cast.alice.texts(cast.project, task)["comment"][comment]["text"] == "Em làm nhé"
    cast.bob.patch(path, {"task": task, "text": "Em làm xong rồi"})
    kept = cast.alice.texts(cast.project, task)["comment"][comment]
    assert (kept["text"], "edited_at" in kept) == ("Em làm xong rồi", True)
    assert cast.gus.ask("DELETE", path, params={"task": task}).status_code == 403
    cast.dana.delete(path, params={"task": task})
    assert comment not in cast.alice.texts(cast.project, task).get("comment", {})


def test_a_batch_takes_what_it_can_and_says_what_it_refused(desk: Desk) -> None:
    alice, project, (todo, doing, _) = desk
    task, ops = new_id(), [f"batch-op-number-{n}-xx" for n in range(4)]
    body = {
        "after": 1,
        "ops": [
            {
                "op": ops[0],
                "method": "POST",
                "path": "/tasks",
                "body": {"id": task, "title": "T", "list": todo},
            },
            {"op": ops[1], "method": "PATCH", "path": f"/tasks/{new_id()}", "body": {"title": "không có"}},
            {"op": ops[2], "method": "PATCH", "path": f"/tasks/{task}", "body": {"list": doing}},
            {"op": ops[3], "method": "PUT", "path": "/nowhere", "body": {}},
        ],
    }
    done = alice.post(f"{project}/entries", body)
    assert [r["status"] for r in done["results"]] == [200, 404, 200, 404]
    assert {e["seq"] for e in done["entries"]} == {done["results"][0]["seq"]} == {done["results"][2]["seq"]}
    assert alice.post(f"{project}/entries", body)["results"][0]["seq"] == done["results"][0]["seq"]
    assert alice.tasks_in(project, doing) == [task]
