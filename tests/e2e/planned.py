"""A project with a little work in it, and what screen and server have to agree on."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.browsing import AtBrowser
from tests.people import Person
from tests.site import Site


class Planned:
    """lan's project with three tasks in its first list."""

    def __init__(self, here: Site) -> None:
        self.lan = Person(here, "lan").sign_in()
        self.project, self.lists = self.lan.open_project(self.lan.found_team())
        self.tasks = [self.lan.add_task(self.project, self.lists[0], f"Việc {name}") for name in "ABC"]

    def stands(self, list_number: int) -> list[str]:
        board = self.lan.board(self.project)["task"]
        return [board[id]["title"][-1] for id in self.lan.tasks_in(self.project, self.lists[list_number - 1])]


def settled(desk: AtBrowser, planned: Planned, list_number: int, wanted: list[str]) -> None:
    """The screen and the server agree on a list."""
    expect(desk.column(f"Danh sách {list_number}").locator("[data-task] > a")).to_have_text(
        [f"Việc {name}" for name in wanted]
    )
    expect(desk.page.locator(".carried, .dragging, .held, .gap")).to_have_count(0)
    desk.all_saved()
    assert planned.stands(list_number) == wanted


def faults_of(page: Page) -> list[str]:
    """What the console complains of from here on."""
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    return faults


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
