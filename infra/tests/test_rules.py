"""cfn-lint and cdk-nag over every template."""

import json
from datetime import date
from pathlib import Path

import aws_cdk
import pytest
from cfnlint import api

from infra import choices, excepted, nag, stacks, waived

from .conftest import NAMED, PLAIN, Made


def test_cloudformation_would_accept_every_template(domain: Made) -> None:
    """With a domain there is everything that stands without one."""
    found = [
        f"{name}: {match}"
        for name in domain.templates
        for match in api.lint(
            (domain.directory / f"{name}.template.json").read_text(),
            config=api.ManualArgs(regions=[domain.regions[name]]),
        )
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("context", [PLAIN, NAMED], ids=["plain", "domain"])
def test_what_is_excepted_from_cdk_nag_is_what_it_finds(context: dict[str, str], tmp_path: Path) -> None:
    """The other fixtures prove that nothing more is found: their synthesis would stop."""
    app = aws_cdk.App(outdir=str(tmp_path), context=context)
    built = stacks.build(app, choices.read(app.node))
    nag.watch(app, [*built.values()], excepting=False)
    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()
    (report,) = json.loads((tmp_path / "validation-report.json").read_text())["pluginReports"]
    found = {
        (one["constructPath"].split("/")[0], "/".join(one["constructPath"].split("/")[1:]), each["ruleName"])
        for each in report["violations"]
        for one in each["violatingConstructs"]
    }
    excepted = [
        (name, one.construct, rule) for name, stack in built.items() for one, rule in nag.exceptions(stack)
    ]
    for name, construct, rule in excepted:
        assert any(f[0] == name and f[1].startswith(construct) and f[2] == rule for f in found), (
            f"{name}/{construct} no longer needs its exception from {rule}: take the row out"
        )


def test_every_exception_has_a_day_and_a_reason() -> None:
    for one in (*excepted.NAG, *waived.CHECKOV):
        assert date(2026, 11, 1) <= date.fromisoformat(one.since) <= date.today()  # noqa: DTZ011
        assert len(one.reason) > 20, one
