"""The browser client: its files in a bucket in each Region, and CloudFront before both, on one origin with the API.

CloudFront turns to the other Region's bucket by itself. That works for reading alone, so /api/* (and what is published
under /.well-known/) goes to the API's own name, which fails over in Route 53 (names.py). The status page is a file like
the client's others, and what it reads comes from either Region at once: it shows a lost Region while the name has not
turned yet.
"""

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_iam as iam
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from aws_cdk import aws_s3 as s3

from . import build, edge, names, waf
from .api import STAGE
from .choices import Choices
from .roles import PREFIX

STATUS = "/api/v1/status"
# Every address of the client is drawn by one page, but for the status page; a file has a dot in its last part.
TO_PAGE = """
function handler(event) {
  var request = event.request;
  if (request.uri === '/status') request.uri = '/status.html';
  if (!request.uri.split('/').pop().includes('.')) request.uri = '/index.html';
  return request;
}
"""
# The API's limits count per address, and it sees only CloudFront's. Whatever a viewer sent under this name is replaced.
SAY_WHO = f"""
function handler(event) {{
  var request = event.request;
  request.headers['{build.product("edge")["viewer"]}'] = {{ value: event.viewer.ip }};
  return request;
}}
"""


def bucket_name(account: str, region: str) -> str:
    return f"{PREFIX}client-{account}-{region}"


def make_bucket(stack: Stack) -> None:
    """The Region's copy of the client's files, read by this account's CloudFront alone."""
    bucket = s3.Bucket(
        stack,
        "Client",
        bucket_name=bucket_name(stack.account, stack.region),
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        versioned=True,
        removal_policy=RemovalPolicy.RETAIN,
    )
    reader = iam.ServicePrincipal(
        "cloudfront.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": stack.account}}
    )
    bucket.add_to_resource_policy(
        iam.PolicyStatement(
            sid="CloudFront",
            principals=[reader],
            actions=["s3:GetObject"],
            resources=[bucket.arn_for_objects("*")],
        )
    )


def make_site(stack: Stack, chosen: Choices, apis: dict[str, str]) -> cloudfront.Distribution:
    """The distribution under the domain; `stack` stands in us-east-1, where CloudFront looks for certificates. `apis`:
    the id of each Region's REST API."""
    zone = names.zone_of(stack, chosen)
    said = _headers(stack, "ApiHeaders", build.product("api_headers"))
    distribution = cloudfront.Distribution(
        stack,
        "Site",
        comment="IZwork",
        domain_names=[str(chosen.domain)],
        certificate=names.certificate(stack, chosen, zone, str(chosen.domain)),
        minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
        http_version=cloudfront.HttpVersion.HTTP2_AND_3,
        web_acl_id=waf.make(stack, edge=True).attr_arn,
        default_root_object="index.html",
        default_behavior=_files(stack, chosen),
        additional_behaviors={
            STATUS: _status(stack, chosen, apis, said),
            **dict.fromkeys(("/api/*", "/.well-known/*"), _api(stack, chosen, said)),
        },
    )
    there = route53.RecordTarget.from_alias(targets.CloudFrontTarget(distribution))
    for kind in (route53.ARecord, route53.AaaaRecord):
        kind(stack, kind.__name__, zone=zone, record_name=f"{chosen.domain}.", target=there)
    return distribution


def _files(stack: Stack, chosen: Choices) -> cloudfront.BehaviorOptions:
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
        code=cloudfront.FunctionCode.from_inline(TO_PAGE),
        runtime=cloudfront.FunctionRuntime.JS_2_0,
    )
    return cloudfront.BehaviorOptions(
        origin=origins.OriginGroup(
            primary_origin=first, fallback_origin=second, fallback_status_codes=[403, 404, 500, 502, 503, 504]
        ),
        viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
        response_headers_policy=_headers(stack, "Headers", build.product("client_headers")),
        function_associations=[
            cloudfront.FunctionAssociation(
                function=to_page, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
            )
        ],
    )


def _api(stack: Stack, chosen: Choices, said: cloudfront.ResponseHeadersPolicy) -> cloudfront.BehaviorOptions:
    say_who = cloudfront.Function(
        stack,
        "SayWho",
        code=cloudfront.FunctionCode.from_inline(SAY_WHO),
        runtime=cloudfront.FunctionRuntime.JS_2_0,
    )
    return cloudfront.BehaviorOptions(
        origin=origins.HttpOrigin(
            chosen.api_name,
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


def _status(
    stack: Stack, chosen: Choices, apis: dict[str, str], said: cloudfront.ResponseHeadersPolicy
) -> cloudfront.BehaviorOptions:
    """What the status page reads, from whichever Region answers: being read alone, it need not wait until the API's
    name turns. Kept for seconds, since everybody looks at once when something is wrong."""
    first, second = (
        origins.HttpOrigin(
            f"{apis[region]}.execute-api.{region}.{stack.url_suffix}",
            origin_path=f"/{STAGE}",
            protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
            origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
            connection_attempts=1,
            connection_timeout=Duration.seconds(2),
            read_timeout=Duration.seconds(5),
        )
        for region in chosen.regions.serving
    )
    return cloudfront.BehaviorOptions(
        origin=origins.OriginGroup(
            primary_origin=first, fallback_origin=second, fallback_status_codes=[500, 502, 503, 504]
        ),
        allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD,
        viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        response_headers_policy=said,
        cache_policy=cloudfront.CachePolicy(
            stack,
            "Seconds",
            comment="As long as the answer says, a minute at most",
            min_ttl=Duration.seconds(0),
            default_ttl=Duration.seconds(0),
            max_ttl=Duration.minutes(1),
        ),
    )


def _headers(stack: Stack, id: str, wanted: dict[str, str]) -> cloudfront.ResponseHeadersPolicy:
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
