"""Which duty may do what with which key: the one declaration behind the key policies, in plain Python, so that the
product's trust page can show it (`python -m infra.evidence`).
"""

from typing import NamedTuple

SEAL, OPEN, HASH, SIGN, PUBLISH = (
    "kms:Encrypt", "kms:Decrypt", "kms:GenerateMac", "kms:Sign", "kms:GetPublicKey",
)  # fmt: skip


class Use(NamedTuple):
    """Which duties use a key for what. `purpose` names what they must tell KMS that a body is for (None: a MAC and a
    signature take no context)."""

    duties: dict[str, tuple[str, ...]]
    purpose: str | None
    spec: str


KEYS: dict[str, Use] = {
    "content": Use({"api": (SEAL, OPEN)}, "content", "SYMMETRIC_DEFAULT"),
    "account": Use({"api": (SEAL, OPEN), "jobs": (OPEN,)}, "account", "SYMMETRIC_DEFAULT"),
    "lookup": Use({"api": (HASH,), "desk": (HASH,)}, None, "HMAC_256"),
    "desk": Use({"api": (SEAL,), "desk": (SEAL, OPEN)}, "desk", "SYMMETRIC_DEFAULT"),
    "receipt": Use({"api": (SIGN, PUBLISH), "desk": (PUBLISH,)}, None, "ECC_NIST_P256"),
}
USAGE = {
    "SYMMETRIC_DEFAULT": "ENCRYPT_DECRYPT",
    "HMAC_256": "GENERATE_VERIFY_MAC",
    "ECC_NIST_P256": "SIGN_VERIFY",
}
