"""Telegram's JSON export (of one chat or of an account): each message with a text is a report of its channel.

Passed over by rule: service messages and messages of media alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from hadba.errors import InputError
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item, Part
from hadba.ingest.record import report_of


def is_telegram(content: object) -> bool:
    """Whether a decoded JSON file is such an export."""
    if not isinstance(content, dict):
        return False
    chats = content.get("chats")
    return (isinstance(content.get("messages"), list) and "type" in content) or (
        isinstance(chats, dict) and isinstance(chats.get("list"), list)
    )


def telegram_as_parts(content: Mapping[str, Any], origin: Origin) -> Iterator[Part]:
    """One part a message with a text."""
    chats = content.get("chats")
    found = 0
    for chat in chats["list"] if isinstance(chats, dict) else [content]:
        if not isinstance(chat, dict) or not isinstance(chat.get("messages"), list):
            continue
        name = chat.get("name") if isinstance(chat.get("name"), str) else None
        for message in chat["messages"]:
            if isinstance(message, dict) and message.get("type", "message") == "message" and _text(message):
                found += 1
                yield Part(f"message {message.get('id', found)}", partial(_report, message, name, origin))
    if not found:
        raise InputError("It is a Telegram export without a message of words; there is nothing to read.")


def _report(message: Mapping[str, Any], chat: str | None, origin: Origin) -> Iterator[Item]:
    sender = message.get("from")
    forwarded = message.get("forwarded_from")
    text = _text(message)
    if isinstance(forwarded, str) and forwarded.strip():
        text = f"Forwarded from {forwarded.strip()}:\n\n{text}"  # as the app shows it; whose words these are must not be lost
    record = {
        "text": text,
        "published": _moment(message, "date"),
        "updated": _moment(message, "edited"),
        "author": sender if isinstance(sender, str) and sender != chat else None,
    }
    yield report_of(record, origin, outlet=origin.outlet or chat or origin.fallback)


def _text(message: Mapping[str, Any]) -> str:
    """The words of a message: a string, or pieces that are strings or objects with a "text"."""
    held = message.get("text")
    pieces = held if isinstance(held, list) else [held]
    words = [p if isinstance(p, str) else p.get("text", "") if isinstance(p, dict) else "" for p in pieces]
    return "".join(w for w in words if isinstance(w, str)).strip()


def _moment(message: Mapping[str, Any], name: str) -> str | None:
    """Seconds since 1970 where the export has them; else its local time, whose zone is not known."""
    seconds = message.get(f"{name}_unixtime")
    if isinstance(seconds, str) and seconds.isascii() and seconds.isdigit() and len(seconds) < 12:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    written = message.get(name)
    return written if isinstance(written, str) else None
