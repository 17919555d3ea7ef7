"""Where somebody lives, as a text may tell it: a point in figures, a street with its number, a telephone, an e-mail."""

from __future__ import annotations

import re

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
_NUMBER_OF = frozenset(("no", "number", "nr"))
_MARKS = "\"“”‘’'().,;:"  # that may stand around a word
_PARTS = re.compile(r"\W")  # between the parts of "ex-house"
_NAMED = frozenset(
    (
        *("house", "home", "apartment", "flat", "building", "villa", "unit", "door", "plot", "tent", "block", "alley", "lane"),
        *("street", "mahalla", "zuqaq"),
    )
)
# a number, and what follows one of a grid and one before the name of a street
_FIGURES = re.compile(
    r"[0-9](?:[0-9.,]*[0-9])?([C-HJ-NP-X][ ]?[A-HJ-NP-Z]{2}[ ]?[0-9]|"
    rf"[A-Za-z]?,?[ ](?:[A-Z][\w’'-]+[ ]){{1,3}}{_STREET}(?!\w))?"
)
_SIGNS = ("@", "+", "°")  # of an e-mail, a telephone or a code, an angle
_MAPS = ("maps", "map.", "/@", "geo:")  # in a link that leads into a map
_NEAR = 20  # characters before a number in which the word stands that makes it one of a house


def without_addresses(text: str) -> str:
    """``text`` with every address masked, of the same length; the same object where there is none."""
    if not _may_hold_one(text):
        return text
    masked = text
    for form in ADDRESSES:
        masked = form.sub(lambda found: MASK * len(found.group(0)), masked)
    return masked if masked != text else text


def _may_hold_one(text: str) -> bool:
    """One cheap look, since most texts hold none: each of the forms has one of the signs, or a number beside which something
    else stands than beside the numbers of news."""
    if any(sign in text for sign in _SIGNS) or ("://" in text and any(word in text for word in _MAPS)):
        return True
    return any(_is_strange(text, found) for found in _FIGURES.finditer(text))


def _is_strange(text: str, found: re.Match[str]) -> bool:
    _, point, fraction = found.group().rpartition(".")
    if found.group(1) is not None or (point and len(fraction) > 1):
        return True
    start = found.start()
    words = text[max(0, start - _NEAR) : start].lower().replace("#", " ").split()
    if words and words[-1].strip(_MARKS) in _NUMBER_OF:
        words.pop()
    return bool(words) and _PARTS.split(words[-1].strip(_MARKS))[-1] in _NAMED
