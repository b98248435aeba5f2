"""A project under way, as it stands in the pictures."""

from datetime import UTC, datetime, timedelta

from tests.guide.words import Words
from tests.people import Person, new_id

DUE = 6  # days from now


def plan(lan: Person, team: str, people: list[str], words: Words) -> tuple[str, str]:
    """A project under way; its path, and the id of the task that is shown open."""
    id = new_id()
    lists = [{"id": new_id(), "name": name} for name in words.lists]
    lan.post(f"/teams/{team}/projects", {"id": id, "name": words.project, "lists": lists})
    project = f"/teams/{team}/projects/{id}"
    labels = []
    for color, name in words.labels.items():
        labels.append(new_id())
        lan.post(f"{project}/labels", {"id": labels[-1], "name": name, "color": color})
    tasks = []
    for number, (one, titles) in enumerate(zip(lists, words.tasks, strict=True)):
        for place, title in enumerate(titles):
            tasks.append(lan.add_task(project, str(one["id"]), title))
            due = datetime.now(UTC) + timedelta(days=DUE + 3 * place)
            chosen = {
                "labels": {labels[(number + place) % len(labels)]: True},
                "assignees": {people[(number + place) % len(people)]: True},
                "due": f"{due:%Y-%m-%d}",
            }
            lan.patch(f"{project}/tasks/{tasks[-1]}", chosen)
    shown = tasks[len(words.tasks[0])]
    steps = {new_id(): {"text": text, "done": n == 0} for n, text in enumerate(words.steps)}
    lan.patch(f"{project}/tasks/{shown}", {"checklist": steps})
    lan.put(f"{project}/tasks/{shown}/description", {"text": words.description, "base": 0})
    lan.post(f"{project}/tasks/{shown}/comments", {"id": new_id(), "text": words.comment})
    return project, shown
