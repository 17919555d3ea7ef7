"""One record of named fields (a JSON object, a CSV row, a page's metadata) -> a report."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from hadba.errors import InputError
from hadba.ingest.dates import read_published
from hadba.ingest.language import language_of
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
    "text": ("text", "body", "content", "article", "full_text"),
}


def report_of(record: Mapping[str, object], origin: Origin, *, outlet: str | None) -> Report:
    """The report of a record from ``origin``; ``outlet`` serves where the record names none.

    The text is kept exactly. Raises ``InputError``, with what is wrong and what to do, where the record cannot be used.
    """
    fields = {str(key).strip().lower(): value for key, value in record.items()}
    text = _string(fields, "text", strip=False)
    if text is None:
        present = ", ".join(sorted(fields)[:12]) or "none"
        raise InputError(f'It has no text (fields: {present}); give the report\'s words in a field "text".')
    if not any(c.isalnum() for c in text):
        raise InputError("Its text has no words; there is nothing to read.")
    url = _string(fields, "url")
    report = make_report(
        text,
        outlet=_string(fields, "outlet") or outlet or (_host(url) if url else None) or UNKNOWN_OUTLET,
        id=_string(fields, "id"),
        title=_string(fields, "title"),
        published=read_published(_string(fields, "published") or "", today=origin.today),
        url=url,
        lang=language_of(text, given=_string(fields, "lang")),
    )
    return origin.unique(report)


def _string(fields: Mapping[str, object], field: str, *, strip: bool = True) -> str | None:
    """The field's value as text; null where it is missing, null or blank. Only an id may be a number."""
    for name in NAMES[field]:
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


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
