"""drain, resume, evacuate, read-only and status at two running Regions, one of which dies."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from chalicelib.store import switches
from infra.failover import __main__ as commands
from infra.failover.status import Zone, answered, checks
from tests.engine_rows import every_row, tables
from tests.failover.operated import LEADER, STANDBY, Operated, command, operated
from tests.people import Person, new_id


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operated]:
    with operated(tmp_path_factory.mktemp("two")) as running:
        yield running


def switched(two: Operated) -> set[str]:
    return {row["name"] for row in every_row(tables(two.engine.url).Table("izwork-switch"))}


def deep(url: str) -> int:
    return httpx.get(f"{url}/api/v1/health/deep", timeout=10).status_code


def test_evacuating_waits_until_the_checks_say_so_and_may_be_said_again(two: Operated) -> None:
    assert "Would drain" in two.says("evacuate", LEADER, "--dry-run")
    assert switched(two) == set(), "a dry run changes nothing"
    said = two.says("evacuate", LEADER)
    assert f"{LEADER} says unfit, {STANDBY} is fit" in said
    assert "Route 53" in said
    assert f"resume {LEADER}" in said
    assert (deep(two.leader.url), deep(two.standby.url)) == (503, 200)
    since = every_row(tables(two.engine.url).Table("izwork-switch"))
    assert "drained already" in two.says("evacuate", LEADER)
    assert every_row(tables(two.engine.url).Table("izwork-switch")) == since
    status = two.says("status")
    assert f"drained {LEADER} since" in status
    assert "unfit: switch drained" in status
    assert f"by what was seen here, {STANDBY}" in status
    refused = two.refuses("drain", STANDBY)
    assert "every other Region is drained already" in refused
    refused = two.refuses("evacuate", STANDBY)
    assert "no other Region is fit" in refused
    assert switched(two) == {switches.drained(LEADER)}
    assert "Would resume" in two.says("resume", LEADER, "--dry-run")
    two.says("resume", LEADER)
    assert "is not drained" in two.says("resume", LEADER)
    assert switched(two) == set()
    assert "There is no Region ap-nowhere-1" in two.refuses("drain", "ap-nowhere-1")


def test_what_is_typed_works_while_the_leader_is_dead_or_silent(two: Operated) -> None:
    two.leader.stop()
    kept = two.leader_engine
    try:
        with closing(socket.create_server(("127.0.0.1", 0), backlog=1)) as silent:
            for dead in ("http://127.0.0.1:1", f"http://127.0.0.1:{silent.getsockname()[1]}"):
                two.leader_engine = dead
                begun = time.monotonic()
                status = two.says("status")
                assert time.monotonic() - begun < 60
                assert "unreachable" in status
                assert f"(read through {STANDBY})" in status
                assert f"by what was seen here, {STANDBY}" in status
                assert f"drain {LEADER}" in status, "what to do next"
        two.leader_engine = "http://127.0.0.1:1"
        said = two.says("evacuate", LEADER)
        assert f"switched through {STANDBY}" in said
        assert switched(two) == {switches.drained(LEADER)}
        assert "switched through" in two.says("resume", LEADER)
        assert "no other Region is fit" in two.refuses("evacuate", STANDBY)
        said = two.says("drain", STANDBY)
        assert f"{LEADER}'s store: unreachable" in said, "a dead Region is said"
        two.says("resume", STANDBY)
    finally:
        two.leader_engine = kept
        two.leader.start()


def test_read_only_is_in_force_when_the_command_says_done(two: Operated) -> None:
    alice = Person(two.leader, "alice").sign_in()
    project, lists = alice.open_project(alice.found_team())
    assert "Would turn read-only on" in two.says("read-only", "on", "--dry-run")
    assert switched(two) == set()
    begun = time.monotonic()
    said = two.says("read-only", "on")
    assert time.monotonic() - begun >= switches.IN_FORCE_SECONDS
    assert "In force everywhere" in said
    there = Person(two.standby, "alice", alice.email)
    there.cookies = alice.cookies
    for person in (alice, there):
        answer = person.ask("POST", f"{project}/tasks", {"id": new_id(), "title": "T", "list": lists[0]})
        assert (answer.status_code, answer.json()["code"]) == (503, "read_only")
        assert person.get(f"{project}/entries", params={"after": 0})["seq"] == 1
    assert "Writes go on" in two.says("read-only", "off")
    assert "was off already" in two.says("read-only", "off")
    time.sleep(switches.KEPT_SECONDS)
    alice.add_task(project, lists[0])
    there.add_task(project, lists[0])


def test_nothing_lives(two: Operated) -> None:
    ran = command("--endpoint", "a=http://127.0.0.1:1", "--endpoint", "b=http://127.0.0.1:1", "drain", "a")
    assert ran.returncode == 1
    assert "No Region's store answers" in ran.stderr
    assert "Traceback" not in ran.stderr + ran.stdout


def test_the_data_directory_alone_names_its_engine(tmp_path: Path) -> None:
    ran = command("--data", str(tmp_path), "status")
    assert ran.returncode == 1
    assert "no server runs there" in ran.stderr


@pytest.mark.parametrize("name", ["status", "drain", "resume", "evacuate", "read-only", "rebuild"])
def test_every_command_explains_itself(name: str) -> None:
    ran = command(name, "--help")
    assert ran.returncode == 0
    assert "--dry-run" in ran.stdout


def test_on_aws_the_regions_are_those_of_the_deployment() -> None:
    chosen = commands.arguments().parse_args(["status"])
    assert [one.name for one in commands.deployment(chosen).places] == list(commands.REGIONS.serving)


def test_route_53_names_the_leader_while_it_is_fit_and_when_none_is() -> None:
    assert answered({"a": True, "b": True}) == "a"
    assert answered({"a": False, "b": True}) == "b"
    assert answered({"a": False, "b": False}) == "a"


def test_what_route_53s_checkers_see_decides() -> None:
    """At AWS's own client, its answers given: a wrong parameter or shape would be refused."""
    import botocore.session
    from botocore.stub import Stubber

    session = botocore.session.get_session()
    session.set_credentials("x", "x")
    client = session.create_client("route53", "us-east-1")
    zone = Zone("Z1", "api.izwork.example")
    record = {"Name": "api.izwork.example.", "Type": "A", "TTL": 60}
    with Stubber(client) as answers:
        rows = [
            {**record, "SetIdentifier": "b", "Failover": "SECONDARY", "HealthCheckId": "hb"},
            {**record, "SetIdentifier": "a", "Failover": "PRIMARY", "HealthCheckId": "ha"},
        ]
        asked = {"HostedZoneId": "Z1", "StartRecordName": "api.izwork.example.", "StartRecordType": "A"}
        listed = {"ResourceRecordSets": rows, "IsTruncated": False, "MaxItems": "300"}
        answers.add_response("list_resource_record_sets", listed, asked)
        for id, well in (("ha", 2), ("hb", 3)):
            seen = ["Success: HTTP Status Code 200"] * well + ["Failure: HTTP Status Code 503"] * (16 - well)
            told = [{"StatusReport": {"Status": one}} for one in seen]
            answers.add_response(
                "get_health_check_status", {"HealthCheckObservations": told}, {"HealthCheckId": id}
            )
        assert checks(client, zone) == {"a": False, "b": True}
