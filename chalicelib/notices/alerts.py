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
    "phone_changed", "phone_removed", "contact_wanted", "recovery_started", "recovery_waiting", "recovery_ready",
    "recovery_stopped", "recovery_finished", "account_closing", "account_kept",
]  # fmt: skip
# Whose mail may be in other hands by now: told by text message too.
BY_SMS: tuple[What, ...] = (
    "email_changed", "phone_changed", "phone_removed", "recovery_started", "recovery_stopped", "recovery_finished",
    "account_closing",
)  # fmt: skip
# Factors that turn the second step on: set by who reads the mail alone, they would shut its owner out.
SHUTS_OUT = ("totp", "recovery-codes")
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
    """What is told: the device that did it, when (milliseconds), which factor, a key of DETAILS, and until when
    something waits, or when the account is erased."""

    device: Device
    at: int
    detail: str = ""
    until: int = 0


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
    # Nothing can be done in a closing account but to keep it, and that is told, and to come back to it.
    if what != CLOSING and not what.startswith("recovery_") and closing.lasts(id):
        return
    for reader in readers(held, what, facts):
        try:
            send(id, what, facts, reader, held.language)
        except Exception as fault:
            logs.say("alert.unsent", fault)


def queue(id: str, what: What, facts: Facts, held: Personal, at: int) -> list[str]:
    """Have all addresses of the account told by mail at a moment to come (milliseconds); what takes the mails back."""
    return [
        outbox.later(
            at, reader.value, frame(what), held.language, LASTS,
            **told(id, what, facts, reader, held.language, at),
        )
        for reader in readers(held, what, facts)
        if reader.kind == "email"
    ]  # fmt: skip


def readers(held: Personal, what: What, facts: Facts) -> list[Reader]:
    """Who hears of it: the contacts, and of a recovery also those that were changed of late."""
    known = [Reader("email", held.email)]
    if held.phone:
        known.append(Reader("phone", held.phone))
    if what.startswith("recovery_"):
        known += [Reader(one.kind, one.value) for one in held.past if one.value and now() <= one.at + UNDO]
    texts = what in BY_SMS or (what == "factor_added" and facts.detail in SHUTS_OUT)
    found = {(one.kind, one.value): one for one in known if one.kind == "email" or texts}
    return [*found.values()]


def send(id: str, what: What, facts: Facts, reader: Reader, language: str) -> None:
    said = told(id, what, facts, reader, language, now())
    if reader.kind == "phone":
        sms.send(reader.value, "sms_alert", language, said=said["subject"], link=said["link"])
    else:
        outbox.send(reader.value, frame(what), language, lasts(what), **said)


def frame(what: What) -> str:
    if what == CLOSING:
        return "alert_closing"
    return "alert_undo" if what in UNDOES else "alert"


def lasts(what: What) -> int:
    """Milliseconds for which the link of a notice can be used."""
    return closing.LASTS if what == CLOSING else LASTS


def told(id: str, what: What, facts: Facts, reader: Reader, language: str, at: int) -> dict[str, str]:
    """What stands in the mail, with a link of its own, good for its time from `at` (milliseconds)."""
    english = language == "en"
    # What tells of a closing is found again by its id when the account is erased; one for an earlier closing ends.
    alert = closing_link(id, reader.kind) if what == CLOSING else long_id()
    token = keep(alert, id, facts.at, at + lasts(what), reader)
    page = "undo" if what in UNDOES else "not-me"
    subject, said = mail.template(f"alert.{what}", language)
    until = day(facts.until, english) if what == CLOSING else rough_time(facts.until, english)
    where = mail.template("alert_where", language)[1].substitute(
        device=facts.device.name or ("không rõ", "unknown")[english],
        time=rough_time(facts.at, english),
        region=REGIONS.get(facts.device.region, (facts.device.region,) * 2)[english],
    )
    text = said.substitute(detail=DETAILS.get(facts.detail, DETAILS[""])[english], until=until).strip()
    link = f"{settings.current().site}/{page}#{alert}.{token}"
    return {"subject": subject, "said": text, "where": where.strip(), "link": link}


def keep(alert: str, account: str, at: int, until: int, reader: Reader) -> str:
    """Keep the link of an alert about `at`, to be used `until` then (milliseconds); its token."""
    token = secrets.token_urlsafe(32)
    rows.put(
        Alert(
            alert,
            account=account,
            token_hash=session.digest(token),
            at=at,
            expires_at=until // 1000,
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
