"""Bytes -> text, or a clear refusal: a wrong encoding gives wrong names and no error."""

from __future__ import annotations

import codecs

from hadba.errors import InputError

# Magic numbers of files that people drop into a folder of reports.
_BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"SQLite format 3": "an SQLite file",
}
_BOMS = (  # UTF-32 before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that news archives really have. DOS and Mac code pages fit almost any bytes and are left out.
_LEGACY = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_6", "koi8_r",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_STRAY = 0.001  # share of stray bytes that a text which declares itself UTF-8 may have; they become U+FFFD, as in browsers
_SAMPLE = 200_000  # bytes that the guess looks at
_MESS, _DOUBT = 0.1, 0.1  # charset-normalizer's chaos that we bear, and the lead in coherence that a winner needs


def decode(raw: bytes, *, declared: str | None = None) -> str:
    """The text of ``raw``, whole, in the encoding that ``encoding_of`` finds.

    One that declares itself UTF-8 may hold a few stray bytes, which stay visible as U+FFFD.
    """
    if declared and declared.lower().replace("_", "-") in ("utf-8", "utf8") and b"\x00" not in raw:
        patched = raw.decode("utf-8", "replace")
        if patched.count("\ufffd") <= _STRAY * len(patched):
            return patched.removeprefix("\ufeff")
    encoding = encoding_of(raw, declared=declared)
    text = _strictly(raw, encoding)
    if text is None:
        raise InputError(f"It begins in {encoding} and then breaks it; save it as UTF-8.")
    return text


def encoding_of(raw: bytes, *, declared: str | None = None) -> str:
    """By byte-order mark, else UTF-8, else ``declared`` where that fits, else an unrivalled guess.

    ``raw`` may be the start of something longer, cut at the end of a line. Raises ``InputError`` for empty and binary
    input and where two encodings would give different texts.
    """
    if not raw.strip():
        raise InputError("It is empty; there is nothing to read.")
    kind = next((name for magic, name in _BINARY.items() if raw.startswith(magic)), None)
    if kind:
        raise InputError(f"It is {kind}, not text; convert it to text or HTML first.")
    marked = next((name for mark, name in _BOMS if raw.startswith(mark)), None)
    if marked is None and b"\x00" in raw:
        raise InputError(f"It is binary (a NUL byte at {raw.index(0)}), not text; remove it or convert it to text.")
    if marked:
        return marked
    return next((e for e in ("utf-8", declared) if e and _strictly(raw, e) is not None), None) or _guess(raw)


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # LookupError: a page declared an encoding that does not exist
        return None


def _guess(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(raw[:_SAMPLE], cp_isolation=_LEGACY))
    best = matches[0] if matches else None
    if best is None or best.chaos > _MESS:
        raise InputError("It is not UTF-8 and fits no other known encoding; save it as UTF-8.")
    rivals = [m for m in matches[1:] if m.chaos <= best.chaos + _MESS and m.coherence >= best.coherence - _DOUBT]
    readings = {str(best): best.encoding} | {str(m): m.encoding for m in rivals}
    if len(readings) > 1:
        names = ", ".join(sorted(readings.values()))
        raise InputError(f"It is not UTF-8, and {names} would read it differently; save it as UTF-8.")
    return best.encoding
