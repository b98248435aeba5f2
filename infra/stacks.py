"""The stacks, and in which Region each stands.

izwork-deploy          leader         who deploys, and who operates
izwork-keys-<region>   both Regions   roles and keys; the standby's keys are replicas of the leader's
izwork-data            leader         the tables, with their copies in the standby and the witness; the edge's secret
izwork-api-<region>    both Regions   the API, its mail, the client's files, and its name where there is a domain
izwork-desk-<region>   both Regions   the desk's API: another function of the same archive, with the desk's role
izwork-jobs-<region>   both Regions   what is done every minute: mails that wait, the record of how the Region is
izwork-watch-<region>  both Regions   alarms and whom they tell, dashboards, checks, who touches the keys
izwork-watch-edge      us-east-1      where there is a domain: what Route 53 sees of both Regions
izwork-site            us-east-1      where there is a domain: CloudFront before the client and the API
izwork-desk-site       us-east-1      where there is a domain: CloudFront before the desk's page and API
izwork-backup          leader         where a vault is chosen: each day's copy in another account (vault.py)
"""

from aws_cdk import App, CrossStackReferences, Environment, ReferenceStrength, Stack, Tags

from . import (
    api,
    bounds,
    checks,
    client,
    dashboards,
    deployer,
    desk_api,
    desk_site,
    edge,
    guard,
    jobs,
    keys,
    mail,
    names,
    operators,
    roles,
    tables,
    telling,
    vault,
    watch,
)
from .choices import Choices
from .regions import EDGE
from .roles import PREFIX


def stack(app: App, name: str, region: str, chosen: Choices, **more: object) -> Stack:
    """An empty stack that cannot be deleted by a slip."""
    made = Stack(
        app,
        PREFIX + name,
        env=Environment(account=chosen.account, region=region),
        termination_protection=True,
        **more,
    )
    Tags.of(made).add("product", "izwork")
    return made


def build(app: App, chosen: Choices) -> dict[str, Stack]:
    """Every stack of the deployment, by name."""
    # What one stack knows of another is read when it is deployed, by Fn::GetStackOutput: across Regions the other
    # ways need custom resources with functions of their own. Nothing is read when requests are served.
    CrossStackReferences.of(app).consume(ReferenceStrength.WEAK)
    leader, standby = chosen.regions.serving
    people = _people(app, leader, chosen)
    first, second = (stack(app, f"keys-{region}", region, chosen) for region in (leader, standby))
    for keeping in (first, second):
        keeping.add_stack_dependency(people, "the bounds that every role carries")
    primaries = keys.make_primaries(first, roles.make(first, chosen))
    keys.make_replicas(second, roles.make(second, chosen), primaries)
    data = stack(app, "data", leader, chosen)
    tables.make(data, chosen)
    if chosen.domain:
        edge.make(data, chosen)
    seen: dict[str, str] = {}
    apis: dict[str, str] = {}
    for region, held in ((leader, first), (standby, second)):
        made = _serve(app, region, chosen, (held, data), seen)
        apis[region] = chosen.apis.get(region) or made.rest.rest_api_id
    if chosen.vault:
        backups = stack(app, "backup", leader, chosen)
        backups.add_stack_dependency(data, "the tables it copies")
        vault.make_backups(backups, chosen)
    if chosen.domain:
        _edge(app, chosen, data, seen, apis)
    for one in app.node.children:
        if isinstance(one, Stack) and one is not people:
            bounds.bind(one)
    return {one.stack_name: one for one in app.node.children if isinstance(one, Stack)}


def _serve(
    app: App, region: str, chosen: Choices, needed: tuple[Stack, Stack], seen: dict[str, str]
) -> api.Api:
    """What runs in one Region. `needed`: its roles and keys, and the tables; `seen` is told its health check."""
    held, data = needed
    serving = stack(app, f"api-{region}", region, chosen)
    at_desk = stack(app, f"desk-{region}", region, chosen)
    for one in (serving, at_desk):
        one.add_stack_dependency(held, "the function's role and keys")
        one.add_stack_dependency(data, "its tables and the edge's secret")
    made = api.make(serving, chosen)
    mail.make(serving, chosen)
    client.make_bucket(serving)
    if chosen.domain:
        seen[region] = names.make(serving, chosen, made).health_check_id
    desk_api.make(at_desk, chosen, seen.get(region))
    jobs.make(stack(app, f"jobs-{region}", region, chosen), chosen, made.rest)
    watching = stack(app, f"watch-{region}", region, chosen)
    watching.add_stack_dependency(serving, "what it watches")
    _watch(watching, chosen, made)
    return made


def _people(app: App, leader: str, chosen: Choices) -> Stack:
    """Who deploys and who operates, and the bounds of every other role."""
    people = stack(app, "deploy", leader, chosen)
    bounds.make(people, chosen)
    deployer.make(people, chosen)
    operators.make(people, chosen, bounds.arn(people))
    return people


def _edge(app: App, chosen: Choices, data: Stack, seen: dict[str, str], apis: dict[str, str]) -> None:
    """What stands before both Regions under the domain, and what watches it. `seen`: each Region's health check."""
    looking = stack(app, "watch-edge", EDGE, chosen)
    telling.make(looking, chosen)
    watch.make_edge(looking, chosen, seen)
    site = stack(app, "site", EDGE, chosen)
    site.add_stack_dependency(data, "the edge's secret")
    client.make_site(site, chosen, apis)
    at_desk = stack(app, "desk-site", EDGE, chosen)
    at_desk.add_stack_dependency(data, "the edge's secret")
    desk_site.make(at_desk, chosen)


def _watch(watching: Stack, chosen: Choices, made: api.Api) -> None:
    topics = telling.make(watching, chosen)
    dead = telling.dead_letters(watching)
    door = f"https://{chosen.domain}" if chosen.domain else made.rest.url.rstrip("/")
    watch.make(watching, chosen)
    guard.make(watching, topics["page"], dead)
    checks.make(watching, chosen, door, dead)
    dashboards.make(watching, chosen)
