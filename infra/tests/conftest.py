"""The templates of two deployments, one with a domain and one without, made once for all tests."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import aws_cdk
import pytest

from infra import choices, nag, stacks
from infra.regions import REGIONS, Regions

ACCOUNT = "111122223333"
PLAIN = {"account": ACCOUNT, "site": "https://izwork.example", "mail_from": "no-reply@izwork.example"}
NAMED = {
    "account": ACCOUNT,
    "domain": "izwork.example",
    "zone": "Z0123456789ABCDEFGHIJ",
    "page": "+84908627444",
}


class Made(NamedTuple):
    """One synthesized deployment: its templates by stack name, and where they lie."""

    templates: dict[str, Any]
    directory: Path
    regions: dict[str, str]

    def resources(self, stack: str, kind: str) -> dict[str, Any]:
        """A stack's resources of one type, their whole declarations by logical id."""
        found = self.templates[stack]["Resources"].items()
        return {name: one for name, one in found if one["Type"] == kind}

    def one(self, stack: str, kind: str) -> dict[str, Any]:
        """The properties of a stack's only resource of this type."""
        (only,) = self.resources(stack, kind).values()
        return dict(only.get("Properties", {}))


def synthesize(directory: Path, context: dict[str, Any], regions: Regions = REGIONS) -> Made:
    """Build and check the deployment that `context` chooses, as `cdk synth` does."""
    app = aws_cdk.App(outdir=str(directory), context=context)
    built = stacks.build(app, choices.read(app.node, regions))
    nag.watch(app, [*built.values()])
    app.synth()
    read = {name: json.loads((directory / f"{name}.template.json").read_text()) for name in built}
    return Made(read, directory, {name: one.region for name, one in built.items()})


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A deployment without a domain."""
    return synthesize(tmp_path_factory.mktemp("plain"), PLAIN)


@pytest.fixture(scope="session")
def domain(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A deployment under izwork.example."""
    return synthesize(tmp_path_factory.mktemp("domain"), NAMED)


@pytest.fixture(scope="session", params=["plain", "domain"])
def made(request: pytest.FixtureRequest) -> Made:
    """Each of the two."""
    found: Made = request.getfixturevalue(request.param)
    return found
