"""python -m infra.failover COMMAND: what the operator does when a Region or a team's work is in trouble.

On AWS it takes the Regions from infra/regions.py and your credentials (the role izwork-operator). On one machine say
where the engine is, where its key files are and where each server answers:

  python -m infra.failover --data ./data --api local=http://127.0.0.1:8000 status
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from infra.failover import rebuilding, restoring, status, turning
from infra.failover.places import Deployment, Place, Stopped
from infra.regions import REGIONS

PREFIX = "izwork-"


def pair(text: str) -> tuple[str, str]:
    """NAME=VALUE."""
    name, sign, value = text.partition("=")
    if not sign or not name or not value:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def moment(text: str) -> datetime:
    """A time of ISO 8601; without its zone it is UTC."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time such as 2026-11-22T14:05+07:00") from None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def seqs(given: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The seq for each space."""
    wrong = [f"{space}={seq}" for space, seq in given if not seq.isdecimal()]
    if wrong:
        raise Stopped(f"--to takes SPACE=SEQ with a number, not {', '.join(wrong)}.")
    return {space: int(seq) for space, seq in given}


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    asked = argparse.ArgumentParser(
        prog="python -m infra.failover",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked.add_argument("--prefix", default=PREFIX, help="how the deployment's tables begin")
    asked.add_argument(
        "--standing", help="how key, switch and erased begin, where it is not so: after a restore"
    )
    asked.add_argument("--api", type=pair, action="append", default=[], metavar="REGION=URL",
                       help="a Region's own API address; on AWS found by itself")  # fmt: skip
    asked.add_argument("--endpoint", action="append", default=[], metavar="[REGION=]URL",
                       help="one machine: where the engine listens")  # fmt: skip
    asked.add_argument(
        "--data", type=Path, help="one machine: the data directory, with keys/ and engine.url in it"
    )
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--dry-run", action="store_true", help="only say what would be done")
    commands = asked.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, meaning: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=meaning, description=meaning, parents=[every])

    shown = command(
        "status", "how both Regions, their switches, tables, backups and keys are; changes nothing"
    )
    shown.add_argument("--zone", help="the Route 53 hosted zone's id")
    shown.add_argument("--name", help="the name that fails over, such as api.izwork.com")
    _movers(command)
    _repairs(command)
    one = command("read-only", "stop every write in the whole deployment, or let them go on; reading goes on")
    one.add_argument("to", choices=["on", "off"])
    return asked


def _repairs(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    torn = command(
        "rebuild", "take a team's spaces back to a seq, from the log; without --to or --before only look"
    )
    torn.add_argument("team", metavar="TEAM")
    torn.add_argument("--to", type=pair, action="append", default=[], metavar="SPACE=SEQ",
                      help="`team` or a project's id, and the last seq that was right")  # fmt: skip
    torn.add_argument("--before", type=moment, metavar="TIME",
                      help="every space to its last entry before this, such as 2026-11-22T14:05+07:00")  # fmt: skip
    back = command(
        "restore", "fill new tables from a copy or from DynamoDB's export to S3; or take a copy with --save"
    )
    what = back.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--save", type=Path, metavar="DIR", help="copy what is stored to files in a new directory"
    )
    what.add_argument(
        "--from", type=Path, metavar="DIR", dest="source", help="the copy: log/, page/ … with *.json.gz"
    )
    back.add_argument(
        "--as", metavar="PREFIX", dest="new", help="how the new tables begin, such as izwork-r1-"
    )
    back.add_argument("--keys", action="store_true",
                      help="the keys, and what else stands otherwise, from the copy too, where the present ones are lost; never what was erased")  # fmt: skip


def _movers(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    for name, meaning in (
        ("drain", "move clients out of a Region: its health check says unfit, its API goes on answering"),
        ("resume", "let a drained Region take part again"),
        ("evacuate", "drain a Region, and wait until it says unfit and the other one is fit"),
    ):
        one = command(name, meaning)
        one.add_argument("region", metavar="REGION")
        if name != "resume":
            one.add_argument("--force", action="store_true", help="even when no other Region can take over")
        if name == "evacuate":
            one.add_argument(
                "--patience", type=float, default=60.0, metavar="SECONDS", help="how long to wait"
            )


def deployment(chosen: argparse.Namespace) -> Deployment:
    """The Regions that were chosen; Stopped when the choice makes no sense."""
    apis: dict[str, str] = {name: url.rstrip("/") for name, url in chosen.api}
    endpoints: list[str] = chosen.endpoint
    if not endpoints and chosen.data is not None:
        address = chosen.data / "engine.url"
        if not address.exists():
            raise Stopped(f"{address} is missing: no server runs there. Start it, or say --endpoint.")
        endpoints = [address.read_text().strip()]
    own = dict(pair(one) for one in endpoints if not one.startswith("http"))
    shared = next((one for one in endpoints if one.startswith("http")), None)
    names = list(dict.fromkeys([*own, *apis])) or (["local"] if shared else list(REGIONS.serving))
    if shared is None and not own:
        names = list(REGIONS.serving)
    unknown = sorted(set(apis) - set(names))
    if unknown:
        raise Stopped(f"--api names Regions that are none of this deployment's: {', '.join(unknown)}.")
    standing = chosen.standing or chosen.prefix
    places = [Place(name, own.get(name, shared), chosen.prefix, standing, apis.get(name)) for name in names]
    return Deployment(places, chosen.prefix, standing, chosen.data)


def main(given: Sequence[str] | None = None) -> None:
    """Do one command; a sentence and exit code 1 when it cannot be done."""
    chosen = arguments().parse_args(given)
    regions = deployment(chosen)
    dry = chosen.dry_run
    match chosen.command:
        case "status":
            zone = status.Zone(chosen.zone, chosen.name) if chosen.zone and chosen.name else None
            status.status(regions, zone)
        case "drain":
            turning.drain(regions, chosen.region, dry, chosen.force)
        case "resume":
            turning.resume(regions, chosen.region, dry)
        case "evacuate":
            turning.evacuate(regions, chosen.region, dry, chosen.force, chosen.patience)
        case "read-only":
            turning.read_only(regions, chosen.to == "on", dry)
        case "restore" if chosen.save:
            restoring.save(regions, chosen.save, dry)
        case "restore":
            if not chosen.new:
                raise Stopped("--from needs --as PREFIX: nothing is restored over what stands.")
            restoring.restore(regions, chosen.source, chosen.new, chosen.keys, dry)
        case "rebuild":
            rebuilding.rebuild(regions, chosen.team, seqs(chosen.to), chosen.before, dry)


if __name__ == "__main__":
    # What a library logs of a body that does not open is said by the command in its own words.
    logging.basicConfig(level=logging.CRITICAL)
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped by you. Every command may be said again.")
