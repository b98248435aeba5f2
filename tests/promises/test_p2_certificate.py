"""P2: traffic is under the domain's own certificate, always; a customer may bring one."""

from pathlib import Path

import pytest

from chalicelib.accounts import session, sign_in
from chalicelib.web.headers import API_HEADERS

ROOT = Path(__file__).parents[2]
YEAR = 365 * 24 * 3600


@pytest.mark.parametrize("cookie", [session.cookie("x"), session.gone(), sign_in.cookie("x"), sign_in.gone()])
def test_cookies_of_signing_in_travel_over_tls_alone(cookie: str) -> None:
    parts = {part.strip() for part in cookie.split(";")}
    assert {"Secure", "HttpOnly", "Path=/"} <= parts
    assert cookie.startswith("__Host-")
    assert not [part for part in parts if part.startswith("Domain")]


def test_browsers_are_told_never_to_go_without_it() -> None:
    policy = API_HEADERS["Strict-Transport-Security"]
    assert int(policy.partition("max-age=")[2].partition(";")[0]) >= YEAR
    assert "includeSubDomains" in policy


def test_the_deployment_takes_tls_1_2_or_newer_only_and_a_customers_certificate() -> None:
    client, front, names = (
        (ROOT / "infra" / f"{name}.py").read_text() for name in ("client", "front", "names")
    )
    assert "minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021" in front
    assert "security_policy=apigateway.SecurityPolicy.TLS_1_2" in names
    assert "ViewerProtocolPolicy.ALLOW_ALL" not in client + front
    assert "Certificate.from_certificate_arn" in names
