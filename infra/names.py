"""The API's name, where there is a domain: each Region stands behind it with a certificate of its own, and Route 53
answers with the leader while its health check passes, with the standby when it does not.

Asked is the deep check, bounded to two seconds: a Region that runs but cannot reach its store or its keys is unfit
too. Checked every 10 s, unfit after 3 in a row: Route 53's data plane turns the name by itself. Nothing is deployed,
no record is changed and no one is asked. Alias records of API Gateway live 60 s.
"""

from aws_cdk import Duration, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_route53 as route53

from .api import STAGE, Api
from .choices import Choices

HEALTH = "/api/v1/health/deep"
EVERY, TIMES = Duration.seconds(10), 3


def make(stack: Stack, chosen: Choices, api: Api) -> route53.HealthCheck:
    """Put the Region of `stack` behind the API's name; what Route 53 checks it by."""
    # By its own address: under the common name a check would ask whichever Region is in charge.
    health = route53.HealthCheck(
        stack,
        "Health",
        type=route53.HealthCheckType.HTTPS,
        fqdn=f"{api.rest.rest_api_id}.execute-api.{stack.region}.{stack.url_suffix}",
        resource_path=f"/{STAGE}{HEALTH}",
        request_interval=EVERY,
        failure_threshold=TIMES,
    )
    turn(stack, chosen, chosen.api_name, api.rest, health.health_check_id)
    return health


def turn(
    stack: Stack, chosen: Choices, called: str, rest: apigateway.SpecRestApi, health_check_id: str
) -> None:
    """Have the name lead to this Region's API, or to the other's, as the Region's health check says."""
    name = apigateway.DomainName(
        stack,
        "Name",
        domain_name=called,
        certificate=certificate(stack, chosen, zone_of(stack, chosen), called),
        endpoint_type=apigateway.EndpointType.REGIONAL,
        security_policy=apigateway.SecurityPolicy.TLS_1_2,
    )
    apigateway.BasePathMapping(stack, "Mapping", domain_name=name, rest_api=rest)
    leads = stack.region == chosen.regions.leader
    # The L2 record wants its target's health evaluated, which its own target for API Gateway cannot say.
    route53.CfnRecordSet(
        stack,
        "Record",
        hosted_zone_id=str(chosen.zone),
        name=f"{called}.",
        type="A",
        alias_target=route53.CfnRecordSet.AliasTargetProperty(
            dns_name=name.domain_name_alias_domain_name,
            hosted_zone_id=name.domain_name_alias_hosted_zone_id,
            evaluate_target_health=True,
        ),
        failover="PRIMARY" if leads else "SECONDARY",
        set_identifier=stack.region,
        health_check_id=health_check_id,
    )


def zone_of(stack: Stack, chosen: Choices) -> route53.IHostedZone:
    """The domain's hosted zone, which stands before the deployment and outlives it."""
    return route53.HostedZone.from_hosted_zone_attributes(
        stack, "Zone", hosted_zone_id=str(chosen.zone), zone_name=str(chosen.domain)
    )


def certificate(stack: Stack, chosen: Choices, zone: route53.IHostedZone, name: str) -> acm.ICertificate:
    """The Region's certificate: the imported one that was chosen, or one that ACM issues and renews."""
    imported = chosen.certificates.get(stack.region)
    if imported:
        return acm.Certificate.from_certificate_arn(stack, "Certificate", imported)
    return acm.Certificate(
        stack, "Certificate", domain_name=name, validation=acm.CertificateValidation.from_dns(zone)
    )
