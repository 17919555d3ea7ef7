"""One record of named fields (a JSON object, a CSV row, a page's metadata) -> a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlsplit

from hadba.errors import InputError
from hadba.ingest.dates import read_published
from hadba.ingest.language import language_of
from hadba.ingest.letters import outlet_name, plain_line, without_controls
from hadba.ingest.origin import Origin
from hadba.model.report import UNKNOWN_OUTLET, Report, make_report

# The field of the interchange format, and what else people call it, in order of preference. Other fields are ignored.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "report_id", "guid"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "media"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publication_date", "date_published", "pubdate", "publish_date"),
    "url": ("url", "link", "canonical_url"),
    "lang": ("lang", "language"),
    "author": ("author", "byline", "creator", "authors"),
    "updated": ("updated", "updated_at", "modified", "date_modified", "last_modified"),
    "text": ("text", "body", "content", "article", "full_text"),
}


def report_of(record: Mapping[str, object], origin: Origin, *, outlet: str | None) -> Report:
    """The report of a record from ``origin``; ``outlet`` serves where the record names none.

    The text is kept exactly. Raises ``InputError``, with what is wrong and what to do, where the record cannot be used.
    """
    fields = {str(key).strip().lower(): value for key, value in record.items()}
    columns = origin.columns
    text = _string(fields, "text", columns, strip=False)
    if text is None:
        present = ", ".join(sorted(fields)[:12]) or "none"
        raise InputError(f'It has no text (fields: {present}); give the report\'s words in a field "text".')
    if not any(c.isalnum() for c in text):
        raise InputError("Its text has no words; there is nothing to read.")
    url = _string(fields, "url", columns) or origin.address
    named = _string(fields, "outlet", columns) or outlet or (host_of(url) if url else None)
    title, author = (_string(fields, field, columns) for field in ("title", "author"))
    report = make_report(
        without_controls(text),
        outlet=outlet_name(named) if named else UNKNOWN_OUTLET,
        id=_string(fields, "id", columns),
        title=plain_line(title) if title else None,
        published=read_published(_string(fields, "published", columns) or "", today=origin.today, order=origin.date_order),
        url=url,
        lang=language_of(text, given=_string(fields, "lang", columns)),
        author=plain_line(author) if author else None,
        updated=_updated(fields, origin),
    )
    return origin.unique(report)


def _updated(fields: Mapping[str, object], origin: Origin) -> date | datetime | None:
    """When the source says that it changed the report; null where it cannot be read, as nothing rests on it."""
    try:
        return read_published(_string(fields, "updated", origin.columns) or "", today=origin.today, order=origin.date_order)
    except InputError:
        return None


def _string(fields: Mapping[str, object], field: str, columns: Mapping[str, str], *, strip: bool = True) -> str | None:
    """The field's value as text; null where it is missing, null or blank. Only an id may be a number.

    ``columns`` says under which name the user's records have the field; without it, our own names for it are tried.
    """
    for name in (columns[field].lower(),) if field in columns else NAMES[field]:
        value = fields.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and field == "id":
            return str(value)
        if value is not None and not isinstance(value, str):
            raise InputError(f'Its field "{name}" is no text; write it between quotation marks.')
        if value is not None and value.strip():
            _undamaged(value, name)
            return value.strip() if strip else value
    return None


def _undamaged(value: str, name: str) -> None:
    if "\x00" in value:
        raise InputError(f'Its field "{name}" holds a NUL character (at {value.index(chr(0))}); it is damaged or binary.')
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:  # bytes that did not fit the file's encoding were kept as lone surrogates
        reason = f'Its field "{name}" holds bytes of another encoding, or a line that is too long; save the file as UTF-8.'
        raise InputError(reason) from error


def host_of(url: str) -> str | None:
    """The host of an address as a name of its outlet; one in other letters in its ASCII form, where lookalikes show."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if host and not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return host.removeprefix("www.") if host else None
