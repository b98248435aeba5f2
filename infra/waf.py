"""The web ACLs: AWS's lists of known bad senders and requests, and a rate no person reaches. The desk's let in only who
is named, and block everybody else.

At the edge the sender is who connects. In a Region nearly everybody connects through CloudFront, so there the sender
is who CloudFront says it forwards for; someone who goes around CloudFront can make that up, and then meets API
Gateway's throttle and the product's own limits. At the desk nobody goes around it: its Region lets in only what brings
our CloudFront's secret, or, where there is no CloudFront, who connects from the offices' networks.
"""

import ipaddress
from collections.abc import Sequence
from typing import Any

from aws_cdk import aws_wafv2 as wafv2
from constructs import Construct

# In five minutes, from one address: a school of 200 behind one router stays below.
REQUESTS = 10_000
LISTS = ("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet")


def make(
    scope: Construct,
    place: str,
    edge: bool,
    forwarded: bool = True,
    admits: list[dict[str, Any]] | None = None,
) -> wafv2.CfnWebACL:
    """The web ACL of a place, for CloudFront (`edge`) or for a Region's API. `forwarded`: in a Region, whether people
    connect through CloudFront. `admits`: statements, of which one must hold; without it everybody is let in."""
    rate: dict[str, Any] = {"limit": REQUESTS, "aggregate_key_type": "IP"}
    if not edge and forwarded:
        rate["aggregate_key_type"] = "FORWARDED_IP"
        rate["forwarded_ip_config"] = wafv2.CfnWebACL.ForwardedIPConfigurationProperty(
            header_name="X-Forwarded-For", fallback_behavior="NO_MATCH"
        )
    rated = {"rate_based_statement": wafv2.CfnWebACL.RateBasedStatementProperty(**rate)}
    rules = [_rule("rate", 0, f"{place}-rate", rated, "block")]
    for name in LISTS:
        managed = wafv2.CfnWebACL.ManagedRuleGroupStatementProperty(vendor_name="AWS", name=name)
        listed = {"managed_rule_group_statement": managed}
        rules.append(_rule(name, len(rules), f"{place}-{name}", listed, None))
    for number, statement in enumerate(admits or ()):
        rules.append(_rule(f"admits-{number}", len(rules), f"{place}-admits-{number}", statement, "allow"))
    otherwise: dict[str, Any] = {"allow": {}} if admits is None else {"block": {}}
    return wafv2.CfnWebACL(
        scope,
        "Acl",
        default_action=wafv2.CfnWebACL.DefaultActionProperty(**otherwise),
        scope="CLOUDFRONT" if edge else "REGIONAL",
        visibility_config=_seen(place),
        rules=rules,
    )


def _rule(
    name: str, priority: int, metric: str, statement: dict[str, Any], action: str | None
) -> wafv2.CfnWebACL.RuleProperty:
    """One rule; a managed group (`action` None) has actions of its own."""
    does: dict[str, Any] = (
        {"action": wafv2.CfnWebACL.RuleActionProperty(**{action: {}})}
        if action
        else {"override_action": wafv2.CfnWebACL.OverrideActionProperty(none={})}
    )
    return wafv2.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        statement=wafv2.CfnWebACL.StatementProperty(**statement),
        visibility_config=_seen(metric),
        **does,
    )


def from_networks(scope: Construct, networks: Sequence[str], edge: bool) -> list[dict[str, Any]]:
    """Statements that who connects is in one of the networks; none where there is none."""
    statements = []
    for version, name in ((4, "IPV4"), (6, "IPV6")):
        of_version = [one for one in networks if ipaddress.ip_network(one).version == version]
        if of_version:
            offices = wafv2.CfnIPSet(
                scope,
                f"Offices{version}",
                addresses=of_version,
                ip_address_version=name,
                scope="CLOUDFRONT" if edge else "REGIONAL",
            )
            known = wafv2.CfnWebACL.IPSetReferenceStatementProperty(arn=offices.attr_arn)
            statements.append({"ip_set_reference_statement": known})
    return statements


def with_header(name: str, value: str) -> dict[str, Any]:
    """The statement that a header says exactly this."""
    matched = wafv2.CfnWebACL.ByteMatchStatementProperty(
        field_to_match=wafv2.CfnWebACL.FieldToMatchProperty(single_header={"Name": name.lower()}),
        positional_constraint="EXACTLY",
        search_string=value,
        text_transformations=[wafv2.CfnWebACL.TextTransformationProperty(priority=0, type="NONE")],
    )
    return {"byte_match_statement": matched}


def _seen(metric: str) -> wafv2.CfnWebACL.VisibilityConfigProperty:
    """Counted, but without samples: a sampled request would show a person's address and cookie."""
    return wafv2.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=f"izwork-{metric}", sampled_requests_enabled=False
    )
