"""The stacks, and in which Region each stands.

izwork-deploy          leader         who deploys
izwork-keys-<region>   both Regions   roles and keys; the standby's keys are replicas of the leader's
izwork-data            leader         the tables, with their copies in the standby and the witness
izwork-api-<region>    both Regions   the API, its mail, the client's files, and its name where there is a domain
izwork-jobs-<region>   both Regions   what is done every minute: mails that wait, the record of how the Region is
izwork-site            us-east-1      where there is a domain: CloudFront before the client and the API
"""

from aws_cdk import App, CrossStackReferences, Environment, ReferenceStrength, Stack, Tags

from . import api, client, deployer, jobs, keys, mail, names, roles, tables
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
    deployer.make(stack(app, "deploy", leader, chosen))
    first, second = (stack(app, f"keys-{region}", region, chosen) for region in (leader, standby))
    primaries = keys.make_primaries(first, roles.make(first, chosen.mail_from))
    keys.make_replicas(second, roles.make(second, chosen.mail_from), primaries)
    data = stack(app, "data", leader, chosen)
    tables.make(data, chosen.regions)
    apis: dict[str, str] = {}
    for region, held in ((leader, first), (standby, second)):
        serving = stack(app, f"api-{region}", region, chosen)
        serving.add_stack_dependency(held, "the function's role and keys")
        serving.add_stack_dependency(data, "its tables")
        made = api.make(serving, chosen)
        mail.make(serving, chosen)
        client.make_bucket(serving)
        if chosen.domain:
            names.make(serving, chosen, made)
        apis[region] = made.rest.rest_api_id
        jobs.make(stack(app, f"jobs-{region}", region, chosen), chosen, made.rest)
    if chosen.domain:
        client.make_site(stack(app, "site", EDGE, chosen), chosen, apis)
    return {one.stack_name: one for one in app.node.children if isinstance(one, Stack)}
