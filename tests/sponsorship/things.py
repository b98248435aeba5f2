"""What the table of doors needs of applications for sponsorship."""

from collections.abc import Callable

from tests.conftest import Cast
from tests.sponsorship.applying import draft_with_file


class Applications:
    """alice's draft with one document, and charlie's."""

    cast: Cast
    team: str
    other_team: str

    def fresh_sponsorship(self, _: str) -> str:
        return draft_with_file(self.cast.alice, self.team)[0]

    def fresh_file(self, _: str) -> str:
        return draft_with_file(self.cast.alice, self.team)[1]

    def fresh_part(self, _: str) -> str:
        return "0"

    def foreign_applications(self) -> dict[str, Callable[[], str]]:
        return {
            "sponsorship": lambda: draft_with_file(self.cast.charlie, self.other_team)[0],
            "file": lambda: draft_with_file(self.cast.charlie, self.other_team)[1],
            "part": lambda: "7",  # which a longer file has
        }
