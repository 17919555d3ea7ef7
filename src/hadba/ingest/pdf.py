"""A PDF file: one report of the text of its pages. Dates of the file say when it was made, not published; they are not read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO

from hadba.errors import InputError
from hadba.ingest.lines import LONGEST
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item
from hadba.ingest.record import report_of

_MOST_PAGES = 1_000


def read_pdf(raw: bytes, origin: Origin) -> Iterator[Item]:
    """The one report of a file, or why not."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    record = _record(raw)
    yield report_of(record, origin, outlet=origin.outlet or origin.fallback)


def _record(raw: bytes) -> dict[str, object]:
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("It is locked with a password; save it without one.")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(f"It has more than {_MOST_PAGES} pages; split it.")
        pages, size = [], 0
        for page in reader.pages:
            pages.append(page.extract_text().strip())
            size += len(pages[-1])
            if size > LONGEST:
                raise InputError(f"Its text is longer than {LONGEST // 1_000_000} MB; split it.")
        about = reader.metadata
        title, author = (about.title, about.author) if about else (None, None)
    except InputError:
        raise
    except RecursionError as error:
        raise InputError("Its parts are nested too deep to be read; save it again, or as text.") from error
    except Exception as error:
        raise InputError(f"It is no PDF that can be read ({type(error).__name__}); save it again, or as text.") from error
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise InputError("It holds pictures and no text; it must go through text recognition (OCR) first.")
    return {
        "text": text,
        "title": title if isinstance(title, str) else None,
        "author": author if isinstance(author, str) else None,
    }
