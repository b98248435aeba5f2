"""What this process was told by its environment, read in one place.

A missing setting refuses to start with a sentence that says what to set; nothing here has a default
that makes the program less safe.
"""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec


class SettingMissing(SystemExit):
    """Stops the process; its text tells the operator what to set."""


class Settings(msgspec.Struct, frozen=True):
    """The settings of one process. `engine` is None where AWS's own endpoint is meant, `wordings` where the
    product's own terms are."""

    mode: str
    region: str
    site: str
    mail: str
    mail_from: str
    smtp: str | None
    tables: str
    engine: str | None
    key_files: Path | None
    kms: tuple[str, str, str] | None
    kms_receipt: str | None
    wordings: Path | None


def read(environment: Mapping[str, str]) -> Settings:
    """The settings in `environment`.

    Raises SettingMissing, naming the first variable that is absent or not one of its allowed values.
    """

    def need(name: str, meaning: str, allowed: tuple[str, ...] = ()) -> str:
        value = environment.get(name, "").strip()
        if not value or (allowed and value not in allowed):
            choice = f" (one of: {', '.join(allowed)})" if allowed else ""
            raise SettingMissing(f"IZwork does not start: set {name} to {meaning}{choice}.")
        return value

    mode = need("IZWORK_MODE", "where this process runs", ("local", "aws"))
    local = mode == "local"
    return Settings(
        mode=mode,
        region=need("AWS_REGION", "the AWS Region") if not local else "local",
        site=need("IZWORK_SITE", "the public origin, such as https://izwork.com").rstrip("/"),
        mail=need("IZWORK_MAIL", "where mail goes", ("mailbox",) if local else ("ses",)),
        mail_from=need("IZWORK_MAIL_FROM", "the sender's address") if not local else "izwork@localhost",
        smtp=environment.get("IZWORK_SMTP") or None,
        tables=environment.get("IZWORK_TABLES", "izwork-"),
        engine=need("IZWORK_ENGINE", "the address of the DynamoDB engine")
        if local
        else environment.get("IZWORK_ENGINE"),
        key_files=Path(need("IZWORK_KEYS", "the directory of the key files")) if local else None,
        kms=None
        if local
        else (
            need("IZWORK_KMS_CONTENT", "the ARN of the content key"),
            need("IZWORK_KMS_ACCOUNT", "the ARN of the account key"),
            need("IZWORK_KMS_LOOKUP", "the ARN of the lookup key"),
        ),
        kms_receipt=None if local else need("IZWORK_KMS_RECEIPT", "the ARN of the key that signs receipts"),
        wordings=Path(environment["IZWORK_WORDINGS"]) if environment.get("IZWORK_WORDINGS") else None,
    )


@lru_cache(maxsize=1)
def current() -> Settings:
    """The settings of this process, read once."""
    return read(os.environ)
