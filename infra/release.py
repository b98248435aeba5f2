"""python -m infra.release: let people have the newest version of the API, in the standby first, then in the leader.

In each Region the state machine of rollout.py gives it 5 % of the requests, then half, then all, ten minutes each; an
alarm takes it back. This starts it and tells how it goes. Cut off, the Region at work finishes alone; run it again for
the rest. Stops, with exit code 1, at the first Region that took the version back: the other keeps the old one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from infra.regions import REGIONS

FUNCTION, MACHINE, ALIAS = "izwork-api", "izwork-rollout", "live"
EVERY = 15.0  # seconds between looks

Clients = Callable[[str, str], Any]  # (service, Region) → its client


def newest(lambda_: Any) -> str:
    """The function's newest version."""
    pages = lambda_.get_paginator("list_versions_by_function").paginate(FunctionName=FUNCTION)
    numbers = [one["Version"] for page in pages for one in page["Versions"] if one["Version"] != "$LATEST"]
    return str(max(numbers, key=int))


def release(client: Clients, region: str, every: float = EVERY) -> str:
    """Roll the newest version out in one Region; "" when people have it, else why they have not."""
    lambda_, states = client("lambda", region), client("stepfunctions", region)
    version = newest(lambda_)
    machine = next(
        one["stateMachineArn"]
        for page in states.get_paginator("list_state_machines").paginate()
        for one in page["stateMachines"]
        if one["name"] == MACHINE
    )
    begun = states.start_execution(stateMachineArn=machine, input=f'{{"version": "{version}"}}')
    shown = ""
    while True:
        told = states.describe_execution(executionArn=begun["executionArn"])
        stands = where(lambda_.get_alias(FunctionName=FUNCTION, Name=ALIAS))
        if stands != shown:
            print(f"{region}: {stands}", flush=True)
            shown = stands
        if told["status"] != "RUNNING":
            break
        time.sleep(every)
    return "" if told["status"] == "SUCCEEDED" else str(told.get("cause") or told["status"])


def where(alias: dict[str, Any]) -> str:
    """Who has which version, in words."""
    weights = (alias.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
    parts = [f"{share:.0%} of requests have version {version}" for version, share in weights.items()]
    return ", ".join(
        [*parts, f"{'the rest have' if parts else 'all have'} version {alias['FunctionVersion']}"]
    )


def main(given: Sequence[str] | None = None) -> None:
    """Both Regions, one after the other."""
    asked = argparse.ArgumentParser(prog="python -m infra.release", description=__doc__,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    asked.add_argument(
        "--region", action="append", help="only this one; the standby and the leader otherwise"
    )
    chosen = asked.parse_args(given)
    import boto3  # not where the stacks are described: rollout.py takes the names from here

    for region in chosen.region or [REGIONS.standby, REGIONS.leader]:
        fault = release(lambda service, where: boto3.client(service, where), region)
        if fault:
            sys.exit(f"{region}: not released: {fault}")


if __name__ == "__main__":
    main()
