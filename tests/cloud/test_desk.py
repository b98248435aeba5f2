"""The desk of a deployment: its doors through API Gateway as its own role, and what AWS refuses that role for real."""

from typing import Any

import httpx
import pytest

from chalicelib.surfaces import product
from infra import grants
from infra.emulator.deploy import Cloud
from infra.regions import REGIONS
from tests.cloud.desk import Probe, RegionDesk, invoked
from tests.conftest import Cast
from tests.desk.desk import Agent, signed_in
from tests.desk.doors import FEATURES
from tests.desk.row import ANYONE, ROLES
from tests.people import Person, new_id

REFUSED = "AccessDeniedException"
# What each key's bodies are said to be for.
BODIES = {"content": {"purpose": "content"}, "account": {"purpose": "account"}, "desk": {"purpose": "desk"}}


@pytest.fixture(scope="module")
def the_desk(cloud: Cloud) -> RegionDesk:
    return RegionDesk(cloud, REGIONS.leader)


@pytest.fixture(scope="module")
def agent(the_desk: RegionDesk) -> Agent:
    """Somebody with every role, who set up a passkey over the operator's link."""
    return signed_in(the_desk, *ROLES)


@pytest.fixture(scope="module", params=REGIONS.serving)
def probe(cloud: Cloud, request: pytest.FixtureRequest) -> Probe:
    """A function with the desk's role, in each Region."""
    return Probe(cloud, request.param, "desk")


@pytest.mark.parametrize("row", FEATURES, ids=str)
def test_each_door_answers_as_on_one_machine(row: Any, agent: Agent, the_desk: RegionDesk) -> None:
    """A grant that the role lacks would answer 503."""
    asking = Agent(the_desk, *ROLES)
    asking.device, asking.id = agent.device, agent.id
    asking.sign_in()
    body = row.body(asking) if row.body else None
    answer = asking.ask(row.method, row.address(asking, True), body, params=row.query)
    assert answer.status_code == row.status, answer.text
    if row.who != ANYONE:
        nobody = Agent(the_desk)
        body = row.body(asking) if row.body else None
        answer = nobody.ask(row.method, row.address(asking, False), body, params=row.query)
        assert answer.status_code == 401, answer.text


def test_what_is_done_in_one_region_holds_in_the_other(cloud: Cloud, agent: Agent) -> None:
    there = Agent(RegionDesk(cloud, REGIONS.standby), *ROLES)
    there.device, there.id = agent.device, agent.id
    there.sign_in()
    assert there.get("/desk/me")["agent"] == agent.id
    assert there.get("/desk/me/log")["entries"][0]["act"] == "agent.signed_in"


def test_no_door_of_the_product_stands_before_the_desks_function(the_desk: RegionDesk, cast: Cast) -> None:
    """Of each that the product has: API Gateway has no such path, and the function itself answers 404."""
    visitor = Person(the_desk, "alice")  # type: ignore[arg-type]
    visitor.cookies = dict(cast.alice.cookies)
    ids = {"team": cast.team, "project": cast.project.rpartition("/")[2]}
    function = the_desk.cloud.client("lambda", the_desk.region)
    for feature in product.FEATURES:
        for one in feature.endpoints:
            kinds = {part[1:-1] for part in one.path.split("/") if part.startswith("{")}
            path = one.path.format(**{kind: ids.get(kind) or new_id() for kind in kinds})
            answer = visitor.ask(one.method, path, {} if one.body else None)
            assert no_such_path(answer), (one.method, one.path, answer.text)
    event = {"requestContext": {"httpMethod": "GET", "resourcePath": "/api/v1/teams/{team}"}, "headers": {}}
    assert invoked(function, "izwork-desk:live", event)["statusCode"] == 404


def test_no_door_of_the_desk_stands_before_the_products_function(agent: Agent, leader: Any) -> None:
    there = Person(leader, "agent")
    there.cookies = dict(agent.cookies)
    for row in FEATURES:
        answer = there.ask(row.method, row.address(agent, False), {} if row.body else None)
        assert no_such_path(answer), (row, answer.text)


