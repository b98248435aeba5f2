"""The desk's API of one Region: the API's parts once more, from the same archive, with the desk's own doors and role.

Who is let in is chosen (`-c desk_networks=…`); without a choice nobody is. Under a domain the offices are looked for at
the edge (desk_site.py), and what comes to the Region must bring the secret that only our CloudFront knows: API Gateway's
own address does not answer at all. Without a domain the Region looks for the offices itself.

A new version serves at once: there are too few agents to try it on a part of them.
"""

from aws_cdk import Stack

from . import api, build, edge, names, surfaces, waf
from .choices import Choices


def make(stack: Stack, chosen: Choices, health_check_id: str | None) -> None:
    """The function, its API and what guards it; with a domain also its name, which turns with the API's."""
    alias = api.function(stack, surfaces.DESK, settings(chosen) | api.edge_settings(chosen))
    rest = api.rest_api(stack, surfaces.DESK, alias, named_only=bool(chosen.domain)).api
    if chosen.domain:
        admitted = [waf.with_header(build.product("edge")["secret"], edge.secret())]
    else:
        admitted = waf.from_networks(stack, chosen.desk_networks, edge=False)
    acl = waf.make(stack, "desk", edge=False, forwarded=bool(chosen.domain), admits=admitted)
    api.guard(stack, rest, acl)
    if health_check_id:
        names.turn(stack, chosen, chosen.desk_api_name, rest, health_check_id)


def settings(chosen: Choices) -> dict[str, str]:
    """What the operator's choices say to the desk."""
    return {
        "IZWORK_SITE": chosen.desk_site,
        "IZWORK_TABLES": chosen.tables,
        "IZWORK_STANDING": chosen.standing,
        "IZWORK_REGIONS": ",".join(chosen.regions.serving),
    }
