"""Where somebody lives, as a text may tell it: a point in figures, a street with its number, a telephone, an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hadba.publish.withhold import MASK

_STREET = (
    r"(?:Street|St\.|Road|Rd\.?|Avenue|Ave\.?|Lane|Alley|Boulevard|Blvd\.?|Drive|Close|Way|Square|Quarter|Zuqaq|Shari|Rue|Calle|"
    r"Sokak|Ulitsa|Vulytsia)"
)
_NUMBER = r"(?:No\.?[ ]?|number[ ]|#[ ]?)?\d{1,5}[A-Za-z]?"
_DWELLING = r"(?:house|home|apartment|flat|building|villa|unit|door|plot|tent|block|alley|lane|street|mahalla|zuqaq)"
ADDRESSES = (
    # 36.3456, 43.1289; 36.3456 N 43.1289 E
    re.compile(r"[-−]?\d{1,3}\.\d{2,}[ ]?°?[ ]?[NS]?[ ]?[,;/ ][ ]?[-−]?\d{1,3}\.\d{2,}[ ]?°?[ ]?[EWO]?\b"),
    # 36°20'45"N 43°07'44"E
    re.compile(r"\d{1,3}°[ ]?\d{1,2}['’′][ ]?(?:\d{1,2}(?:\.\d+)?[\"”″][ ]?)?[NSEWO]?"),
    re.compile(r"\b(?:lat(?:itude)?|lon(?:gitude)?|lng)\b[ :=]*[-−]?\d{1,3}\.\d{2,}", re.I),
    # 38S LF 12345 67890
    re.compile(r"\b\d{1,2}[C-HJ-NP-X][ ]?[A-HJ-NP-Z]{2}[ ]?\d{2,5}[ ]?\d{2,5}\b"),
    # an Open Location Code; a link into a map
    re.compile(r"\b(?:[23456789CFGHJMPQRVWX]{4}){1,2}\+[23456789CFGHJMPQRVWX]{2,3}\b"),
    re.compile(r"\bhttps?://\S*(?:maps|map\.|/@-?\d|geo:)\S*"),
    re.compile(rf"\b{_NUMBER},?[ ](?:[A-Z][\w’'-]+[ ]){{1,3}}{_STREET}(?!\w)"),
    re.compile(rf"\b{_DWELLING}[ ](?:No\.?[ ]?|number[ ]|nr\.?[ ]|#[ ]?){_NUMBER}", re.I),
    re.compile(
        r"\b(?:house|apartment|flat|villa|alley|mahalla|zuqaq|street|tent)[ ]\d{1,5}[A-Za-z]?\b"
        r"(?![ ](?:people|civilians|families|miles|km))",
        re.I,
    ),
    re.compile(r"(?<![\w+])\+\d[\d ()./-]{7,}\d"),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
)
HOME = re.compile(r"\b(?:home|house|household|residence|apartment|flat|villa|dwelling|farmhouse|family)\b", re.I)
_DWELLINGS = tuple(_DWELLING.removeprefix("(?:").removesuffix(")").split("|"))
# what follows a figure in a point, a grid reference and the number before the name of a street
_STRANGE = re.compile(
    rf"[0-9](?:\.[0-9]{{2}}|[C-HJ-NP-X][ ]?[A-HJ-NP-Z]{{2}}[ ]?[0-9]|"
    rf"[A-Za-z]?,?[ ](?:[A-Z][\w’'-]+[ ]){{1,3}}{_STREET}(?!\w))"
)
_OTHER_DIGIT = re.compile(r"\d(?<![0-9])")  # of another script
# a number right after the last letter of such a word, or after what stands for "number"
_BESIDE = re.compile(rf"[0-9](?:(?<=[{''.join(sorted({word[-1] for word in _DWELLINGS}))}ro.#][ ].)|(?<=[ro.#].))", re.I)
_NUMBERED = re.compile(rf"{_DWELLING}[ ](?:(?:no\.?|number|nr\.?|#)[ ]?){{0,2}}[0-9]")
_MAPS = ("maps", "map.", "/@", "geo:")


def without_addresses(text: str) -> str:
    """``text`` with every address masked, of the same length; the same object where there is none."""
    if not may_hold_one(text):
        return text
    masked = text
    for form in ADDRESSES:
        masked = form.sub(lambda found: MASK * len(found.group(0)), masked)
    return masked if masked != text else text


def may_hold_one(text: str) -> bool:
    """One cheap look, since most texts hold none: each of the forms has one of the signs, a figure with something strange
    after it, or a word for a dwelling before a number. Several texts may be looked at in one, a line each."""
    if "@" in text or "+" in text or "°" in text or ("://" in text and _holds_one_of(_MAPS, text)):
        return True  # of an e-mail, a telephone or a code, an angle, a link that leads into a map
    if _STRANGE.search(text) or (not text.isascii() and _OTHER_DIGIT.search(text)):
        return True
    if _BESIDE.search(text) is None:
        return False
    lower = text.lower()
    return _holds_one_of(_DWELLINGS, lower) and _NUMBERED.search(lower) is not None


def _holds_one_of(words: Iterable[str], text: str) -> bool:
    for word in words:  # noqa: SIM110 - a generator would cost more than it looks at: this runs for every text there is
        if word in text:
            return True
    return False