def no_such_path(answer: httpx.Response) -> bool:
    """As API Gateway says it in its own words, which the emulator knows; on AWS it says the product's (infra/gateway.py)."""
    return answer.status_code in (403, 404) and "Missing Authentication Token" in answer.text


def sealed(cloud: Cloud, region: str, key: str) -> Any:
    """A call that opens what stands under the key, sealed for what the key is for."""
    kms, context = cloud.client("kms", region), BODIES[key]
    blob = kms.encrypt(KeyId=f"alias/izwork-{key}", Plaintext=b"of a team", EncryptionContext=context)
    given = {"CiphertextBlob": {"hex": blob["CiphertextBlob"].hex()}, "EncryptionContext": context}
    return ("kms", "decrypt", {"KeyId": f"alias/izwork-{key}", **given})


def test_the_desks_role_opens_no_team_and_no_account(cloud: Cloud, probe: Probe) -> None:
    calls = {f"open {key}": sealed(cloud, probe.region, key) for key in BODIES}
    assert probe.told(calls) == {
        "open content": REFUSED, "open account": REFUSED, "open desk": "done",
        "has the keys of teams": "Misconfigured",
    }  # fmt: skip


def test_what_the_desk_is_refused_the_api_opens(cloud: Cloud) -> None:
    """The very same calls: they are refused for who asks, and for nothing else."""
    calls = {f"open {key}": sealed(cloud, REGIONS.leader, key) for key in BODIES}
    told = Probe(cloud, REGIONS.leader, "api").told(calls)
    assert told == {
        "open content": "done", "open account": "done", "open desk": REFUSED, "has the keys of teams": "done",
    }  # fmt: skip


def test_the_desks_role_adds_to_its_log_and_reaches_no_content(cloud: Cloud, probe: Probe) -> None:
    """Each table by a call that would succeed, were it allowed."""
    calls: dict[str, Any] = {}
    for name in grants.CONTENT:
        calls[f"read {name}"] = ("dynamodb", "query", query(cloud, name))
        calls[f"put {name}"] = (
            "dynamodb",
            "put_item",
            {"TableName": f"izwork-{name}", "Item": key(cloud, name)},
        )
    for name in ("desk_log", "errand"):
        of_it = {"TableName": f"izwork-{name}", "Key": key(cloud, name)}
        calls[f"put {name}"] = (
            "dynamodb",
            "put_item",
            {"TableName": f"izwork-{name}", "Item": key(cloud, name)},
        )
        calls[f"delete {name}"] = ("dynamodb", "delete_item", of_it)
        calls[f"update {name}"] = ("dynamodb", "update_item", of_it)
        unsaid = {f"izwork-{name}": [{"DeleteRequest": {"Key": key(cloud, name)}}]}
        calls[f"batch {name}"] = ("dynamodb", "batch_write_item", {"RequestItems": unsaid})
    told = probe.told(calls)
    told.pop("has the keys of teams")
    allowed = {name for name, ended in told.items() if ended == "done"}
    assert allowed == {"put desk_log", "put errand"}
    assert {told[name] for name in calls if name not in allowed} == {REFUSED}


def schema(cloud: Cloud, name: str) -> dict[str, str]:
    """The table's key attributes with their types."""
    table = cloud.client("dynamodb", REGIONS.leader).describe_table(TableName=f"izwork-{name}")["Table"]
    types = {one["AttributeName"]: one["AttributeType"] for one in table["AttributeDefinitions"]}
    return {one["AttributeName"]: types[one["AttributeName"]] for one in table["KeySchema"]}


def key(cloud: Cloud, name: str) -> dict[str, dict[str, str]]:
    """The key of a row that nobody has."""
    return {one: {kind: "7" if kind == "N" else "nobody"} for one, kind in schema(cloud, name).items()}


def query(cloud: Cloud, name: str) -> dict[str, Any]:
    first = next(iter(schema(cloud, name)))
    return {
        "TableName": f"izwork-{name}",
        "KeyConditionExpression": "#k = :k",
        "ExpressionAttributeNames": {"#k": first},
        "ExpressionAttributeValues": {":k": key(cloud, name)[first]},
    }
