"""Mails (EML) and mailboxes (mbox): one report a mail."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from functools import partial
from typing import BinaryIO

from hadba.errors import InputError
from hadba.ingest.lines import LONGEST, read_lines
from hadba.ingest.markup import plain_text
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item, Part, alone
from hadba.ingest.record import report_of


def read_mail(raw: bytes, origin: Origin) -> Iterator[Item]:
    """The one report of a mail: its own words, not its attachments."""
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        record = _record(mail)
    except InputError:
        raise
    except Exception as error:
        raise InputError(f"It is no mail that can be read ({type(error).__name__}); save its text as a file.") from error
    yield report_of(record, origin, outlet=origin.outlet or origin.fallback)


def _record(mail: EmailMessage) -> dict[str, object]:
    body = mail.get_body(("plain", "html"))
    if body is None:
        raise InputError("It is a mail without a text; add its attachments as files.")
    text = body.get_content()
    if not isinstance(text, str):
        raise InputError("Its text is not in words; add its attachments as files.")
    if body.get_content_subtype() == "html":
        text = plain_text(text)
    name, address = parseaddr(str(mail.get("From", "")))
    date = mail.get("Date")
    return {
        "text": text.replace("\r\n", "\n").strip(),
        "title": str(mail.get("Subject", "")) or None,
        "outlet": name or address.rpartition("@")[2] or None,
        "author": name or None,
        "published": str(date) if date is not None else None,
    }


def read_mailbox(stream: BinaryIO, origin: Origin) -> Iterator[Part]:
    """One part a mail; a mail begins at a line "From " after a blank one (RFC 4155)."""
    lines: list[bytes] = []
    size, number, blank = 0, 0, True
    for line in read_lines(stream):
        if blank and line.raw.startswith(b"From "):
            if number:
                yield _mail(lines, size, number, origin)
            number += 1
            lines, size = [], 0
        elif number == 0 and line.raw.strip():
            raise InputError('It is no mailbox: its first line does not begin with "From ".')
        else:
            size += line.size
            if size <= LONGEST:
                lines.append(line.raw[1:] if line.raw.startswith(b">From ") else line.raw)
        blank = not line.raw.strip()
    if not number:
        raise InputError("It is empty; there is nothing to read.")
    yield _mail(lines, size, number, origin)


def _mail(lines: list[bytes], size: int, number: int, origin: Origin) -> Part:
    place = f"message {number}"
    if size > LONGEST:
        return alone(
            origin.refused(f"The mail is longer than {LONGEST // 1_000_000} MB; take its attachments out.", part=place), place
        )
    return Part(place, partial(read_mail, b"".join(lines), origin))
