"""drain, resume, evacuate, read-only: what clients are moved by, and what stops writes. Each may be said again."""

from __future__ import annotations

import time

from chalicelib.store import switches

from .places import Deployment, Place, Stopped, Unknown, look, looks

# What is known to be older than any request: there is nothing to wait for any more.
LONG_AGO_MS = 300_000
# The deep check's own memory (5 s), and a look of 2 s.
NOTICED_SECONDS = 10
MOVES = (
    "Route 53 asks every 10 s and turns after 3 answers, names live 60 s: clients follow within about 100 s of their "
    "own accord, with what they wrote."
)


def drain(deployment: Deployment, region: str, dry: bool, force: bool) -> None:
    """Have the Region's health check say unfit, so that Route 53 moves its clients; its API goes on answering."""
    deployment.place(region)
    state, _ = deployment.state(last=region)
    left = [one.name for one in deployment.others(region) if switches.drained(one.name) not in state]
    if not left and not force:
        raise Stopped(
            f"Not done: every other Region is drained already, so nobody would be asked to serve. Say "
            f"`resume` of one of {', '.join(one.name for one in deployment.others(region)) or 'them'} first, or --force."
        )
    if switches.drained(region) in state:
        print(f"{region} is drained already. Nothing to do.")
    elif dry:
        print(f"Would drain {region}: its health check would say unfit within {NOTICED_SECONDS} s.")
    else:
        through = deployment.turn(switches.drained(region), True, last=region)
        print(f"{region} is drained (switched through {through.name}).")
        print(f"Its health check says unfit within {NOTICED_SECONDS} s. {MOVES}")
    print(f"Next: `status`; and `resume {region}` when it is well.")


def resume(deployment: Deployment, region: str, dry: bool) -> None:
    """Let the Region's health check say how it is again."""
    deployment.place(region)
    state, _ = deployment.state(last=region)
    if switches.drained(region) not in state:
        print(f"{region} is not drained. Nothing to do.")
    elif dry:
        print(f"Would resume {region}: its health check would say how it is within {NOTICED_SECONDS} s.")
    else:
        through = deployment.turn(switches.drained(region), False, last=region)
        print(
            f"{region} is drained no more (switched through {through.name}). If it is fit, it takes part again."
        )
    print("Next: `status`.")


def evacuate(deployment: Deployment, region: str, dry: bool, force: bool, patience: float) -> None:
    """Drain the Region once the other is seen to be fit, and wait until the health checks say so."""
    deployment.place(region)
    others = deployment.others(region)
    fit = [place.name for place, health in zip(others, healths(others), strict=True) if health]
    if not fit and not force:
        raise Stopped(
            f"Not done: no other Region is fit, so clients would have nowhere to go. Look at `status`; --force drains "
            f"{region} all the same."
        )
    print(f"Fit to take over: {', '.join(fit) or 'none, and you said --force'}.")
    drain(deployment, region, dry, force)
    if dry:
        print(f"Would wait up to {patience:.0f} s until {region} says unfit and another Region fit.")
        return
    until = time.monotonic() + patience
    while not (turned := _turned(deployment, region)):
        if time.monotonic() > until:
            raise Stopped(f"{region} is drained, but after {patience:.0f} s its health check does not say so, or no "
                          "other Region is fit: look at `status`.")  # fmt: skip
        time.sleep(1)
    print(f"{region} says unfit, {turned} is fit: clients are on their way to {turned}. {MOVES}")
    print(f"Nobody has to do anything more. When {region} is well: `resume {region}`.")


def read_only(deployment: Deployment, to: bool, dry: bool) -> None:
    """Stop every write of a team's work, or let them go on; returns when that holds everywhere."""
    state, _ = deployment.state()
    since = state.get(switches.READ_ONLY)
    if dry:
        print(f"Would turn read-only {'on' if to else 'off'}; it is {'off' if since is None else 'on'} now.")
        return
    through = deployment.turn(switches.READ_ONLY, to)
    if not to:
        said = "was off already" if since is None else f"is off (switched through {through.name})"
        print(
            f"Read-only {said}. Writes go on within {switches.KEPT_SECONDS:.0f} s; clients send what they kept."
        )
        return
    print(
        f"Read-only is on (switched through {through.name}). People read and sign in; their changes wait with them."
    )
    if since is None or time.time() * 1000 - since < LONG_AGO_MS:
        print(
            f"Waiting {switches.IN_FORCE_SECONDS:.0f} s, until no write that began before is under way …",
            flush=True,
        )
        time.sleep(switches.IN_FORCE_SECONDS)
    print("In force everywhere. Next: repair, then `read-only off`.")


def healths(places: list[Place]) -> list[bool]:
    """Whether each is fit."""
    found = looks([place.health for place in places])
    return [not isinstance(one, Unknown) and one.fit for one in found]


def _turned(deployment: Deployment, region: str) -> str | None:
    """The fit Region that clients go to once `region` says unfit; None while that is not so."""
    health = look(deployment.place(region).health)
    if not isinstance(health, Unknown) and health.fit:
        return None
    others = deployment.others(region)
    return next((one.name for one, fit in zip(others, healths(others), strict=True) if fit), None)
