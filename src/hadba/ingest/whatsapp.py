"""WhatsApp's text export: each message is a report of its chat. The export writes dates as the telephone does, so that day
and month are told apart by the whole file, or by --date-order.

Passed over by rule: lines of the app itself (no sender) and messages of media alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from hadba.errors import InputError
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item, Part
from hadba.ingest.record import report_of

_DATE = r"(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u202f\u00a0]?[AaPp]\.?[Mm]\.?)?"
_LINE = re.compile(rf"\u200e?\[?{_DATE},? +{_TIME}(?:\] | - )(?P<rest>.*)")
_SENT = re.compile(r"\u200e?(?P<who>[^:\n]{1,80}): (?P<words>.*)", re.DOTALL)
_MEDIA = re.compile(
    r"\u200e?(<[^<>]{3,40}>|[^\n]{0,80}\(file attached\)|(?:image|video|audio|sticker|GIF|document) omitted)", re.IGNORECASE
)
_CHAT = re.compile(r"(?:WhatsApp Chat (?:with|-) )?(?P<name>.+?)(?:\.txt)?")
_ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}  # positions of year, month, day


def is_whatsapp(text: str) -> bool:
    """Whether a text begins as such an export does."""
    return _LINE.match(text[:200]) is not None


def whatsapp_as_parts(text: str, origin: Origin) -> Iterator[Part]:
    """One part a message of words."""
    held = [(n, m) for n, m in enumerate(_messages(text), 1)]
    order = origin.date_order or _order([written for _, (written, _) in held])
    chat = _CHAT.fullmatch(origin.fallback or "")
    outlet = origin.outlet or (chat.group("name") if chat else None)
    for number, (written, rest) in held:
        sent = _SENT.fullmatch(rest)
        if sent and not _MEDIA.fullmatch(sent.group("words").strip()):
            day = _day(written, order)
            record = {
                "text": sent.group("words"),
                "author": sent.group("who").strip(),
                "published": day.isoformat() if day else written,
            }
            yield Part(f"message {number}", partial(_report, record, outlet, origin))


def _report(record: dict[str, object], outlet: str | None, origin: Origin) -> Iterator[Item]:
    yield report_of(record, origin, outlet=outlet)


def _messages(text: str) -> Iterator[tuple[str, str]]:
    """(date as written, the rest) of each message; lines without a date belong to the message before."""
    date_written, lines = "", list[str]()
    for line in text.splitlines():
        head = _LINE.fullmatch(line)
        if head is None:
            lines.append(line)
            continue
        if date_written:
            yield date_written, "\n".join(lines)
        date_written, lines = head.group("date"), [head.group("rest")]
    if date_written:
        yield date_written, "\n".join(lines)


def _order(written: list[str]) -> str:
    """The one order in which all dates are dates that never run backwards."""
    fitting = []
    for order in _ORDERS:
        days = [_day(w, order) for w in written]
        known = [d for d in days if d]
        if len(known) == len(days) and known == sorted(known):
            fitting.append((order, days))
    if len({tuple(days) for _, days in fitting}) != 1:
        raise InputError("Its dates can be read in more than one way; say --date-order dmy, mdy or ymd.")
    return fitting[0][0]


def _day(written: str, order: str) -> date | None:
    numbers = [int(n) for n in re.split(r"[./-]", written)]
    year, month, day = (numbers[i] for i in _ORDERS[order])
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
