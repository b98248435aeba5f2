"""Authorities and certificates as a customer may have them: made here, with whatever is wrong with them."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

DAY = timedelta(days=1)


class Authority:
    """Signs for sites, and for other authorities."""

    def __init__(self, name: str, by: "Authority | None" = None) -> None:
        self.name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        self.key = ec.generate_private_key(ec.SECP256R1())
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        self.certificate = (by or self)._signed(
            self.name, self.key, (x509.BasicConstraints(True, None), True), (usage, True)
        )

    def _signed(
        self, name: x509.Name, key: Any, *extensions: Any, days: tuple[int, int] = (-1, 90)
    ) -> x509.Certificate:
        at = datetime.now(UTC)
        made = x509.CertificateBuilder(
            self.name,
            name,
            key.public_key(),
            x509.random_serial_number(),
            at + days[0] * DAY,
            at + days[1] * DAY,
        )
        own = (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        theirs = (x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
        for extension, critical in (*extensions, own, theirs):
            made = made.add_extension(extension, critical)
        return made.sign(self.key, SHA256())

    def site(self, *names: str, days: tuple[int, int] = (-1, 90)) -> "Shown":
        """A certificate for names and addresses."""
        key = ec.generate_private_key(ec.SECP256R1())
        said = [x509.DNSName(n) if n[-1].isalpha() else x509.IPAddress(ip_address(n)) for n in names]
        extensions = [(x509.SubjectAlternativeName(said), False)] if said else []
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "IZwork")])
        return Shown(self._signed(subject, key, *extensions, days=days), key)


class Shown:
    """A site's certificate and its key."""

    def __init__(self, certificate: x509.Certificate, key: Any) -> None:
        self.certificate, self.key = certificate, key

    def key_pem(self, password: bytes | None = None) -> bytes:
        locked = BestAvailableEncryption(password) if password else NoEncryption()
        return bytes(self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))

    def put(self, folder: Path, *signers: Authority) -> tuple[Path, Path]:
        """Write chain and key as a renewal would."""
        chain, key = folder / "chain.pem", folder / "key.pem"
        chain.write_bytes(b"".join(pem(one) for one in (self, *signers)))
        key.write_bytes(self.key_pem())
        return chain, key


def pem(of: Authority | Shown) -> bytes:
    return of.certificate.public_bytes(Encoding.PEM)
