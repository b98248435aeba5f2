"""What a row of the table of alarms is made of."""

from typing import Literal, NamedTuple

Missing = Literal["breaching", "notBreaching", "ignore", "missing"]


class Metric(NamedTuple):
    """A CloudWatch metric. In dimensions {here} and {other} are the Region's name and its sibling's, {table[log]} what
    the table of the log is called, {check} the id of a Route 53 health check."""

    namespace: str
    name: str
    statistic: str
    dimensions: tuple[tuple[str, str], ...] = ()


class Window(NamedTuple):
    """Breached when `needed` of the last `of` stretches of `period` seconds reach `threshold`. A row with several
    windows tells when all of them are breached at once. `formula`, where it is another than the row's."""

    period: int
    threshold: float
    of: int = 1
    needed: int = 1
    label: str = ""
    formula: str = ""


class Alarm(NamedTuple):
    """One row.

    tells       page wakes someone, ticket waits for the morning
    metrics     by the name that `formula` (CloudWatch metric math) knows them by; without a formula there is one
    below       reaching means falling to the threshold, not rising to it
    where       both Regions each watch themselves; `edge` (us-east-1) has Route 53's own view of both
    domain      stands only in a deployment that has one
    turns_back  the window (its label) on which the rollout takes a new version back
    """

    name: str
    tells: Literal["page", "ticket"]
    says: str
    metrics: dict[str, Metric]
    windows: tuple[Window, ...]
    formula: str = ""
    below: bool = False
    missing: Missing = "notBreaching"
    where: Literal["both", "edge"] = "both"
    domain: bool = False
    turns_back: str | None = None
