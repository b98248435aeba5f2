"""The desk's own origin, desk.<domain>, for the offices' networks alone: its page from the client's buckets, and the desk's
API. Nothing here leads to the product's API, and nothing of the product's site to the desk's.
"""

from aws_cdk import Stack
from aws_cdk import aws_cloudfront as cloudfront

from . import build, front, waf
from .choices import Choices

PAGE = "desk.html"
# Every address of the desk is drawn by its page; the other pages in the buckets are the product's.
TO_PAGE = f"""
function handler(event) {{
  var request = event.request;
  var name = request.uri.split('/').pop();
  if (!name.includes('.') || name.endsWith('.html')) request.uri = '/{PAGE}';
  return request;
}}
"""


def make(stack: Stack, chosen: Choices) -> cloudfront.Distribution:
    """The distribution; `stack` stands in us-east-1, where CloudFront looks for certificates and web ACLs."""
    admitted = waf.from_networks(stack, chosen.desk_networks, edge=True)
    said = front.headers(stack, "ApiHeaders", build.product("api_headers"))
    return front.distribute(
        stack,
        chosen,
        chosen.desk_name,
        front.Front(
            waf.make(stack, "desk-edge", edge=True, admits=admitted),
            PAGE,
            front.files(stack, chosen, TO_PAGE),
            {"/api/*": front.api(stack, chosen.desk_api_name, said)},
        ),
    )
