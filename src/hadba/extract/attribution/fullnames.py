"""Short names and what they stand for in one text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hadba.extract.attribution.cues import speaker_lexicon
from hadba.model.parse import Parsed

# "Syrian Observatory for Human Rights (SOHR)": capitalised words, small ones between them, and their initials.
_DEFINED = re.compile(r"(?P<long>[A-Z][\w’'-]+(?: (?:(?:of|for|and|the|on|in|to) )*[A-Z][\w’'-]+)+) \((?P<short>[A-Z]{2,8})\)")
_NO_NAMES = ("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE")


def clean_name(text: str) -> str:
    text = re.sub(r"(?:'s|’s|'|’)$", "", " ".join(text.split()).partition(" (")[0])
    return re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE).strip(' ,;:-"“”')


def fullest_names(parsed: Parsed) -> dict[str, str]:
    """Each name of the text with the fullest name that it can stand for: "Lang" for "Miabek Lang", "SOHR" for the words."""
    people = {clean_name(e.span.of(parsed.text)) for e in parsed.entities if e.label == "PERSON"}
    bodies = {clean_name(e.span.of(parsed.text)) for e in parsed.entities if e.label not in ("PERSON", *_NO_NAMES)}
    full: dict[str, str] = {}
    for name in people:
        words = [w for w in name.split() if w.lower().rstrip(".") not in speaker_lexicon().titles]
        if not words:
            continue
        wider = [
            p for p in people if len(p.split()) > len(words) and p.split()[-1] == words[-1] and set(words) <= set(p.split())
        ]
        full[name] = max(wider, key=len) if wider else " ".join(words)
    surnames = {p.split()[-1]: p for p in sorted(full.values(), key=len) if len(p.split()) > 1}
    capitals = {_initials(b): b for b in sorted(bodies) if len(b.split()) > 1 and len(_initials(b)) > 1}
    for name in bodies:
        full.setdefault(name, _fuller_body(name, bodies, capitals, surnames))
    for match in _DEFINED.finditer(parsed.text):
        if _initials(match.group("long")).endswith(match.group("short")):
            full[match.group("short")] = clean_name(match.group("long"))
    return full


def _fuller_body(name: str, bodies: set[str], capitals: Mapping[str, str], surnames: Mapping[str, str]) -> str:
    """ "SOHR" and "Observatory" for the Syrian Observatory for Human Rights; "Hutson", taken for a body, for the man."""
    plain = name.replace(".", "")
    if plain.isupper() and len(plain) <= 7 and plain in capitals:
        return capitals[plain]
    if " " not in name and name in surnames:
        return surnames[name]
    kind = name.lower() in speaker_lexicon().bodies
    wider = [b for b in bodies if len(b) > len(name) and (b.startswith(name + " for ") or (kind and name in b.split()))]
    return max(sorted(wider), key=len) if wider else name


def _initials(name: str) -> str:
    return "".join(w[0] for w in re.findall(r"[^\W\d_][\w’'.]*", name) if w[0].isupper())
