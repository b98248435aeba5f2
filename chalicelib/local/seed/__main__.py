"""`make seed`: fills a running site (or starts one for it) with the demo school."""

import os
import subprocess  # nosec B404
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from tqdm import tqdm

from chalicelib.local.seed.board import Board, Hand, boards
from chalicelib.local.seed.school import DOMAIN, PEOPLE, TEAM
from chalicelib.local.seed.visitor import Unexpected, Visitor

BATCH = 100  # ops the API takes at once


def main() -> None:
    port = os.environ.get("PORT") or "8000"
    with running(port) as (site, ours):
        visitors = [Visitor(site, f"{address}@{DOMAIN}", name) for address, name in PEOPLE]
        try:
            seed(visitors)
        except (Unexpected, httpx.TransportError) as fault:
            sys.exit(f"The demo is not complete: {fault}")
    if ours:
        print(f"The server started for this is stopped again. Start it with: make run PORT={port}")
    print(
        f"{site}: sign in as {visitors[0].email} ({PEOPLE[0][1]}, owner of “{TEAM}”);\n"
        f"the link and the code of the mail are at {site}/mailbox. The others: {', '.join(name for name, _ in PEOPLE[1:])}"
    )


@contextmanager
def running(port: str) -> Iterator[tuple[str, bool]]:
    """The address of the site on `port`, and whether it was started here and ends with this."""
    site = f"http://127.0.0.1:{port}"
    try:
        if httpx.get(f"{site}/api/v1/health", timeout=5).json().get("mode") != "local":
            sys.exit(f"What answers on port {port} is not IZwork on one machine: set PORT to another port.")
        yield site, False
        return
    except httpx.TransportError:
        print(f"No server on port {port}: starting one.")
    except ValueError:
        sys.exit(f"What answers on port {port} is not IZwork: set PORT to another port.")
    command = [sys.executable, "-m", "chalicelib.local"]
    with subprocess.Popen(
        command, env=os.environ | {"PORT": port}, stdout=subprocess.PIPE, text=True
    ) as server:  # nosec B603
        try:
            if server.stdout is None or not server.stdout.readline():
                sys.exit(1)  # it has said why
            yield site, True
        finally:
            server.terminate()


def seed(visitors: list[Visitor]) -> None:
    """The team, its members, then board after board."""
    with tqdm(total=len(visitors), desc="Members", unit="") as progress:
        owner = visitors[0]
        owner.sign_in()
        made = owner.ask("POST", "/teams", {"name": TEAM, "member_name": owner.name})
        hands = [Hand(owner, made["member"])]
        progress.update()
        for at, visitor in enumerate(visitors[1:], start=1):
            visitor.sign_in()
            role = "guest" if at == len(visitors) - 1 else "admin" if at < 3 else "member"
            owner.ask("POST", f"/teams/{made['id']}/invitations", {"email": visitor.email, "role": role})
            hands.append(Hand(visitor, visitor.join()))
            progress.update()
    for board in boards(hands):
        path = f"/teams/{made['id']}/projects"
        owner.ask("POST", path, {"id": board.id, "name": board.plan.name, "lists": board.lists})
        if hands[-1] in board.hands:
            owner.ask("PUT", f"{path}/{board.id}/guests/{hands[-1].member}")
        fill(board, f"{path}/{board.id}")


def fill(board: Board, path: str) -> None:
    """Send a board's deeds, each step by its members in turn, as their outboxes would."""
    steps = list(board.steps())
    with tqdm(total=sum(map(len, steps)), desc=board.plan.name, unit="") as progress:
        for step in steps:
            for hand in board.hands:
                mine = [deed.op for deed in step if deed.hand is hand]
                for start in range(0, len(mine), BATCH):
                    send(hand, path, mine[start : start + BATCH])
                    progress.update(len(mine[start : start + BATCH]))


def send(hand: Hand, path: str, ops: list[dict[str, object]]) -> None:
    """One batch; raises Unexpected when any of its ops was refused."""
    head = hand.visitor.ask("GET", f"{path}/entries?after=0&limit=1")["seq"]
    answer = hand.visitor.ask("POST", f"{path}/entries", {"after": head, "ops": ops})
    refused = [result for result in answer["results"] if result["status"] >= 300]
    if refused:
        raise Unexpected(f"{refused[0]}")


if __name__ == "__main__":
    main()
