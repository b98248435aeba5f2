"""People at work on a deployment: the packaged function behind API Gateway, with DynamoDB, KMS and SES of its Region."""

import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from infra.emulator import gaps
from infra.emulator.deploy import Cloud
from infra.regions import REGIONS
from tests.cloud.site import RegionSite
from tests.people import Person, new_id


def moved(person: Person, to: RegionSite) -> Person:
    """The same browser once the name leads to the other Region: the cookies go along, nothing else."""
    there = Person(to, person.name, person.email)
    there.cookies = dict(person.cookies)
    return there


@pytest.mark.parametrize("region", REGIONS.serving)
def test_a_team_plans_and_works(cloud: Cloud, region: str) -> None:
    site = RegionSite(cloud, region)
    lan, minh = Person(site, "lan").sign_in(), Person(site, "minh").sign_in()
    team = lan.found_team("Trường nghề Hoa Sen")
    lan.bring(minh, team, "member")
    project, lists = lan.open_project(team)
    task = lan.add_task(project, lists[0], "Soạn đề cương")
    lan.put(f"{project}/tasks/{task}/description", {"text": "Theo khung năm ngoái", "base": 0})
    # Minh sees the board and works on it.
    assert minh.board(project)["task"][task]["title"] == "Soạn đề cương"
    minh.patch(f"{project}/tasks/{task}", {"title": "Soạn đề cương môn Điện", "list": lists[1]})
    minh.post(f"{project}/tasks/{task}/comments", {"id": new_id(), "text": "Em đã xem"})
    minh.put(f"{project}/tasks/{task}/closure")
    # Lan sees what he did.
    seen = lan.board(project)["task"][task]
    assert (seen["title"], seen["list"]) == ("Soạn đề cương môn Điện", lists[1])
    assert seen["closed_at"]
    texts = lan.texts(project, task)
    assert [one["text"] for one in texts["comment"].values()] == ["Em đã xem"]
    assert texts["description"][task]["text"] == "Theo khung năm ngoái"
    assert [one["id"] for one in lan.get(f"{project}/search", params={"q": "dien"})["tasks"]] == [task]
    assert [one["verb"] for one in lan.get(f"{project}/feed")["items"]][:2] == [
        "task.close",
        "comment.create",
    ]
    # Signing out ends it.
    lan.delete("/session")
    assert lan.ask("GET", "/teams").status_code == 401


def test_what_one_region_acknowledged_the_other_serves(leader: RegionSite, standby: RegionSite) -> None:
    """Session, team key (wrapped in one Region, opened in the other), log and pages."""
    here = Person(leader, "lan").sign_in()
    team = here.found_team()
    project, lists = here.open_project(team)
    before = here.add_task(project, lists[0], "Trước sự cố")
    there = moved(here, standby)
    assert there.get("/me")["email"] == here.email
    assert there.board(project)["task"][before]["title"] == "Trước sự cố"
    after = there.add_task(project, lists[0], "Sau sự cố")
    assert {before, after} == set(here.board(project)["task"])
    entries = [
        here.get(f"{project}/entries", params={"after": 0}),
        there.get(f"{project}/entries", params={"after": 0}),
    ]
    assert entries[0] == entries[1]


def test_a_change_sent_again_to_the_other_region_stands_once(leader: RegionSite, standby: RegionSite) -> None:
    here = Person(leader, "lan").sign_in()
    project, lists = here.open_project(here.found_team())
    there = moved(here, standby)
    new = {"id": new_id(), "title": "Gửi hai lần", "list": lists[0]}
    first = here.ask("POST", f"{project}/tasks", new, op="the-same-op-both-times").json()
    second = there.ask("POST", f"{project}/tasks", new, op="the-same-op-both-times").json()
    assert first["seq"] == second["seq"]
    ops = [
        op["op"]
        for entry in here.get(f"{project}/entries", params={"after": 0})["entries"]
        for op in entry["ops"]
    ]
    assert ops.count("the-same-op-both-times") == 1


def test_both_regions_write_to_one_board_at_once(leader: RegionSite, standby: RegionSite) -> None:
    lan = Person(leader, "lan").sign_in()
    project, lists = lan.open_project(lan.found_team())
    writers = [lan, moved(lan, standby)] * 2
    with ThreadPoolExecutor(len(writers)) as pool:
        made = [pool.submit(lambda w=w: [w.add_task(project, lists[0]) for _ in range(5)]) for w in writers]  # type: ignore[misc]
        acknowledged = sorted(id for one in made for id in one.result())
    assert sorted(lan.board(project)["task"]) == acknowledged
    entries = lan.get(f"{project}/entries", params={"after": 0})["entries"]
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    added = [op for entry in entries for op in entry["ops"] if op["verb"] == "task.create"]
    assert len(added) == len(acknowledged)


@pytest.mark.parametrize("region", REGIONS.serving)
def test_what_runs_is_what_was_packaged(cloud: Cloud, region: str) -> None:
    function = cloud.client("lambda", region).get_function(FunctionName="izwork-api", Qualifier="live")
    expected = hashlib.sha256(gaps.HERE.read_bytes()).digest()
    assert function["Configuration"]["CodeSha256"] == base64.b64encode(expected).decode()
    assert Person(RegionSite(cloud, region), "nobody").get("/health")["region"] == region


@pytest.mark.parametrize("region", REGIONS.serving)
def test_the_deep_check_of_each_region_reads_writes_and_opens(cloud: Cloud, region: str) -> None:
    found = Person(RegionSite(cloud, region), "nobody").get("/health/deep")
    assert found["status"] == "fit"
    assert all(part["ok"] for part in found["parts"].values())


def test_the_standby_opens_with_a_replica_of_the_leaders_key(cloud: Cloud) -> None:
    keys = [
        cloud.client("kms", region).describe_key(KeyId="alias/izwork-content")["KeyMetadata"]
        for region in REGIONS.serving
    ]
    assert [key["MultiRegionConfiguration"]["MultiRegionKeyType"] for key in keys] == ["PRIMARY", "REPLICA"]
    assert keys[0]["KeyId"] == keys[1]["KeyId"]
    assert [key["Arn"].split(":")[3] for key in keys] == list(REGIONS.serving)
