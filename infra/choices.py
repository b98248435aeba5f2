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
ticket       who reads of it in the morning; those of `page` by default
bank         what Premium is paid to: code|account|holder; without it and the seller nothing can be ordered
seller       who sells it: name|tax code|address|representative|position
account      the AWS account; the CLI's own by default
tables       after a restore: how the tables begin that the API uses (docs/recovery.md); izwork- by default
standing     the same for the tables that are not restored with the others
"""

import json
import os
import re
from typing import NamedTuple

from constructs import Node

from . import build
from .regions import EDGE, REGIONS, Regions, allowed

PREFIX = "izwork-"


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

    def table(self, name: str) -> str:
        """A table's name."""
        return (self.standing if name in build.product("standing") else self.tables) + name

    @property
    def api_name(self) -> str:
        """The name that fails over."""
        return f"api.{self.domain}"


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
    )  # fmt: skip


def by_region(node: Node, name: str) -> dict[str, str]:
    """A choice for each Region, given as an object or, on the command line, as JSON."""
    chosen = node.try_get_context(name) or {}
    return dict(json.loads(chosen) if isinstance(chosen, str) else chosen)
