"""status: how both Regions are, what is switched, what the tables, backups and keys say, and where Route 53 points.

Every look is bounded; what could not be found out is said as unknown, with the reason. Nothing is changed.
"""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from chalicelib.store import tables

from .places import NAMED, Deployment, Health, Place, Unknown, look, looks, named

NAMES = [str(name) for name in tables._NAMES.values()]
KEYS = ("content", "account", "lookup")


class Zone(NamedTuple):
    """Where Route 53 keeps the name that fails over."""

    id: str
    name: str


def status(deployment: Deployment, zone: Zone | None) -> None:
    """Print all of it."""
    found = looks([place.health for place in deployment.places])
    healths = [Health(False, str(one)) if isinstance(one, Unknown) else one for one in found]
    _switches(deployment)
    for place, health in zip(deployment.places, healths, strict=True):
        print(f"\n{place.name}")
        _line("API", health.words)
        # By now a Region that does not answer has cost its time: the rest is asked at once.
        replicas, backups, keys = looks(
            [partial(_tables, place), partial(_backups, place), partial(_keys, place, deployment.data)]
        )
        _line("tables", str(replicas))
        _line("backups", str(backups))
        _line("keys", str(keys))
    print()
    _line("Route 53", _route(deployment, healths, zone))
    _next(deployment, healths)


def _line(what: str, words: str) -> None:
    print(f"  {what:9} {words}")


def _switches(deployment: Deployment) -> None:
    state = look(lambda: deployment.state())
    if isinstance(state, Unknown):
        print(f"switches    {state}")
        return
    on, place = state
    words = [f"{named(name)} since {_moment(since / 1000)}" for name, since in sorted(on.items())]
    print(f"switches    {'; '.join(words) or 'all off'} (read through {place.name})")


def _tables(place: Place) -> str:
    """Each table's state, and that of its copies elsewhere."""
    wrong, copies = [], set()
    for name in NAMES:
        told = place.line.dynamodb.describe_table(TableName=place.table(name))["Table"]
        states = {place.name: told["TableStatus"]}
        states |= {one["RegionName"]: one.get("ReplicaStatus", "?") for one in told.get("Replicas", [])}
        copies |= set(states)
        wrong += [f"{name} is {state} in {where}" for where, state in states.items() if state != "ACTIVE"]
    return "; ".join(wrong) or f"all {len(NAMES)} active in {', '.join(sorted(copies))}"


def _backups(place: Place) -> str:
    """How far back and how near to now the tables can be restored."""
    newest: dict[str, datetime] = {}
    for name in NAMES:
        told = place.line.dynamodb.describe_continuous_backups(TableName=place.table(name))
        recovery = told["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription", {})
        if "LatestRestorableDateTime" not in recovery:
            return f"{name} has no point-in-time recovery"
        newest[name] = recovery["LatestRestorableDateTime"]
    name = min(newest, key=lambda one: newest[one])
    age = (datetime.now(UTC) - newest[name]).total_seconds()
    return f"every table can be restored up to {age / 60:.0f} min ago or later (oldest: {name})"


def _keys(place: Place, data: Path | None) -> str:
    if data is not None:
        files = {name: data / "keys" / f"{name}.key" for name in KEYS}
        wrong = [f"{name} is missing" for name, file in files.items() if not file.exists()]
        wrong += [
            f"{name} can be read by others"
            for name, file in files.items()
            if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077
        ]
        return "; ".join(wrong) or f"files in {data / 'keys'}"
    kms: Any = place.client("kms")
    states = {
        name: kms.describe_key(KeyId=f"alias/{NAMED}{name}")["KeyMetadata"]["KeyState"] for name in KEYS
    }
    return ", ".join(f"{name} {state}" for name, state in states.items())


def _route(deployment: Deployment, healths: list[Health], zone: Zone | None) -> str:
    """What Route 53 says its checkers see; and, as it may be out of reach, what it would say of what was seen here."""
    names = [place.name for place in deployment.places]
    seen = f"by what was seen here, {answered(dict(zip(names, (one.fit for one in healths), strict=True)))}"
    if zone is None:
        return f"{seen} (say --zone and --name to ask Route 53 itself)"
    checked = look(lambda: checks(deployment.places[0].client("route53"), zone))
    if isinstance(checked, Unknown):
        return f"{checked}; {seen}"
    return f"{zone.name} is answered with {answered(checked)}; {seen}"


def answered(fit: dict[str, bool]) -> str:
    """The Region that failover routing names: the leader while it is fit, and also when none is."""
    return next((name for name, well in fit.items() if well), next(iter(fit)))


def checks(route53: Any, zone: Zone) -> dict[str, bool]:
    """Whether the checkers find each Region fit, the primary first. More than 18 % of them must, as Route 53 has it."""
    wanted = zone.name.rstrip(".") + "."
    listed = route53.list_resource_record_sets(
        HostedZoneId=zone.id, StartRecordName=wanted, StartRecordType="A"
    )
    records = [one for one in listed["ResourceRecordSets"] if one["Name"] == wanted and "Failover" in one]
    if not records:
        raise LookupError(f"{wanted} has no failover records in {zone.id}")
    found: dict[str, bool] = {}
    for one in sorted(records, key=lambda record: record["Failover"] != "PRIMARY"):
        told = route53.get_health_check_status(HealthCheckId=one["HealthCheckId"])["HealthCheckObservations"]
        well = sum(seen["StatusReport"]["Status"].startswith("Success") for seen in told)
        found[one["SetIdentifier"]] = well > 0.18 * len(told)
    return found


def _next(deployment: Deployment, healths: list[Health]) -> None:
    unfit = [place.name for place, one in zip(deployment.places, healths, strict=True) if not one.fit]
    if not unfit:
        print("\nNext: nothing. Both Regions are fit." if len(healths) > 1 else "\nNext: nothing. It is fit.")
    elif len(unfit) < len(healths):
        print(f"\nNext: nothing at once: clients leave {', '.join(unfit)} by themselves. To keep it so while it is "
              f"unsteady: `drain {unfit[0]}`.")  # fmt: skip
    else:
        print("\nNext: no Region is fit. Look at the parts named above; runbooks/region-lost.md.")


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
