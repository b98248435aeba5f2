"""What the operator chooses for one deployment, from CDK context (`cdk deploy -c domain=izwork.com …`).

site         the public origin; made from the domain where there is one
mail_from    the sender's address; its domain becomes the SES identity in both Regions
domain       optional: the site's name. With it come names, certificates, failover and TLS under the domain
zone         the Route 53 hosted zone's id of that domain
certificates optional: {"<region>": "<ACM ARN>"} of imported certificates, a customer's own, from any authority;
             us-east-1 is the client's. Without it ACM issues them
apis         optional: {"<region>": "<REST API id>"} of both Regions, as their stacks printed them. With it the site can
             be deployed while a Region is lost; without it they are looked up
vault        optional: the ARN of a backup vault in another account (vault.py), which a copy of each day goes to
page         who is woken, at once: addresses of mail, https:// or +phone, with commas between; needed with a domain
desk_networks  the offices' networks, with commas between (203.0.113.0/24,2001:db8::/48): from there alone the desk
             answers. Without it the desk answers nobody
desk_site    without a domain: the desk's own origin; https://desk. and the site's name by default
ticket       who reads of it in the morning; those of `page` by default
bank         what Premium is paid to: code|account|holder; without it and the seller nothing can be ordered
seller       who sells it: name|tax code|address|representative|position
account      the AWS account; the CLI's own by default
tables       after a restore: how the tables begin that the API uses (docs/recovery.md); izwork- by default
standing     the same for the tables that are not restored with the others
"""

import ipaddress
import json
import os
import re
from typing import NamedTuple

from constructs import Node

from . import build
from .regions import EDGE, REGIONS, Regions, allowed

PREFIX = "izwork-"


# Shorter prefixes than any office has.
NARROWEST = {4: 8, 6: 19}
VAULT = re.compile(r"arn:aws[a-z-]*:backup:[a-z0-9-]+:\d{12}:backup-vault:[\w-]+")


class Choices(NamedTuple):
    """One deployment's settings, checked."""

    account: str | None
    site: str
    mail_from: str
    domain: str | None
    zone: str | None
    certificates: dict[str, str]
    apis: dict[str, str]
    vault: str | None
    page: tuple[str, ...]
    ticket: tuple[str, ...]
    regions: Regions
    tables: str
    standing: str
    bank: str
    seller: str
    desk_site: str
    desk_networks: tuple[str, ...]

    def table(self, name: str) -> str:
        """A table's name."""
        return (self.standing if name in build.product("standing") else self.tables) + name

    @property
    def api_name(self) -> str:
        """The name that fails over."""
        return f"api.{self.domain}"

    @property
    def desk_name(self) -> str:
        """Where agents work: the desk's own origin under the domain."""
        return f"desk.{self.domain}"

    @property
    def desk_api_name(self) -> str:
        """The name of the desk's API, which fails over as the API's does."""
        return f"desk-api.{self.domain}"


class NotChosen(SystemExit):
    """Stops the synthesis; the text says what to choose."""


def read(node: Node, regions: Regions = REGIONS) -> Choices:
    """The choices in the app's context; NotChosen where one is missing."""

    def given(name: str) -> str | None:
        value = node.try_get_context(name)
        return str(value) if value else None

    domain, zone = given("domain"), given("zone")
    site = given("site") or (f"https://{domain}" if domain else None)
    mail_from = given("mail_from") or (f"no-reply@{domain}" if domain else None)
    if not site or not mail_from:
        raise NotChosen("choose -c domain=…, or -c site=https://… and -c mail_from=…@…")
    if domain and not zone:
        raise NotChosen(f"choose -c zone=…, the hosted zone's id of {domain}: names fail over in Route 53")
    page, ticket = (
        tuple(one.strip() for one in (given(name) or "").split(",") if one.strip())
        for name in ("page", "ticket")
    )
    if domain and not page:
        raise NotChosen(
            "choose -c page=…, who is woken when the site is down: a mail address, https://… or +84…"
        )
    certificates, apis = by_region(node, "certificates"), by_region(node, "apis")
    needed = {EDGE, *regions.serving}
    if certificates and set(certificates) != needed:
        raise NotChosen(f"imported certificates are needed in each of {', '.join(sorted(needed))}")
    if apis and set(apis) != {*regions.serving}:
        raise NotChosen(f"the APIs' ids are needed of each of {', '.join(regions.serving)}")
    vault = given("vault")
    if vault and not VAULT.fullmatch(vault):
        raise NotChosen(f"{vault} is no vault: say arn:aws:backup:<region>:<account>:backup-vault:<name>")
    account = given("account") or os.environ.get("CDK_DEFAULT_ACCOUNT")
    return Choices(
        account, site, mail_from, domain, zone, certificates, apis, vault, page, ticket, allowed(regions),
        given("tables") or PREFIX, given("standing") or PREFIX,
        given("bank") or "", given("seller") or "",
        desk_origin(site, domain, given("desk_site")), networks(given("desk_networks") or ""),
    )  # fmt: skip


def desk_origin(site: str, domain: str | None, own: str | None) -> str:
    """The desk's origin, never the site's: what a browser keeps for the one it does not show the other."""
    origin = (f"https://desk.{domain}" if domain else own or site.replace("://", "://desk.", 1)).rstrip("/")
    if origin == site.rstrip("/"):
        raise NotChosen("the desk needs an origin of its own: choose another -c desk_site=https://…")
    return origin


def networks(text: str) -> tuple[str, ...]:
    """The networks that are named, as AWS's web ACLs take them; NotChosen for what is none, and for everybody."""
    found = []
    for one in (part.strip() for part in text.split(",")):
        if not one:
            continue
        try:
            network = ipaddress.ip_network(one)
        except ValueError as fault:
            raise NotChosen(f"-c desk_networks: {fault}; say networks such as 203.0.113.0/24") from fault
        if network.prefixlen < NARROWEST[network.version]:
            raise NotChosen(f"-c desk_networks: {one} is half the world; name the offices' own networks")
        found.append(str(network))
    return tuple(found)


def by_region(node: Node, name: str) -> dict[str, str]:
    """A choice for each Region, given as an object or, on the command line, as JSON."""
    chosen = node.try_get_context(name) or {}
    return dict(json.loads(chosen) if isinstance(chosen, str) else chosen)
