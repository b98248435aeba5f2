"""What a log may say: one JSON line per event, of listed fields alone, on Lambda as on one machine.

Whatever is logged by whomever becomes such a line. A message is never written, for it may hold what a person typed;
nor is an exception's own text. Of an exception the line says its type and where it came from, which is what is needed
to find a fault; of another library's message, which library it was.
"""

import json
import logging
import re
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

# event: its level. `library` stands for what others log, `fault` for what nobody expected.
EVENTS: dict[str, int] = {
    "request": logging.INFO,
    "fault": logging.ERROR,
    "library": logging.WARNING,
    "alert.unsent": logging.ERROR,
    "canary.fell": logging.WARNING,
    "certificate.renewed": logging.INFO,
    "certificate.unfit": logging.ERROR,
    "compaction.put_off": logging.WARNING,
    "engine.started_again": logging.WARNING,
    "engine.gave_up": logging.ERROR,
    "expiry.put_off": logging.WARNING,
    "erasing.put_off": logging.WARNING,
    "job.failed": logging.ERROR,
    "job.put_off": logging.WARNING,
    "mail.given_up": logging.WARNING,
    "mail.late": logging.WARNING,
    "mail.not_kept": logging.ERROR,
    "mail.not_relayed": logging.WARNING,
    "mail.untaken": logging.WARNING,
    "reason.unreadable": logging.WARNING,
    "region.drained": logging.INFO,
}
WORD = r"[\w.:<>-]{1,100}"
# field: what it may look like. Nothing that a person or a program sends has a field.
FIELDS: dict[str, str] = {
    "at": r"\d{13}",  # milliseconds since the epoch
    "level": r"debug|info|warning|error|critical",
    "event": "|".join(map(re.escape, EVENTS)),
    "method": r"[A-Z]{3,7}|-",
    "route": r"/[a-z0-9/{}._-]{0,200}|-",  # as declared, such as /api/v1/teams/{team}; never the path that was asked
    "status": r"\d{3}",
    "code": r"[a-z_]{1,40}",  # the refusal's
    "ms": r"\d{1,9}(\.\d)?",
    "request_id": r"[0-9A-Za-z-]{1,64}",
    "region": r"[a-z0-9-]{1,30}",
    "version": r"[0-9A-Za-z.+-]{1,40}",
    "logger": WORD,
    "fault": rf"{WORD}( < {WORD}){{0,9}}",  # the exception's type, and its causes'
    "frames": r"([\w./<>-]+:\d+ [\w<>.]+( < )?){0,12}",  # file:line function, innermost first
}
_ALLOWED = {name: re.compile(pattern) for name, pattern in FIELDS.items()}
FRAMES_AT_MOST, CAUSES_AT_MOST = 12, 5
_log = logging.getLogger("izwork")
_always: dict[str, str] = {}


def say(event: str, fault: BaseException | None = None, **fields: Any) -> None:
    """Log one of EVENTS. KeyError for an event that is not listed; fields that are not listed or do not look as they
    must are left out."""
    _log.log(EVENTS[event], event, exc_info=fault, extra={"said": fields})


def install(region: str, version: str) -> None:
    """From now on everything this process logs, and what ends a thread, goes to stderr as such lines."""
    _always.update(region=region, version=version)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    # Lambda's runtime has a handler of its own there, which would say everything a second time and in full.
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    _log.setLevel(logging.INFO)
    # Otherwise a message that does not fit its arguments is printed with them.
    logging.raiseExceptions = False
    threading.excepthook = lambda ended: say("fault", ended.exc_value)
    sys.excepthook = _ended
    sys.unraisablehook = lambda ended: say("fault", ended.exc_value)


def _ended(_: type[BaseException], fault: BaseException, __: TracebackType | None) -> None:
    say("fault", fault)


class Lines(logging.Formatter):
    """A record as its line."""

    def format(self, record: logging.LogRecord) -> str:
        own = record.msg if isinstance(record.msg, str) and not record.args and record.msg in EVENTS else None
        line: dict[str, Any] = {
            "at": int(record.created * 1000),
            "level": record.levelname.lower(),
            "event": own or "library",
        }
        if own is None:
            line["logger"] = record.name
        line |= getattr(record, "said", {}) | _always
        fault = record.exc_info[1] if record.exc_info else None
        if fault is not None:
            line |= {"fault": " < ".join(_types(fault)), "frames": " < ".join(_frames(fault))}
        return json.dumps({name: value for name, value in line.items() if allowed(name, value)})


def allowed(name: str, value: Any) -> bool:
    """Whether a line may hold this field with this value."""
    pattern = _ALLOWED.get(name)
    return pattern is not None and pattern.fullmatch(str(value)) is not None


def since(started: float) -> float:
    """Milliseconds since a time.perf_counter()."""
    return round((time.perf_counter() - started) * 1000, 1)


def _chain(fault: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = fault
    for _ in range(CAUSES_AT_MOST):
        if one is None:
            return
        yield one
        one = one.__cause__ or one.__context__


def _types(fault: BaseException) -> list[str]:
    return [type(one).__qualname__ for one in _chain(fault)]


def _frames(fault: BaseException) -> list[str]:
    """Where the exception was raised, then who called; only names of code."""
    steps = traceback.extract_tb(fault.__traceback__)[-FRAMES_AT_MOST:]
    return [f"{'/'.join(Path(one.filename).parts[-2:])}:{one.lineno} {one.name}" for one in reversed(steps)]
