"""Paths find the resource API Gateway would find, and nothing leaks from a branch that was rejected."""

import pytest

from chalicelib.local.routes import Routes

ROUTES = Routes(
    [
        "/api/teams",
        "/api/teams/{team}",
        "/api/teams/new",
        "/api/{x}/a",
        "/api/{y}/b",
        "/api/teams/{team}/tasks/{task}",
    ]
)


@pytest.mark.parametrize(
    ("path", "resource", "ids"),
    [
        ("/api/teams", "/api/teams", {}),
        ("/api/teams/new", "/api/teams/new", {}),
        ("/api/teams/news", "/api/teams/{team}", {"team": "news"}),
        ("/api/1/a", "/api/{x}/a", {"x": "1"}),
        ("/api/1/b", "/api/{y}/b", {"y": "1"}),
        ("/api/teams/1/tasks/2", "/api/teams/{team}/tasks/{task}", {"team": "1", "task": "2"}),
        ("/api/teams/%C4%91%2F%20", "/api/teams/{team}", {"team": "đ/ "}),
        ("/api/te%61ms", "/api/teams", {}),
    ],
)
def test_found(path: str, resource: str, ids: dict[str, str]) -> None:
    assert ROUTES.find(path) == (resource, ids)


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/teams/",
        "/api//a",
        "/api/1/c",
        "/api/teams/%ff",
        "/api/teams/1/tasks",
        "//api/teams",
        "/api/teams/1/tasks/2/3",
    ],
)
def test_not_found(path: str) -> None:
    assert ROUTES.find(path) is None
