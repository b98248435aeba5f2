"""The rows of the product's table of doors that are about the desk's log."""

from tests.doors import Row

DESK_LOG = [
    Row("GET", "/me/desk-log", "200 200 200 200 200 401"),
    Row("GET", "/teams/{team}/desk-log", "200 200 403 403 404 401"),
]
