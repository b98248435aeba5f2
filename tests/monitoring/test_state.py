"""What the checks ask of the account and of certificates."""

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore.stub import Stubber
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from monitoring.checks import state

NOW = datetime.datetime.now(datetime.UTC)


def test_backups_are_as_old_as_the_oldest_table_and_none_is_a_day() -> None:
    now = NOW

    class Tables:
        def describe_continuous_backups(self, TableName: str) -> Any:  # noqa: N803
            newest = {"log": {"LatestRestorableDateTime": now - datetime.timedelta(minutes=5)},
                      "key": {"LatestRestorableDateTime": now - datetime.timedelta(hours=2)},
                      "off": {"PointInTimeRecoveryStatus": "DISABLED"}}[TableName]  # fmt: skip
            return {"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": newest}}

    assert state.backup_seconds(Tables(), ["log", "key"], now) == 7200
    assert state.backup_seconds(Tables(), ["log"], now) == 300
    assert state.backup_seconds(Tables(), ["log", "off"], now) == 86_400
    assert state.backup_seconds(Tables(), [], now) == 86_400


@pytest.mark.parametrize(("allowed", "sent", "percent"), [(50_000.0, 40_500.0, 81.0), (-1.0, 10.0, 0.0)])
def test_mails_are_told_as_a_share_of_what_a_day_allows(allowed: float, sent: float, percent: float) -> None:
    sesv2 = botocore.session.get_session().create_client(
        "sesv2", "ap-northeast-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    with Stubber(sesv2) as stubbed:
        quota = {"Max24HourSend": allowed, "MaxSendRate": 14.0, "SentLast24Hours": sent}
        stubbed.add_response("get_account", {"SendQuota": quota})
        assert state.mail_quota_percent(sesv2) == percent


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A TLS server on this machine whose certificate runs out in 20 days; (its port, who vouches for it)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(NOW - datetime.timedelta(days=1)).not_valid_after(NOW + datetime.timedelta(days=20))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    held = tmp_path / "held.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    held.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(held)
    listening = socket.create_server(("localhost", 0))

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            try:
                context.wrap_socket(line, server_side=True).close()
            except OSError:
                line.close()

    threading.Thread(target=serve, daemon=True).start()
    yield listening.getsockname()[1], held
    listening.close()


def test_a_certificates_days_are_counted_from_outside(certified: tuple[int, Path]) -> None:
    port, held = certified
    days = state.certificate_days(["localhost"], NOW, port, cafile=held)
    assert 19.99 < days <= 20


def test_a_certificate_that_browsers_refuse_has_no_days_left(certified: tuple[int, Path]) -> None:
    port, _ = certified
    assert state.certificate_days(["localhost"], NOW, port) == 0
