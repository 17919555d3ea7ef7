"""Numbers in English text: digits, words and vague counts."""

from __future__ import annotations

import re

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

_SHARES = {"a quarter of": 0.25, "half": 0.5, "three quarters of": 0.75, "three-quarters of": 0.75}
_SHARE = re.compile(r"(a quarter of|half|three[ -]quarters of) a (hundred|thousand|million|billion)$", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+|\d[\d,.]*", re.IGNORECASE)


_NEVER_NEIGHBOURS = {
    (a, b) for a in ("digits", "unit") for b in ("digits", "unit", "ten")
} | {("ten", "digits"), ("ten", "ten"), ("scale", "digits")}  # fmt: skip


def _kind(part: str) -> str:
    if part[0].isdigit():
        return "digits"
    return "unit" if part in UNITS else "ten" if part in TENS else "scale" if part in SCALES else ""


def read_number(words: str) -> int | None:
    """The whole number that ``words`` spell ("1,400", "twenty-five", "two and a half million", "3.5 million"), or null.

    Null also where it is no whole number ("2.5"), or where anything else stands among the words.
    """
    share = _SHARE.match(words.strip())
    if share is not None:
        return round(_SHARES[share[1].lower()] * SCALES[share[2].lower()])
    parts = [p.lower().rstrip(",.") for p in _WORD.findall(words.replace("-", " "))]
    if not parts or re.search(r"[^\w\s,.\-\u202f\u00a0]", words):
        return None
    total, current, half, seen = 0.0, 0.0, False, False
    last = ""  # what the part before was: digits, unit, ten or scale
    for part in parts:
        kind = _kind(part)
        if (last, kind) in _NEVER_NEIGHBOURS:
            return None  # "20 25" and "2016 five" are two numbers
        last = kind or last
        if part[0].isdigit():
            digits = part.replace(",", "")
            if digits.count(".") > 1:
                return None
            current += float(digits)
        elif part in UNITS:
            current += UNITS[part]
        elif part in TENS:
            current += TENS[part]
        elif part == "half" and seen:
            half = True
            continue
        elif part in SCALES:
            scale = SCALES[part]
            current = (current or 1) + (0.5 if half else 0)
            half = False
            if scale == 100:
                current *= 100
            else:
                total, current = total + current * scale, 0.0
        elif part in ("and", "a") and (seen or part == "a"):
            continue
        else:
            return None
        seen = True
    value = total + current
    return int(value) if seen and value == int(value) and not half else None
