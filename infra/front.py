"""CloudFront before the client's files and an API, on one origin: what the site (client.py) and the desk (desk_site.py)
have in common.
"""

from typing import NamedTuple

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_wafv2 as wafv2

from . import build, edge, names
from .choices import PREFIX, Choices

# The API's limits count per address, and it sees only CloudFront's. Whatever a viewer sent under this name is replaced.
SAY_WHO = f"""
function handler(event) {{
  var request = event.request;
  request.headers['{build.product("edge")["viewer"]}'] = {{ value: event.viewer.ip }};
  return request;
}}
"""


class Front(NamedTuple):
    """What stands behind a name: who is let in, the page of its root, its files, and what else is served by path."""

    acl: wafv2.CfnWebACL
    root: str
    files: cloudfront.BehaviorOptions
    paths: dict[str, cloudfront.BehaviorOptions]


def distribute(stack: Stack, chosen: Choices, name: str, front: Front) -> cloudfront.Distribution:
    """CloudFront under the name, which leads to it."""
    zone = names.zone_of(stack, chosen)
    distribution = cloudfront.Distribution(
        stack,
        "Site",
        comment="IZwork",
        domain_names=[name],
        certificate=names.certificate(stack, chosen, zone, name),
        minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
        http_version=cloudfront.HttpVersion.HTTP2_AND_3,
        web_acl_id=front.acl.attr_arn,
        default_root_object=front.root,
        default_behavior=front.files,
        additional_behaviors=front.paths,
    )
    there = route53.RecordTarget.from_alias(targets.CloudFrontTarget(distribution))
    for kind in (route53.ARecord, route53.AaaaRecord):
        kind(stack, kind.__name__, zone=zone, record_name=f"{name}.", target=there)
    return distribution


def bucket_name(account: str, region: str) -> str:
    return f"{PREFIX}client-{account}-{region}"


def files(stack: Stack, chosen: Choices, page: str) -> cloudfront.BehaviorOptions:
    """The client's files from either Region's bucket; `page`: the function that says which file an address is."""
    first, second = (
        origins.S3BucketOrigin.with_origin_access_control(
            s3.Bucket.from_bucket_attributes(
                stack, f"Client-{region}", bucket_name=bucket_name(stack.account, region), region=region
            )
        )
        for region in chosen.regions.serving
    )
    to_page = cloudfront.Function(
        stack,
        "ToPage",
        code=cloudfront.FunctionCode.from_inline(page),
        runtime=cloudfront.FunctionRuntime.JS_2_0,
    )
    return cloudfront.BehaviorOptions(
        origin=origins.OriginGroup(
            primary_origin=first, fallback_origin=second, fallback_status_codes=[403, 404, 500, 502, 503, 504]
        ),
        viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
        response_headers_policy=headers(stack, "Headers", build.product("client_headers")),
        function_associations=[
            cloudfront.FunctionAssociation(
                function=to_page, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
            )
        ],
    )


def api(stack: Stack, name: str, said: cloudfront.ResponseHeadersPolicy) -> cloudfront.BehaviorOptions:
    """Requests that go on to the API of this name, uncached, with who asks and our secret."""
    say_who = cloudfront.Function(
        stack,
        "SayWho",
        code=cloudfront.FunctionCode.from_inline(SAY_WHO),
        runtime=cloudfront.FunctionRuntime.JS_2_0,
    )
    return cloudfront.BehaviorOptions(
        origin=origins.HttpOrigin(
            name,
            protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
            origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
            connection_timeout=Duration.seconds(3),
            read_timeout=Duration.seconds(30),
            custom_headers={build.product("edge")["secret"]: edge.secret()},
        ),
        allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
        viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
        origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        compress=False,
        response_headers_policy=said,
        function_associations=[
            cloudfront.FunctionAssociation(
                function=say_who, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
            )
        ],
    )


def headers(stack: Stack, id: str, wanted: dict[str, str]) -> cloudfront.ResponseHeadersPolicy:
    """The headers that one machine's server gives the same answers, CloudFront's own among them."""
    said = dict(wanted)
    lasts, *scope = said.pop("Strict-Transport-Security").removeprefix("max-age=").split("; ")
    return cloudfront.ResponseHeadersPolicy(
        stack,
        id,
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                content_security_policy=said.pop("Content-Security-Policy"), override=True
            ),
            content_type_options=cloudfront.ResponseHeadersContentTypeOptions(
                override=said.pop("X-Content-Type-Options") == "nosniff"
            ),
            referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                referrer_policy=cloudfront.HeadersReferrerPolicy[
                    said.pop("Referrer-Policy").upper().replace("-", "_")
                ],
                override=True,
            ),
            strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=Duration.seconds(int(lasts)),
                include_subdomains="includeSubDomains" in scope,
                override=True,
            ),
        ),
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
            custom_headers=[
                cloudfront.ResponseCustomHeader(header=name, value=value, override=True)
                for name, value in said.items()
            ]
        ),
    )
