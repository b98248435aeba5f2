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
from aws_cdk import aws_s3 as s3

from . import build, front, waf
from .api import STAGE
from .choices import Choices

STATUS = "/api/v1/status"
# Every address of the client is drawn by one page, but for the status page; a file has a dot in its last part. The
# desk's page lies with the others and is shown at its own origin alone (desk_site.py).
TO_PAGE = """
function handler(event) {
  var request = event.request;
  if (request.uri === '/status') request.uri = '/status.html';
  if (request.uri === '/desk.html') request.uri = '/index.html';
  if (!request.uri.split('/').pop().includes('.')) request.uri = '/index.html';
  return request;
}
"""


def make_bucket(stack: Stack) -> None:
    """The Region's copy of the client's files, read by this account's CloudFront alone."""
    bucket = s3.Bucket(
        stack,
        "Client",
        bucket_name=front.bucket_name(stack.account, stack.region),
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
    said = front.headers(stack, "ApiHeaders", build.product("api_headers"))
    served = dict.fromkeys(("/api/*", "/.well-known/*"), front.api(stack, chosen.api_name, said))
    return front.distribute(
        stack,
        chosen,
        str(chosen.domain),
        front.Front(
            waf.make(stack, "edge", edge=True),
            "index.html",
            front.files(stack, chosen, TO_PAGE),
            {STATUS: _status(stack, chosen, apis, said), **served},
        ),
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
