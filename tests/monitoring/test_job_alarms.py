"""When the alarms on the minute's job and its mails ring."""

from monitoring.evaluation import Series, Watch
from tests.monitoring.test_alarms import FROM, TOLD, row


def minutes(values: list[float]) -> Series:
    """What the minute's job told, a figure a minute."""
    return Series([(FROM + 60.0 * n, value) for n, value in enumerate(values)])


def test_a_mail_that_waits_rings_after_minutes_and_one_that_goes_at_the_second_try_does_not() -> None:
    """Tried again after one, three and seven minutes: one refusal of SES is nothing, an outage of it is."""

    def rang(waited: list[float]) -> float | None:
        return Watch(row("mail-waiting"), {"waiting": minutes(waited)}, TOLD).rings(FROM + 480, FROM + 2400)

    calm, growing = [0.0] * 10, [60.0 * n for n in range(30)]
    assert rang(calm + [30, 90, 150, 210, 0] + [0.0] * 25) is None
    found = rang(calm + growing)
    assert found is not None
    assert 5 <= (found - FROM - 600) / 60 <= 9
    assert rang(calm + [400, 400] + [0.0] * 28) is None, "both Regions' jobs may see the last one late"


def test_one_mail_that_was_given_up_rings_until_it_is_seen_to() -> None:
    dead = minutes([0.0] * 20 + [1.0] * 20 + [0.0] * 20)
    watch = Watch(row("mails-dead"), {"dead": dead}, TOLD)
    rang = watch.rings(FROM + 600, FROM + 3600)
    assert rang is not None
    assert 0 < rang - (FROM + 1200) <= 120
    assert watch.look(FROM + 2400) == "ALARM"
    assert watch.look(FROM + 2400 + 420) == "OK"


def test_a_silent_job_rings_and_one_late_run_does_not() -> None:
    stopped = Watch(row("jobs-silent"), {"runs": minutes([0.0] * 20)}, TOLD)
    rang = stopped.rings(FROM + 600, FROM + 3600)
    assert rang is not None
    assert 300 <= rang - (FROM + 1140) <= 660
    late = Series([(FROM + 60.0 * n + (50 if n % 7 == 0 else 0), 0.0) for n in range(60) if n % 11])
    assert Watch(row("jobs-silent"), {"runs": late}, TOLD).rings(FROM + 600, FROM + 3300) is None
