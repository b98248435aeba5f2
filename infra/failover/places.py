"""The Regions as the operator reaches them: the engine behind each, and its API's own address."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import botocore.config
import botocore.exceptions
import httpx

from chalicelib.store import engine, switches, tables

HEALTH = "/api/v1/health/deep"
HEALTH_SECONDS = 5.0
# No answer by then is an answer: a client's own limits (connect 1 s, read 3 s, three tries) end before.
LOOK_SECONDS = 15.0
CONFIG = botocore.config.Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2})

STANDING = {tables._NAMES[model] for model in tables.STANDING}
# What the deployment's keys, functions and APIs are called by, whatever its tables are.
NAMED = "izwork-"

Value = TypeVar("Value")


class Stopped(SystemExit):
    """Ends the command with one sentence for the operator."""


class Unknown(NamedTuple):
    """What could not be found out, and why."""

    why: str

    def __str__(self) -> str:
        return f"unknown ({self.why})"


class Health(NamedTuple):
    """What a Region's deep health check said. `fit` as Route 53 takes it: only a 2xx is."""

    fit: bool
    words: str


class Place:
    """One Region. `api` None: asked of API Gateway when it is needed."""

    def __init__(self, name: str, endpoint: str | None, prefix: str, standing: str, api: str | None) -> None:
        self.name, self.prefix, self.standing = name, prefix, standing
        self.line = engine.Line(endpoint, name)
        self._api = api

    def client(self, service: str) -> Any:
        """A client of another AWS service in this Region, with bounded calls."""
        return self.line.session.create_client(service, self.name, config=CONFIG)

    def api(self) -> str:
        """The API's own address, not the name that fails over. LookupError where there is none."""
        if self._api is None and self.line.endpoint:
            raise LookupError(f"say --api {self.name}=http://…, where its server answers")
        if self._api is None:
            found = self.client("apigateway").get_rest_apis(limit=500)["items"]
            ids = [one["id"] for one in found if one["name"] == f"{NAMED}api"]
            if not ids:
                raise LookupError(f"no API is named {NAMED}api in {self.name}")
            self._api = f"https://{ids[0]}.execute-api.{self.name}.amazonaws.com/api"
        return self._api

    def health(self) -> Health:
        """Its deep health; unreachable is unfit."""
        try:
            answer = httpx.get(self.api() + HEALTH, timeout=HEALTH_SECONDS)
            told = answer.json()
            parts = told["parts"]
        except LookupError as fault:
            return Health(False, str(fault))
        except httpx.HTTPError as fault:
            return Health(False, f"unreachable ({type(fault).__name__})")
        except (ValueError, KeyError, TypeError):
            return Health(False, f"answers {answer.status_code}, and not as IZwork does")
        failed = [f"{name} {part.get('fault')}" for name, part in parts.items() if not part["ok"]]
        words = f"unfit: {', '.join(failed)}" if failed else "fit"
        return Health(answer.is_success, f"{words}, version {told.get('version')}")

    def switches(self) -> dict[str, int]:
        """Every switch that is on, and since when (milliseconds since epoch)."""
        rows = self.line.dynamodb.scan(TableName=self.table("switch"), ConsistentRead=True)["Items"]
        return {row["name"]["S"]: int(row["since"]["N"]) for row in rows}

    def turn(self, switch: str, to: bool) -> None:
        """Turn a switch; one that stands so keeps the time since when it does."""
        table, key = self.table("switch"), {"name": {"S": switch}}
        if not to:
            self.line.dynamodb.delete_item(TableName=table, Key=key)
            return
        self.line.dynamodb.update_item(
            TableName=table,
            Key=key,
            UpdateExpression="SET since = if_not_exists(since, :now)",
            ExpressionAttributeValues={":now": {"N": str(int(time.time() * 1000))}},
        )

    def table(self, name: str) -> str:
        """A table's name; those that stand through a restore (store/tables.py) keep theirs."""
        return (self.standing if name in STANDING else self.prefix) + name


class Deployment(NamedTuple):
    """All Regions, the leader first; `data` is one machine's directory, where its key files are. `standing`: how the
    tables begin that are not restored with the others."""

    places: list[Place]
    prefix: str
    standing: str
    data: Path | None

    def place(self, name: str) -> Place:
        """The Region of this name; Stopped when there is none."""
        for one in self.places:
            if one.name == name:
                return one
        known = ", ".join(one.name for one in self.places)
        raise Stopped(f"There is no Region {name} in this deployment: {known}.")

    def others(self, name: str) -> list[Place]:
        return [one for one in self.places if one.name != name]

    def through_one(self, do: Callable[[Place], Value], last: str = "") -> tuple[Value, Place]:
        """Do it through the first Region that lives, `last` after all others; what it gave, and which it was.

        Says of each that does not live why. Stopped when none does.
        """
        for place in sorted(self.places, key=lambda one: one.name == last):
            found = look(partial(do, place))
            if not isinstance(found, Unknown):
                return found, place
            print(f"{place.name}'s store: {found.why}.")
        raise Stopped(
            "No Region's store answers: nothing was done. Try again, or look at the AWS Health page."
        )

    def state(self, last: str = "") -> tuple[dict[str, int], Place]:
        """The switches that are on, and through which Region they were read."""
        return self.through_one(lambda place: place.switches(), last)

    def turn(self, switch: str, to: bool, last: str = "") -> Place:
        """Turn a switch through the first Region that lives; which it was."""
        return self.through_one(lambda place: place.turn(switch, to), last)[1]


def look(at: Callable[[], Value], seconds: float = LOOK_SECONDS) -> Value | Unknown:
    """What `at` gives, or why that is not known; never longer than `seconds`, never an exception."""
    return looks([at], seconds)[0]


def looks(ats: Iterable[Callable[[], Value]], seconds: float = LOOK_SECONDS) -> list[Value | Unknown]:
    """The same for several at once."""
    todo = list(ats)
    pool = ThreadPoolExecutor(max_workers=max(1, len(todo)))
    until = time.monotonic() + seconds
    running = [pool.submit(one) for one in todo]
    found: list[Value | Unknown] = []
    for one in running:
        try:
            found.append(one.result(max(0.0, until - time.monotonic())))
        except TimeoutError:
            found.append(Unknown(f"no answer within {seconds:.0f} s"))
        except Exception as fault:
            found.append(Unknown(reason(fault)))
    pool.shutdown(wait=False, cancel_futures=True)
    return found


def reason(fault: Exception) -> str:
    """A failure in one short line."""
    if isinstance(fault, botocore.exceptions.ClientError):
        code = str(fault.response.get("Error", {}).get("Code", "refused"))
        if code == "ResourceNotFoundException":
            return "not there: is --prefix right, and was the newest version deployed?"
        return f"refused: {code}"
    if isinstance(fault, botocore.exceptions.NoCredentialsError):
        return "no AWS credentials here: sign in first"
    if isinstance(fault, botocore.exceptions.EndpointConnectionError):
        return "unreachable"
    if isinstance(fault, botocore.exceptions.BotoCoreError):
        return f"no answer: {type(fault).__name__}"
    return f"{type(fault).__name__}: {fault}".splitlines()[0][:200]


def named(switch: str) -> str:
    """A switch in words."""
    return "read-only" if switch == switches.READ_ONLY else switch.replace("drained/", "drained ")
