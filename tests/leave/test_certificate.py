"""A certificate proves what it says and nothing else, here as in the browser, which reads the same vectors."""

import json

import pytest

from chalicelib import settings
from chalicelib.consent import receipt, verify
from chalicelib.leave import certificate
from chalicelib.leave.certificate import SignedCertificate
from chalicelib.store.tables import Certificate
from infra.retention import BACKUPS
from tests.site import ROOT

VECTORS = json.loads((ROOT / "tests" / "vectors" / "receipts.json").read_text())


@pytest.mark.parametrize("signed", VECTORS["certificates"], ids=["aws", "one-machine"])
def test_a_certificate_is_genuine_as_it_was_signed_alone(signed: dict[str, object]) -> None:
    told = signed["receipt"]
    assert isinstance(told, dict)
    receipt.proven_as(SignedCertificate, json.dumps(signed, indent=3).encode(), VECTORS["keys"])
    for name, value in told.items():
        other = signed | {"receipt": told | {name: value + 1 if isinstance(value, int) else f"{value}x"}}
        with pytest.raises(receipt.Bad):
            receipt.proven_as(SignedCertificate, json.dumps(other).encode(), VECTORS["keys"])
    with pytest.raises(receipt.Bad):
        receipt.proven(json.dumps(signed).encode(), VECTORS["keys"])


def test_it_says_until_when_backups_last() -> None:
    aws, here = (verify.read(json.dumps(one).encode(), VECTORS["keys"]) for one in VECTORS["certificates"])
    assert "of the keys until 2026-12-29T01:02:30.500Z, of the rest until 2027-01-26T01:03:00.000Z" in aws[-1]
    assert "still under way" in here[-2]
    assert "operator's own copies" in here[-1]


def test_on_aws_backups_end_when_the_tables_were_declared_to_forget() -> None:
    """One source: what the deployment declares of its tables' recovery periods."""
    keys = {f"IZWORK_KMS_{name}": "arn" for name in ("CONTENT", "ACCOUNT", "LOOKUP", "DESK", "RECEIPT")}
    given = {
        "IZWORK_MODE": "aws", "AWS_REGION": "ap-southeast-1", "IZWORK_SITE": "https://izwork.vn", "IZWORK_MAIL": "ses",
        "IZWORK_MAIL_FROM": "a@izwork.vn", "IZWORK_SMS": "sns", "IZWORK_REGIONS": "ap-southeast-1,ap-northeast-1",
        "IZWORK_EDGE": "x" * 32,
    }  # fmt: skip
    chosen = settings.read(given | keys)
    row = Certificate("a" * 22, "t" * 22, erased_at=0, cleared_at=1000)
    told = certificate.told(row, certificate.Facts("Nhóm", 0, 1, 1), chosen)
    assert told.regions == "ap-southeast-1, ap-northeast-1"
    ends = {"keys": told.key_backups_gone_at, "rest": told.other_backups_gone_at}
    assert ends == {"keys": "1970-01-08T00:00:00.000Z", "rest": "1970-02-05T00:00:01.000Z"}
    assert BACKUPS == {"keys": 7, "rest": 35}
    under_way = certificate.told(
        Certificate("a" * 22, "t" * 22, erased_at=0), certificate.Facts("Nhóm", 0, 1, 1), chosen
    )
    assert (under_way.content_deleted_at, under_way.other_backups_gone_at) == ("", "")
