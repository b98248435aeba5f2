"""Regions that cannot work refuse to build, and say why."""

import json
import re
from typing import Any

import pytest

from infra.choices import NotChosen
from infra.regions import REGIONS, NotAllowed, Regions, allowed

from .conftest import PLAIN, Made, synthesize

TOKYO, OSAKA, SEOUL = "ap-northeast-1", "ap-northeast-3", "ap-northeast-2"

REFUSED = [
    (Regions(TOKYO, OSAKA, None, "strong"), "exactly three Regions"),
    (Regions(TOKYO, OSAKA, OSAKA, "strong"), "three different Regions"),
    (Regions(TOKYO, OSAKA, "us-east-1", "strong"), "in one set"),
    (Regions("ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "strong"), "in one set"),
    (Regions("us-east-1", "eu-west-1", "us-west-2", "strong"), "in one set"),
    (Regions(TOKYO, OSAKA, SEOUL, "eventual"), "only with strong consistency"),
    (Regions(TOKYO, TOKYO, SEOUL, "strong"), "both ap-northeast-1"),
    (Regions(TOKYO, OSAKA, SEOUL, "local"), "strong or eventual"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("regions", "why"), REFUSED)
def test_what_strong_consistency_does_not_allow_is_refused(regions: Regions, why: str, tmp_path: Any) -> None:
    with pytest.raises(NotAllowed, match=why):
        synthesize(tmp_path, PLAIN, regions)


@pytest.mark.parametrize(
    "regions",
    [
        REGIONS,
        Regions("eu-central-1", "eu-west-1", "eu-west-3", "strong"),
        Regions("us-west-2", "us-east-2", "us-east-1", "strong"),
        Regions("ap-southeast-1", "ap-southeast-3", None, "eventual"),
    ],
)
def test_what_it_allows_is_not(regions: Regions) -> None:
    assert allowed(regions) == regions


def test_a_missing_choice_is_named(tmp_path: Any) -> None:
    with pytest.raises(NotChosen, match="-c domain="):
        synthesize(tmp_path, {})
    with pytest.raises(NotChosen, match="-c zone="):
        synthesize(tmp_path, {"domain": "izwork.example"})
    with pytest.raises(NotChosen, match="-c page="):
        synthesize(tmp_path, {"domain": "izwork.example", "zone": "Z1"})
    with pytest.raises(NotChosen, match="imported certificates"):
        synthesize(tmp_path, PLAIN | {"certificates": {TOKYO: "arn:aws:acm:x"}})


# CDK ends the names of versions and deployments with a hash of all they hold, the Region's name included.
HASHED = re.compile(r"((?:CurrentVersion|RestDeployment)[0-9A-F]{8})[0-9a-f]{32}")
# What lets a rule reach its target is named after the rule's stack, with a hash of that.
TARGETED = re.compile(r"(AllowEventRule)izwork[a-z]+apnortheast\d(\w*?)[0-9A-F]{8,16}\b")


def swapped(template: dict[str, Any]) -> Any:
    """The template as the leader's would be."""
    text = TARGETED.sub(r"\1\2", HASHED.sub(r"\1", json.dumps(template)))
    return json.loads(text.replace(REGIONS.standby, REGIONS.leader))


def without(resources: dict[str, Any], *kinds: str) -> dict[str, Any]:
    return {name: one for name, one in resources.items() if one["Type"] not in kinds}


def test_the_two_regions_differ_only_where_regions_says(made: Made) -> None:
    pairs = [name for name in made.templates if name.endswith(REGIONS.leader)]
    assert pairs
    for leaders in pairs:
        first = swapped(made.templates[leaders])
        second = swapped(made.templates[leaders.replace(REGIONS.leader, REGIONS.standby)])
        first.pop("Outputs", None)
        second.pop("Outputs", None)
        if "keys" in leaders:
            # Primaries and replicas are different types; test_keys.py compares what they say.
            own = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey", "AWS::KMS::Alias", "AWS::IAM::Policy")
            first["Resources"], second["Resources"] = (
                without(one["Resources"], *own) for one in (first, second)
            )
        for template in (first, second):
            for record in template["Resources"].values():
                if record["Type"] == "AWS::Route53::RecordSet" and record["Properties"]["Type"] == "A":
                    # The one word that says who is asked first.
                    assert record["Properties"].pop("Failover") in ("PRIMARY", "SECONDARY")
        assert first["Resources"] == second["Resources"], leaders
        assert first == second, leaders
