"""Mail leaves from each Region by its own SES, under the sender's domain, with DKIM of its own.

Without a hosted zone the records that prove the domain are printed as outputs, for whoever keeps its DNS.
"""

from aws_cdk import CfnOutput
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_ses as ses
from constructs import Construct

from .choices import Choices


def make(scope: Construct, chosen: Choices) -> ses.EmailIdentity:
    """The Region's identity. Addresses that bounce or complain are not written to again."""
    sender = chosen.mail_from.partition("@")[2]
    handling = ses.ConfigurationSet(
        scope,
        "Mail",
        configuration_set_name="izwork",
        tls_policy=ses.ConfigurationSetTlsPolicy.REQUIRE,
        reputation_metrics=True,
        suppression_reasons=ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    )
    identity = ses.EmailIdentity(
        scope, "Sender", identity=ses.Identity.domain(sender), configuration_set=handling
    )
    for number, record in enumerate(identity.dkim_records, 1):
        if chosen.zone and sender == chosen.domain:
            route53.CfnRecordSet(
                scope,
                f"Dkim-{number}",
                hosted_zone_id=chosen.zone,
                name=record.name + ".",
                type="CNAME",
                ttl="1800",
                resource_records=[record.value],
            )
        else:
            CfnOutput(scope, f"Dkim{number}", value=f"{record.name} CNAME {record.value}")
    return identity
