"""Alerts: what happened to an account, told to every contact of it, each with a link that says "this was not me".

They name the device, the time to ten minutes and the Region that served it; nothing of any team. The link's page does
nothing by itself: its button does what not_me.py says. By mail always; a text message only where the mail may reach
someone else, for it costs.
"""

import hmac
import secrets
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from chalicelib import logs, settings
from chalicelib.accounts import account, closing, session
from chalicelib.accounts.account import UNDO, Kind, Personal
from chalicelib.accounts.device import Device
from chalicelib.clock import now
from chalicelib.ids import is_long_id, long_id, long_id_from
from chalicelib.notices import mail, outbox, sms
from chalicelib.refusals import Refused
from chalicelib.store import keys, rows
from chalicelib.store.tables import Alert

What = Literal[
    "new_device", "factor_added", "factor_removed", "password_changed", "email_changed", "phone_added",
    "phone_changed", "phone_removed", "contact_wanted", "recovery_started", "account_closing", "account_kept",
]  # fmt: skip
# Whose mail may be in other hands by now: told by text message too.
BY_SMS: tuple[What, ...] = (
    "email_changed", "phone_changed", "phone_removed", "recovery_started", "account_closing",
)  # fmt: skip
# Whose link takes the change back, and says so.
UNDOES: tuple[What, ...] = ("email_changed", "phone_added", "phone_changed", "phone_removed")
LASTS = UNDO  # milliseconds for which a link can be used
# Which lasts until the account is gone.
CLOSING: What = "account_closing"
ROUGHLY = 10 * 60 * 1000  # milliseconds: times are told no finer
VIETNAM = timedelta(hours=7)
REGIONS = {
    "local": ("máy này", "this machine"),
    "ap-northeast-1": ("Tokyo", "Tokyo"),
    "ap-northeast-2": ("Seoul", "Seoul"),
    "ap-northeast-3": ("Osaka", "Osaka"),
    "ap-southeast-1": ("Singapore", "Singapore"),
}
DETAILS = {
    "": ("", ""),
    "password": ("mật khẩu", "a password"),
    "passkey": ("khoá truy cập (passkey)", "a passkey"),
    "totp": ("ứng dụng tạo mã", "an authenticator app"),
    "two-step": ("đăng nhập hai bước", "two-step sign-in"),
    "recovery-codes": ("mã khôi phục", "recovery codes"),
}


class Facts(msgspec.Struct):
    """What is told: the device that did it, when (milliseconds), which factor, a key of DETAILS, and when the account
    is erased."""

    device: Device
    at: int
    detail: str = ""
    closes_at: int = 0


class Reader(msgspec.Struct):
    """What is sealed in an alert: the contact it went to."""

    kind: Kind
    value: str


def tell(id: str, what: What, facts: Facts, known: Personal | None = None) -> None:
    """Tell all contacts of the account, or those it had when it was `known`. What happened stands: never raises."""
    try:
        held = known or account.personal(id)
    except LookupError:
        return
    # Nothing can be done in a closing account but to keep it, and that is told.
    if what != CLOSING and closing.lasts(id):
        return
    readers = [Reader("email", held.email)]
    if held.phone and what in BY_SMS:
        readers.append(Reader("phone", held.phone))
    for reader in readers:
        try:
            send(id, what, facts, reader, held.language)
        except Exception as fault:
            logs.say("alert.unsent", fault)


def send(id: str, what: What, facts: Facts, reader: Reader, language: str) -> None:
    closes, english = what == CLOSING, language == "en"
    lasts = closing.LASTS if closes else LASTS
    frame, page = ("alert_undo", "undo") if what in UNDOES else ("alert", "not-me")
    # What tells of a closing is found again by its id when the account is erased; one for an earlier closing ends.
    alert = closing_link(id, reader.kind) if closes else long_id()
    link = f"{settings.current().site}/{page}#{alert}.{keep(alert, id, facts.at, lasts, reader)}"
    subject, said = mail.template(f"alert.{what}", language)
    if reader.kind == "phone":
        sms.send(reader.value, "sms_alert", language, said=subject, link=link)
        return
    detail = day(facts.closes_at, english) if closes else DETAILS.get(facts.detail, DETAILS[""])[english]
    told = said.substitute(detail=detail).strip()
    where = mail.template("alert_where", language)[1].substitute(
        device=facts.device.name or ("không rõ", "unknown")[english],
        time=rough_time(facts.at, english),
        region=REGIONS.get(facts.device.region, (facts.device.region,) * 2)[english],
    )
    facts_told = {"subject": subject, "said": told, "where": where.strip(), "link": link}
    outbox.send(reader.value, "alert_closing" if closes else frame, language, lasts, **facts_told)


def keep(alert: str, account: str, at: int, lasts: int, reader: Reader) -> str:
    """Keep the link of an alert about `at`, to be used for `lasts` milliseconds from now; its token."""
    token = secrets.token_urlsafe(32)
    rows.put(
        Alert(
            alert,
            account=account,
            token_hash=session.digest(token),
            at=at,
            expires_at=(now() + lasts) // 1000,
            body=keys.seal_account(context(alert, account), msgspec.json.encode(reader)),
        )
    )
    return token


def closing_link(id: str, kind: Kind) -> str:
    return long_id_from(id, CLOSING, kind)


def forget_closing(id: str) -> None:
    """Remove the links that told of the closing."""
    kinds: tuple[Kind, ...] = ("email", "phone")
    for kind in kinds:
        rows.remove(Alert(closing_link(id, kind)))


def day(at: int, english: bool) -> str:
    """The day of a moment by the clock of Vietnam."""
    local = datetime.fromtimestamp(at / 1000, UTC) + VIETNAM
    return f"{local.day} {local:%B %Y}" if english else f"ngày {local.day}/{local.month}/{local.year}"


def rough_time(at: int, english: bool) -> str:
    """The ten minutes in which it happened, by the clock of Vietnam."""
    local = datetime.fromtimestamp(at // ROUGHLY * ROUGHLY / 1000, UTC) + VIETNAM
    if english:
        return f"about {local:%H:%M} on {local.day} {local:%B %Y}, Vietnam time"
    return f"khoảng {local:%H:%M} ngày {local.day}/{local.month}/{local.year}, giờ Việt Nam"


def find(id: str, token: str) -> Alert:
    """The alert of a link that can be used: once, for 72 hours, by a contact that the account has not lost since.

    Refused: alert_over.
    """
    alert = rows.find(Alert, id) if is_long_id(id) else None
    if (
        alert is None
        or not hmac.compare_digest(alert.token_hash, session.digest(token))
        or alert.spent_at is not None
        or alert.expires_at <= now() // 1000
    ):
        raise Refused("alert_over")
    reader = msgspec.json.decode(keys.open_account(context(id, alert.account), alert.body), type=Reader)
    held = account.known(alert.account)
    if held is None or not account.names(held, reader.kind, reader.value):
        raise Refused("alert_over")
    return alert


def spend(alert: Alert) -> None:
    """Once; of many who press at the same time one gets through."""
    free = Alert.spent_at.does_not_exist() & (Alert.expires_at > now() // 1000)
    if not rows.change(alert, [Alert.spent_at.set(now())], free):
        raise Refused("alert_over")


def give_back(alert: Alert) -> None:
    """What the link asked for could not be done: it may be pressed again."""
    rows.change(alert, [Alert.spent_at.remove()], Alert.spent_at.exists())


def context(alert: str, account: str) -> dict[str, str]:
    return {"alert": alert, "account": account}
