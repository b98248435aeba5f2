"""Nobody sets a field by knowing its name, and no id inside a body reaches what its sender could not reach by path."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import inspect

from chalicelib.surfaces import product
from tests.conftest import Cast
from tests.doors import PEOPLE, Row, World, ask, problem
from tests.people import new_id, new_op
from tests.site import Site
from tests.test_doors import TABLE

# What records, rows and sessions hold that no body may set.
HELD = (
    "account",
    "created_by",
    "closed_at",
    "hash",
    "seq",
    "by",
    "left_at",
    "is_admin",
    "proven_at",
    "__proto__",
)
# WebAuthn's own, which browsers fill and add to; of them only what is declared is read.
OF_BROWSERS = {"Assertion", "AssertionResponse", "Attestation", "AttestationResponse"}
WITH_BODY = [
    row
    for row in TABLE
    if row.body
    and any(row.status(who) < 300 for who in PEOPLE)
    and "/entries" not in row.path
    and "/files/{file}/parts/" not in row.path  # bytes as they are
]


def structs(kind: inspect.Type) -> Iterator[type]:
    """Every declared shape within a type."""
    if isinstance(kind, inspect.StructType):
        yield kind.cls
        inner = [field.type for field in kind.fields]
    elif isinstance(kind, inspect.UnionType):
        inner = list(kind.types)
    elif isinstance(kind, inspect.ListType):
        inner = [kind.item_type]
    elif isinstance(kind, inspect.DictType):
        inner = [kind.key_type, kind.value_type]
    elif isinstance(kind, inspect.Metadata):
        inner = [kind.type]
    else:
        inner = []
    for one in inner:
        yield from structs(one)


def test_no_shape_of_a_body_takes_what_it_does_not_name() -> None:
    from chalicelib.projects.board import VERBS

    bodies = [e.body for feature in product.FEATURES for e in feature.endpoints if e.body is not None]
    bodies += [verb.body for verb in VERBS.verbs if verb.body is not None]
    lax = {one.__name__ for body in bodies for one in structs(inspect.type_info(body)) if not one.__struct_config__.forbid_unknown_fields}  # type: ignore[attr-defined]  # fmt: skip
    assert lax == OF_BROWSERS, f"declare these with forbid_unknown_fields=True: {lax - OF_BROWSERS}"


@pytest.fixture(scope="module")
def troupe(site: Site) -> Cast:
    return Cast(site)


@pytest.fixture
def world(troupe: Cast) -> Iterator[World]:
    yield World(troupe)
    troupe.nobody.cookies.clear()


@pytest.mark.parametrize("row", WITH_BODY, ids=str)
def test_a_field_too_many_is_refused_by_name(row: Row, world: World) -> None:
    who = next(who for who in PEOPLE if row.status(who) < 300)
    wanted, once = row.body, list[dict[str, Any]]()
    assert wanted is not None
    for name in HELD:

        def spoilt(*given: Any, name: str = name) -> dict[str, Any]:
            # Asked for once: some are made from a mail, of which there are only so many.
            if not once:
                once.append(wanted(*given))
            return {name: True} | once[0] | {name: True}

        answer = ask(row._replace(body=spoilt), world, who)
        assert (answer.status_code, problem(answer)) == (422, "invalid"), (name, answer.text)
        assert answer.json()["field"] in (name, "body"), (name, answer.text)


class Foreign:
    """What charlie's team holds, and where alice would put it."""

    def __init__(self, world: World) -> None:
        self.alice, self.project, self.lists, self.task = (
            world.cast.alice,
            world.project,
            world.lists,
            world.task,
        )
        self.foreign = {kind: world.foreign(kind) for kind in ("project", "list", "label", "task", "member")}
        self.team = world.team

    def bodies(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """(method, path, body) of requests that name one thing of another team's."""
        task, tasks = f"{self.project}/tasks/{self.task}", f"{self.project}/tasks"
        new = {"id": new_id(), "title": "Việc", "list": self.lists[0]}
        f = self.foreign
        yield "POST", tasks, new | {"list": f["list"]}
        yield "POST", tasks, new | {"labels": {f["label"]: True}}
        yield "POST", tasks, new | {"assignees": {f["member"]: True}}
        yield "PATCH", task, {"list": f["list"]}
        yield "PATCH", task, {"list": self.lists[0], "below": f["task"]}
        yield "PATCH", task, {"labels": {f["label"]: True}}
        yield "PATCH", task, {"assignees": {f["member"]: True}}
        yield "PUT", f"/teams/{self.team}/ownership", {"member": f["member"]}
        yield "POST", f"/teams/{self.team}/invitations", {"email": f"{new_id()}@a.vn", "role": "guest", "projects": [f["project"]]}  # fmt: skip


def test_an_id_of_another_team_in_a_body_names_nothing(world: World) -> None:
    foreign = Foreign(world)
    before = world.picture()
    for method, path, body in foreign.bodies():
        answer = world.cast.alice.ask(method, path, body)
        assert answer.status_code in (404, 422), (method, path, body, answer.text)
        problem(answer)
    assert world.picture() == before


def test_a_batch_reaches_no_other_project(world: World) -> None:
    """Its ops name paths under the project; there is no way up and over."""
    foreign = world.foreign("project")
    hidden = world.cast.hidden.rpartition("/")[2]
    body = {"id": new_id(), "text": "Chào"}
    paths = [
        f"/../{foreign}/tasks/{world.foreign('task')}/comments",
        f"/../../{world.other_team}/projects/{foreign}/tasks/{world.foreign('task')}/comments",
        f"/%2e%2e/{hidden}/tasks/{world.task}/comments",
        f"/tasks/{world.foreign('task')}/comments",
        f"//tasks/{world.task}/comments",
        f"{world.cast.hidden}/tasks/{world.task}/comments",
    ]
    before = world.picture()
    for path in paths:
        ops = [{"op": new_op(), "method": "POST", "path": path, "body": body}]
        answer = world.cast.gus.ask("POST", f"{world.project}/entries", {"after": 0, "ops": ops})
        if answer.is_success:
            assert [one["status"] for one in answer.json()["results"]] in ([404], [405], [422]), (
                path,
                answer.text,
            )
        else:
            assert answer.status_code in (404, 422), (path, answer.text)
    assert world.picture() == before
