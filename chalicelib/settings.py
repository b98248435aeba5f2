"""What this process was told by its environment, read in one place.

A missing setting refuses to start with a sentence that says what to set; nothing here has a default
that makes the program less safe.
"""

import os
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

EDGE_LENGTH = 32  # characters
SURFACES = ("product", "desk")


class SettingMissing(SystemExit):
    """Stops the process; its text tells the operator what to set."""


class Settings(msgspec.Struct, frozen=True):
    """The settings of one process. `engine` is None where AWS's own endpoint is meant, `wordings` where the product's
    own terms are; `regions` are those that serve; `health` is the address of this Region's deep health, where a job
    asks it as others do; `edge` holds the secrets by which a front of ours (CloudFront, a proxy) is known, whose word
    on who asks is believed; `bank` is code (BIN), account and holder, `seller` name, tax code, address, representative
    and position: without either nothing can be ordered, and the rest runs. At the desk `site` is its own origin, it
    sends nothing (`mail` and `sms` are empty) and has two keys alone, `kms_lookup` and `kms_desk`; of
    `kms_receipt` it is given the public half, by which it knows the proof of a report."""

    surface: str
    mode: str
    region: str
    site: str
    mail: str
    mail_from: str
    smtp: str | None
    sms: str
    sms_sender: str | None
    tables: str
    standing: str
    engine: str | None
    key_files: Path | None
    kms: tuple[str, str, str] | None
    kms_receipt: str | None
    kms_lookup: str | None
    kms_desk: str | None
    wordings: Path | None
    regions: tuple[str, ...]
    health: str | None
    edge: tuple[str, ...] = ()
    bank: tuple[str, ...] = ()
    seller: tuple[str, ...] = ()


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
    region = environment.get("IZWORK_REGION") or "local" if local else need("AWS_REGION", "the AWS Region")
    return Settings(
        surface=surface(environment),
        mode=mode,
        region=region,
        site=need("IZWORK_SITE", "the public origin, such as https://izwork.com").rstrip("/"),
        tables=environment.get("IZWORK_TABLES", "izwork-"),
        standing=environment.get("IZWORK_STANDING") or environment.get("IZWORK_TABLES", "izwork-"),
        engine=need("IZWORK_ENGINE", "the engine's address") if local else environment.get("IZWORK_ENGINE"),
        key_files=Path(need("IZWORK_KEYS", "the directory of the key files")) if local else None,
        wordings=directory(environment.get("IZWORK_WORDINGS", "")),
        edge=edge_secrets(environment.get("IZWORK_EDGE", "")),
        **sending(environment, need, local),
        **keys_of(environment, need, local),
        **selling(environment),
        **serving(environment, region),
    )


def surface(environment: Mapping[str, str]) -> str:
    """What this process serves: people ("product"), or IZwork's own staff ("desk")."""
    chosen = environment.get("IZWORK_SURFACE", "").strip() or "product"
    if chosen not in SURFACES:
        raise SettingMissing(f"IZwork does not start: set IZWORK_SURFACE to one of {', '.join(SURFACES)}.")
    return chosen


def sending(environment: Mapping[str, str], need: Callable[..., str], local: bool) -> dict[str, Any]:
    """Where mails and messages go; the desk sends none."""
    if surface(environment) == "desk":
        return {"mail": "", "mail_from": "", "smtp": None, "sms": "", "sms_sender": None}
    sender = "izwork@localhost" if local else need("IZWORK_MAIL_FROM", "the sender's address")
    return {
        "mail": need("IZWORK_MAIL", "where mail goes", ("mailbox",) if local else ("ses",)),
        "mail_from": sender,
        "smtp": environment.get("IZWORK_SMTP") or None,
        "sms": need("IZWORK_SMS", "where text messages go", ("mailbox",) if local else ("sns",)),
        "sms_sender": environment.get("IZWORK_SMS_SENDER") or None,
    }


def keys_of(environment: Mapping[str, str], need: Callable[..., str], local: bool) -> dict[str, Any]:
    """The KMS keys this process uses: the desk is not even told the names of the others."""
    product = ("content", "account", "lookup", "receipt", "desk")
    names = ("lookup", "desk", "receipt") if surface(environment) == "desk" else product
    arns = (
        {}
        if local
        else {one: need(f"IZWORK_KMS_{one.upper()}", f"the ARN of the {one} key") for one in names}
    )
    trio = (arns["content"], arns["account"], arns["lookup"]) if "content" in arns else None
    return {"kms": trio} | {f"kms_{one}": arns.get(one) for one in ("receipt", "lookup", "desk")}


def directory(name: str) -> Path | None:
    return Path(name) if name else None


def serving(environment: Mapping[str, str], region: str) -> dict[str, Any]:
    """Which Regions serve, and where this one's health is asked."""
    regions = tuple(environment.get("IZWORK_REGIONS", region).split(","))
    return {"regions": regions, "health": environment.get("IZWORK_HEALTH") or None}


def selling(environment: Mapping[str, str]) -> dict[str, Any]:
    """What plans are paid to and who sells them."""
    return {"bank": parts(environment, "IZWORK_BANK", 3), "seller": parts(environment, "IZWORK_SELLER", 5)}


def parts(environment: Mapping[str, str], name: str, count: int) -> tuple[str, ...]:
    """What stands between bars in a variable; SettingMissing for another number of them than `count`."""
    text = environment.get(name, "").strip()
    found = tuple(one.strip() for one in text.split("|")) if text else ()
    if found and (len(found) != count or not all(found)):
        raise SettingMissing(f"IZwork does not start: {name} takes {count} parts with | between them.")
    return found


def edge_secrets(text: str) -> tuple[str, ...]:
    """The secrets in IZWORK_EDGE, several with commas while one is replaced; SettingMissing for one to be guessed."""
    secrets = tuple(one.strip() for one in text.split(",") if one.strip())
    if any(len(one) < EDGE_LENGTH for one in secrets):
        raise SettingMissing(
            f"IZwork does not start: set IZWORK_EDGE to {EDGE_LENGTH} random characters or more."
        )
    return secrets


@lru_cache(maxsize=1)
def current() -> Settings:
    """The settings of this process, read once."""
    return read(os.environ)
