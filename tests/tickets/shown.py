"""A project that support is shown, and what there is of it."""

from chalicelib.cases import case
from chalicelib.tickets.view import Facts, Looked
from tests.engine_rows import rows
from tests.mine.site import id_of
from tests.people import Person
from tests.tickets.shared import ask_support, share


class Shown:
    """lan owns a team and shows support one of its projects."""

    def __init__(self, lan: Person) -> None:
        self.lan, self.account = lan, id_of(lan)
        self.team = lan.found_team()
        self.project, _ = lan.open_project(self.team)
        self.ticket = ask_support(lan)
        self.view = share(lan, self.project, self.ticket)

    def case(self) -> case.Case:
        held = case.by_account("view", self.view, self.account)
        assert held is not None
        return held

    def look(self) -> None:
        """As the desk enters one before it shows anything."""
        held = case.at_desk("view", self.view)
        assert held is not None
        case.say(held, "agent-1", Looked())

    def let_pass(self, ms: int) -> None:
        """As if it had been granted so much earlier."""
        held = self.case()
        facts = held.facts(Facts)
        facts.until -= ms
        assert case.change(held, held.state, facts)

    def looks(self, who: Person) -> list[dict[str, object]]:
        """The looks that the team's feed tells somebody of."""
        items = who.get(f"/teams/{self.team}/feed")["items"]
        found = [change for one in items if one["verb"] == "look.enter" for change in one["changes"]]
        return [one["set"] for one in found]

    def kept(self) -> dict[str, int]:
        """How many rows each table holds of it."""
        tables = {"case": "id", "case_entry": "case", "case_file": "case", "own_case": "case"}
        return {
            table: sum(one[name] == self.view for one in rows(self.lan.site, table))
            for table, name in tables.items()
        }
