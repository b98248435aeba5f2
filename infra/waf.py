"""The web ACLs: AWS's lists of known bad senders and requests, and a rate no person reaches.

At the edge the sender is who connects. In a Region nearly everybody connects through CloudFront, so there the sender
is who CloudFront says it forwards for; someone who goes around CloudFront can make that up, and then meets API
Gateway's throttle and the product's own limits.
"""

from typing import Any

from aws_cdk import aws_wafv2 as wafv2
from constructs import Construct

# In five minutes, from one address: a school of 200 behind one router stays below.
REQUESTS = 10_000
LISTS = ("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet")


def make(scope: Construct, edge: bool) -> wafv2.CfnWebACL:
    """The web ACL for CloudFront (`edge`) or for a Region's API."""
    place = "edge" if edge else "api"
    rate: dict[str, Any] = {"limit": REQUESTS, "aggregate_key_type": "IP" if edge else "FORWARDED_IP"}
    if not edge:
        rate["forwarded_ip_config"] = wafv2.CfnWebACL.ForwardedIPConfigurationProperty(
            header_name="X-Forwarded-For", fallback_behavior="NO_MATCH"
        )
    rules = [
        wafv2.CfnWebACL.RuleProperty(
            name="rate",
            priority=0,
            action=wafv2.CfnWebACL.RuleActionProperty(block={}),
            statement=wafv2.CfnWebACL.StatementProperty(
                rate_based_statement=wafv2.CfnWebACL.RateBasedStatementProperty(**rate)
            ),
            visibility_config=_seen(f"{place}-rate"),
        )
    ]
    for priority, name in enumerate(LISTS, 1):
        managed = wafv2.CfnWebACL.ManagedRuleGroupStatementProperty(vendor_name="AWS", name=name)
        rules.append(
            wafv2.CfnWebACL.RuleProperty(
                name=name,
                priority=priority,
                override_action=wafv2.CfnWebACL.OverrideActionProperty(none={}),
                statement=wafv2.CfnWebACL.StatementProperty(managed_rule_group_statement=managed),
                visibility_config=_seen(f"{place}-{name}"),
            )
        )
    return wafv2.CfnWebACL(
        scope,
        "Acl",
        default_action=wafv2.CfnWebACL.DefaultActionProperty(allow={}),
        scope="CLOUDFRONT" if edge else "REGIONAL",
        visibility_config=_seen(place),
        rules=rules,
    )


def _seen(metric: str) -> wafv2.CfnWebACL.VisibilityConfigProperty:
    """Counted, but without samples: a sampled request would show a person's address and cookie."""
    return wafv2.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=f"izwork-{metric}", sampled_requests_enabled=False
    )
