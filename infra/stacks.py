"""The stacks, and in which Region each stands.

izwork-deploy          leader         who deploys
izwork-keys-<region>   both Regions   roles and keys; the standby's keys are replicas of the leader's
izwork-data            leader         the tables, with their copies in the standby and the witness
"""

from aws_cdk import App, CrossStackReferences, Environment, ReferenceStrength, Stack, Tags

from . import deployer, keys, roles, tables
from .choices import Choices
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
    tables.make(stack(app, "data", leader, chosen), chosen.regions)
    return {one.stack_name: one for one in app.node.children if isinstance(one, Stack)}
