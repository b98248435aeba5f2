"""Search finds words however they are accented, what was typed exactly first, and nothing that was thrown away."""

from tests.people import Person, new_id

Desk = tuple[Person, str, list[str]]


def found(person: Person, project: str, query: str) -> list[tuple[str, str]]:
    return [
        (one["title"], one["where"]) for one in person.get(f"{project}/search", params={"q": query})["tasks"]
    ]


def test_exact_accents_come_first_then_titles_then_the_newest(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    alice.add_task(project, todo, "Con duong di")
    alice.add_task(project, todo, "Sửa ĐƯỜNG ống")
    hidden = alice.add_task(project, todo, "Việc khác")
    alice.put(f"{project}/tasks/{hidden}/description", {"text": "ở cuối đường", "base": 0})
    alice.add_task(project, todo, "Đuông dừa")
    exact = [("Sửa ĐƯỜNG ống", "title"), ("Việc khác", "description")]
    assert found(alice, project, "đường") == [*exact, ("Đuông dừa", "title"), ("Con duong di", "title")]
    assert {title for title, _ in found(alice, project, "duong")} == {"Con duong di", "Sửa ĐƯỜNG ống", "Đuông dừa", "Việc khác"}  # fmt: skip
    assert found(alice, project, "duong")[0] == ("Con duong di", "title")
    assert found(alice, project, "ong sua") == [("Sửa ĐƯỜNG ống", "title")], "all words, in any order"
    assert found(alice, project, "không có") == []


def test_it_follows_what_is_edited_trashed_restored_and_removed(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    task = alice.add_task(project, todo, "Bánh chưng")
    path, me = f"{project}/tasks/{task}", alice.get(project.rpartition("/projects/")[0])["me"]
    assert found(alice, project, "banh") == [("Bánh chưng", "title")]
    alice.patch(path, {"title": "Bánh giầy"})
    assert found(alice, project, "chung") == []
    comment = new_id()
    alice.post(f"{path}/comments", {"id": comment, "text": "nhớ lá dong"})
    assert found(alice, project, "la dong") == [("Bánh giầy", "comment")]
    alice.patch(f"{project}/comments/{me}.{comment}", {"task": task, "text": "nhớ gạo nếp"})
    assert found(alice, project, "dong") == []
    assert found(alice, project, "gao nep") == [("Bánh giầy", "comment")]
    alice.delete(path)
    assert found(alice, project, "banh") == []
    alice.delete(f"{path}/trash")
    assert found(alice, project, "banh") == [("Bánh giầy", "title")]
    alice.delete(f"{project}/comments/{me}.{comment}", params={"task": task})
    assert found(alice, project, "gao nep") == []


def test_it_stays_within_its_project(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    other, lists = alice.open_project(project.split("/")[2], "Khác")
    alice.add_task(other, lists[0], "Chỉ ở đây")
    alice.add_task(project, todo, "Ở đó")
    assert found(alice, project, "o day") == []
    assert found(alice, other, "o day") == [("Chỉ ở đây", "title")]


def test_it_gives_fifty_at_most(desk: Desk) -> None:
    alice, project, (todo, *_) = desk
    ops = [{"op": f"search-fill-number-{n:03}", "method": "POST", "path": "/tasks", "body": {"id": new_id(), "title": "Giống nhau", "list": todo}} for n in range(60)]  # fmt: skip
    alice.post(f"{project}/entries", {"after": 0, "ops": ops})
    assert len(found(alice, project, "giong nhau")) == 50
    comment = new_id()
    alice.post(f"{project}/tasks/{ops[0]['body']['id']}/comments", {"id": comment, "text": "giong nhau thật"})
    assert found(alice, project, "giong nhau")[0] == ("Giống nhau", "comment"), (
        "typed exactly, before 60 titles"
    )
    assert len(found(alice, project, "  ")) == 50
