"""Replacing words in records, whatever their shape: one walk over every text of a claim or an incident."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import msgspec

from hadba.model.claim import Claim, Trigger
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.publish.gate.addresses import without_addresses
from hadba.publish.withhold import MASK, SHORTEST

T = TypeVar("T")
_WORDS = re.compile(r"\w+")
_SEPARATORS = re.compile(r"[\W_]+")
_SEPARATED = r"[\W_]*"  # between the parts of a name in an address or an id


def walk(value: T, change: Callable[[str], str]) -> T:
    """``value`` with ``change`` done to every text in it; what does not change is the same object."""
    found: Any = _walk(value, change)
    return found  # type: ignore[no-any-return]


def _walk(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, Enum) else change(value)
    if isinstance(value, Span) or value is None:
        return value
    if isinstance(value, tuple):
        new = tuple(_walk(one, change) for one in value)
        return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
    if isinstance(value, Mapping):
        held = {key: _walk(one, change) for key, one in value.items()}
        return held if any(held[key] is not value[key] for key in value) else value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {name: new for name in _names(type(value)) if (new := _walk(old := getattr(value, name), change)) is not old}
        return replace(value, **changed) if changed else value
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@dataclass(frozen=True, slots=True)
class Redactor:
    """Masks names in texts of any field: whole names wherever they stand, and the family and given names that may not stand
    by themselves as words of their own. ``words`` are all words of any of them in small letters: where none of them stands,
    no name does."""

    pattern: re.Pattern[str] | None
    slugs: tuple[str, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, names: Collection[str], parts: Collection[str]) -> Redactor:
        """``names`` masked wherever they stand, ``parts`` where they stand as words of their own."""
        wanted = sorted({*names, *parts}, key=lambda n: (-len(n), n))
        if not wanted:
            return cls(None, (), ())
        spaced = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in wanted)
        return cls(
            re.compile(rf"(?<!\w)(?:{spaced})(?!\w)"),
            tuple(re.sub(r"\W+", " ", n).strip() for n in wanted if len(n) >= SHORTEST),
            tuple(sorted({word.lower() for name in wanted for word in _WORDS.findall(name)})),
        )

    def text(self, text: str) -> str:
        """The text with names and addresses masked; of the same length."""
        plain = without_addresses(text)
        if self.pattern is None or not self.pattern.search(plain):
            return plain
        return self.pattern.sub(lambda found: MASK * len(found.group(0)), plain)

    def touches(self, record: Claim | Incident) -> bool:
        """Whether a word of a name stands in any text of the record: the cheap look that spares most records a walk."""
        if not self.words:
            return False
        everything = msgspec.json.encode(record).decode("utf-8").lower()
        return any(word in everything and (len(word) >= SHORTEST or _stands_alone(word, everything)) for word in self.words)

    def tells(self, address: str) -> bool:
        """Whether a link or an id spells out a name."""
        if not self.slugs:
            return False
        squeezed = _SEPARATORS.sub("", address.lower())
        return any(
            re.search(rf"(?<![a-z]){_SEPARATED.join(map(re.escape, slug.split()))}(?![a-z])", address, re.I) is not None
            for slug in self.slugs
            if _SEPARATORS.sub("", slug.lower()) in squeezed
        )


NOBODY = Redactor(None, (), ())  # masks addresses only


def _stands_alone(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def cut_anew(claim: Claim, report: Report) -> Claim:
    """The claim with every text that has a span cut anew from the (masked) report."""

    def cut(one: Any) -> Any:
        words = one.span.of(report.text) if getattr(one, "span", None) else None
        return replace(one, text=words) if words and MASK in words else one

    at = Span(claim.trigger.start, claim.trigger.end)
    return replace(
        claim,
        trigger=Trigger(at.of(report.text), *at) if MASK in at.of(report.text) else claim.trigger,
        when=cut(claim.when),
        said_on=cut(claim.said_on) if claim.said_on else None,
        where=tuple(map(cut, claim.where)),
        figures=tuple(map(cut, claim.figures)),
        actors=tuple(map(cut, claim.actors)),
        objects=tuple(map(cut, claim.objects)),
        weapons=tuple(map(cut, claim.weapons)),
    )


def hide(text: str, spans: Iterable[Span]) -> str:
    """``text`` with whole passages masked; of the same length, line breaks kept."""
    for span in spans:
        text = text[: span.start] + re.sub(r"[^\n]", MASK, text[span.start : span.end]) + text[span.end :]
    return text
