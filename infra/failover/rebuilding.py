"""rebuild: a team's spaces taken back to a seq, and their pages made anew from the log.

The work is done by the API's function, in its own role (on one machine: in this process, with the key files); what is
given here are orders (chalicelib/projects/repair.py), again and again until all is done.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from .places import NAMED, Deployment, Place, Stopped, Unknown, look

ORDER_SECONDS = 30.0
Give = Callable[..., Any]


def rebuild(
    deployment: Deployment, team: str, to: Mapping[str, int], before: datetime | None, dry: bool
) -> None:
    """Show how the team's spaces stand; with `to` (seq by space) or `before`, repair them."""
    give = giver(deployment)
    spaces = give("look", team=team)
    if spaces["team"]["head"] == 0:
        raise Stopped(f"There is no team {team}: its log is empty.")
    _show(spaces)
    wanted = dict(to)
    if before is not None:
        at = int(before.timestamp() * 1000)
        wanted = {
            name: give("before", space=one["space"], at=at)["seq"] for name, one in spaces.items()
        } | wanted
    unknown = sorted(set(wanted) - set(spaces))
    if unknown:
        raise Stopped(f"The team has no space {', '.join(unknown)}: they are named above.")
    if not wanted:
        print("\nNothing was changed. Next: `read-only on`, then this with --to SPACE=SEQ or --before TIME.")
        return
    print()
    for name, seq in wanted.items():
        if not 0 <= seq <= spaces[name]["head"]:
            raise Stopped(
                f"{name} ends at {spaces[name]['head']}: choose a seq from 0 to that. Nothing was changed."
            )
    for name, seq in wanted.items():
        _one(give, name, spaces[name], seq, dry)
    if not dry:
        print("\nNext: open the team's boards and look; then `read-only off`.")


def _one(give: Give, name: str, stands: Mapping[str, Any], seq: int, dry: bool) -> None:
    away = stands["head"] - seq
    if dry:
        print(
            f"Would take {name} back to {seq}: {away} of {stands['head']} entries set aside, all pages made anew."
        )
        return
    begun = time.monotonic()
    while not (turned := give("turn-back", space=stands["space"], to=seq))["done"]:
        print(f"{name}: setting aside …", flush=True)
    last = -1
    while (pages := give("make-pages", space=stands["space"]))["upto"] < pages["head"]:
        if pages["upto"] == last:
            raise Stopped(f"{name}: the pages stay at {last} of {pages['head']}. Its log is right and is what people "
                          "read; a newer version of the program may be needed to page what follows.")  # fmt: skip
        last = pages["upto"]
        print(f"{name}: pages up to {last} of {pages['head']} …", flush=True)
    kept = f"; what came after is kept as {turned['aside']}" if away else ""
    print(f"{name} stands as at {seq}, as entry {turned['seq']}{kept} ({time.monotonic() - begun:.1f} s).")


def _show(spaces: Mapping[str, Mapping[str, Any]]) -> None:
    for name, one in spaces.items():
        when = (
            datetime.fromtimestamp(one["at"] / 1000, UTC).isoformat(timespec="seconds") if one["at"] else "–"
        )
        wrong = f", {one['unreadable']} of its newest entries do not open" if one["unreadable"] else ""
        pages = "; ".join(f"{set}: {words}" for set, words in one["pages"].items())
        print(f"{name}: seq {one['head']}, changed {when}{wrong}; {pages}")


def giver(deployment: Deployment) -> Give:
    """How orders are given: to this process on one machine, else to the function of the first Region that lives."""
    if deployment.data is not None:
        here = _here(deployment)
        return lambda order, **given: _done(here({"order": order, "given": given}, None))

    def give(order: str, **given: Any) -> Any:
        event = json.dumps({"order": order, "given": given}).encode()
        for place in deployment.places:
            answer = look(partial(_invoke, place, event), ORDER_SECONDS)
            if not isinstance(answer, Unknown):
                return _done(answer)
            print(f"{place.name}'s API: {answer.why}.")
        raise Stopped("No Region's function answers: say it again, it goes on where it stopped.")

    return give


def _here(deployment: Deployment) -> Callable[[Any, Any], Any]:
    from app import app
    from chalicelib.store import desk_key, keys, tables
    from chalicelib.web import frontdoor

    _, place = deployment.state()
    tables.connect(
        place.line.endpoint, deployment.prefix, place.name, background=False, standing=deployment.standing
    )
    assert deployment.data is not None
    if not (deployment.data / "keys" / "content.key").exists():
        raise Stopped(f"{deployment.data / 'keys'} holds no key files: say --data with the right directory.")
    keys.connect_files(deployment.data / "keys")
    desk_key.connect_file(deployment.data / "keys" / "desk.key")
    frontdoor.connected()
    return app


def _invoke(place: Place, event: bytes) -> Any:
    answer = place.client("lambda").invoke(
        FunctionName=f"{NAMED}api", Qualifier="live", InvocationType="RequestResponse", Payload=event
    )
    return json.loads(answer["Payload"].read())


def _done(answer: Any) -> Any:
    if "done" in answer:
        return answer["done"]
    raise Stopped(f"Not done: {answer.get('failed') or answer.get('errorMessage') or answer}.")
