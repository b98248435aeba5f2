"""The checker finds what was planted into a clean history, every time, and nothing in the clean one."""

import random

import pytest

from monitoring.drills.history import History, Sent, Shown, Stands, Told, check

SEEDS = range(100)


def recorded(seed: int) -> tuple[random.Random, History, list[Stands]]:
    """A clean history: six clients, batches of a few changes, some never acknowledged, and the log they left."""
    rng = random.Random(seed)
    history, log = History(), list[Stands]()
    made, now = [0] * 6, 0.0
    for seq in range(1, rng.randint(20, 80)):
        client = rng.randrange(6)
        asked = now
        now += rng.uniform(0.01, 1)
        answered = rng.random() < 0.9
        for _ in range(rng.randint(1, 4)):
            made[client] += 1
            sent = Sent(client, made[client], f"op-{client}-{made[client]}", f"{client}: {made[client]}")
            history.sent.append(sent)
            log.append(Stands(seq, sent.op, sent.text))
            # An answer that was lost is told of later, by whatever shows the entry.
            if answered or rng.random() < 0.5:
                history.told.append(Told(sent.op, seq, now + rng.uniform(0, 0.001)))
        history.shown.append(Shown(client, asked, seq))
    return rng, history, log


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_history_is_clean(seed: int) -> None:
    _, history, log = recorded(seed)
    verdict = check(history, log)
    assert verdict.clean, verdict.findings
    assert verdict.acknowledged == len(history.told)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_lost_change_is_found(seed: int) -> None:
    rng, history, log = recorded(seed)
    victim = rng.choice(history.told).op
    verdict = check(history, [one for one in log if one.op != victim])
    assert (verdict.lost, verdict.doubled, verdict.stale) == (1, 0, 0)
    assert victim in verdict.findings[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_that_stands_with_another_content_is_lost(seed: int) -> None:
    rng, history, log = recorded(seed)
    victim = rng.choice(history.told).op
    spoiled = [one._replace(text="another") if one.op == victim else one for one in log]
    assert check(history, spoiled).lost == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_doubled_change_is_found(seed: int) -> None:
    """Whether or not it was acknowledged."""
    rng, history, log = recorded(seed)
    at = rng.randrange(len(log))
    again = log[at]._replace(seq=log[-1].seq + 1) if rng.random() < 0.5 else log[at]
    verdict = check(history, [*log, again])
    assert (verdict.lost, verdict.doubled, verdict.stale) == (0, 1, 0)
    assert again.op in verdict.findings[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_stale_change_is_found(seed: int) -> None:
    """An older change of a client that lands after its newer ones, and undoes them."""
    rng, history, log = recorded(seed)
    told = {one.op for one in history.told}
    last = {one.client: one.op for one in history.sent}
    old = rng.choice([one for one in history.sent if one.op != last[one.client]])
    late = next(one for one in log if one.op == old.op)._replace(seq=log[-1].seq + 1)
    verdict = check(history, [*(one for one in log if one.op != old.op), late])
    assert (verdict.lost, verdict.doubled) == (0, 0)
    assert verdict.stale == 1 + (old.op in told), "it was told of its old place as well"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_stale_answer_is_found(seed: int) -> None:
    """One that lacks what had been told before it was asked for: a Region that lags behind."""
    rng, history, log = recorded(seed)
    known = rng.choice(history.told)
    newest = max(one.seq for one in history.told if one.at <= known.at)
    history.shown.append(Shown(rng.randrange(6), known.at + 1e-9, newest - 1))
    verdict = check(history, log)
    assert (verdict.lost, verdict.doubled, verdict.stale) == (0, 0, 1)
