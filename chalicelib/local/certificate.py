"""A certificate of one's own, from any authority: looked at before it is shown to anybody.

`python -m chalicelib.local.certificate CHAIN KEY NAME` says what is wrong with one, or until when it is good; the same
before it is imported into ACM for a deployment of one's own (docs/dedicated.md).
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path
from typing import Any

import certifi
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from chalicelib.clock import now


class Unfit(Exception):
    """The certificate cannot be shown; the text says why and what to do, and holds nothing of the key."""


def checked(chain: Path, key: Path, name: str, roots: Path | None = None) -> datetime:
    """Until when the certificate in `chain` (PEM, the site's own first, then those who signed it) serves `name`.

    `roots`: a PEM file of the authorities that people's devices trust, instead of those of the public web. Raises
    Unfit for files that cannot be read, a key of another certificate, a chain with a gap, a date, a name, or an
    authority that is not among the roots.
    """
    own, *signers = _certificates(chain)
    _fits(own, _key(key), chain, key)
    _in_time(own, chain)
    _unbroken([own, *signers], chain)
    _named(own, name, chain)
    _trusted(own, signers, name, roots)
    return own.not_valid_after_utc


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise Unfit(f"{file} cannot be read ({fault.strerror}).") from fault


def _certificates(file: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(_read(file))
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise Unfit(
            f"{file} holds no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----."
        ) from fault


def _key(file: Path) -> Any:
    try:
        return load_pem_private_key(_read(file), None)
    except TypeError as fault:
        raise Unfit(
            f"{file} is locked with a password, which nobody is here to type: write it without one "
            "(openssl pkey -in locked.pem -out key.pem), readable by the server alone."
        ) from fault
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise Unfit(f"{file} holds no private key in PEM.") from fault


def _fits(own: x509.Certificate, key: Any, chain: Path, file: Path) -> None:
    public = (one.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) for one in (own.public_key(), key.public_key()))  # fmt: skip
    if len(set(public)) != 1:
        raise Unfit(f"{file} is not the key of the first certificate in {chain}.")


def _in_time(own: x509.Certificate, chain: Path) -> None:
    at = datetime.fromtimestamp(now() / 1000, UTC)
    if at > own.not_valid_after_utc:
        raise Unfit(f"{chain} ended on {own.not_valid_after_utc:%Y-%m-%d}: put its renewal there.")
    if at < own.not_valid_before_utc:
        raise Unfit(f"{chain} begins only on {own.not_valid_before_utc:%Y-%m-%d %H:%M} UTC.")


def _unbroken(chain: Sequence[x509.Certificate], file: Path) -> None:
    """Each is signed by the next: browsers do not look for one that is missing."""
    for place, (one, signer) in enumerate(pairwise(chain), start=1):
        try:
            one.verify_directly_issued_by(signer)
        except (ValueError, TypeError, InvalidSignature) as fault:
            raise Unfit(
                f"certificate {place} of {file} is not signed by the one after it: put the site's own first, "
                "then who signed it, then who signed that."
            ) from fault


def _named(own: x509.Certificate, name: str, chain: Path) -> None:
    try:
        names = own.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        raise Unfit(f"{chain} names no site (it has no subject alternative names).") from None
    said = [*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))]
    wild = f"*.{name.partition('.')[2]}"
    if name.lower() not in (one.lower() for one in said) and wild.lower() not in (
        one.lower() for one in said
    ):
        raise Unfit(f"{chain} is for {', '.join(said)}, not for {name}.")


def _trusted(own: x509.Certificate, signers: list[x509.Certificate], name: str, roots: Path | None) -> None:
    store = Store(_certificates(roots or Path(certifi.where())))
    policy = PolicyBuilder().store(store).time(datetime.fromtimestamp(now() / 1000, UTC))
    try:
        policy.build_server_verifier(_subject(name)).verify(own, signers)
    except VerificationError as fault:
        raise Unfit(
            f"browsers would not trust it ({fault}): add to the file whoever signed it, or, for an authority of your "
            "own that people's devices know, set IZWORK_CA to its certificate."
        ) from fault


def _subject(name: str) -> x509.DNSName | x509.IPAddress:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def main(given: list[str]) -> None:
    if len(given) not in (3, 4):
        sys.exit("python -m chalicelib.local.certificate CHAIN KEY NAME [ROOTS]")
    try:
        until = checked(Path(given[0]), Path(given[1]), given[2], Path(given[3]) if given[3:] else None)
    except Unfit as reason:
        sys.exit(str(reason))
    print(f"Good for {given[2]} until {until:%Y-%m-%d %H:%M} UTC.")


if __name__ == "__main__":
    main(sys.argv[1:])
