"""The people whom a text names: where a short name stands, the full one and what is said of its bearer stand elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hadba.extract.events.persons import Known, Phrase, phrase_of
from hadba.model.parse import Parsed
from hadba.model.span import Span


@dataclass(frozen=True)
class Roster:
    """Phrases with names, by each word of the name."""

    parsed: Parsed
    by_word: Mapping[str, tuple[Phrase, ...]]

    @staticmethod
    def of(parsed: Parsed, known: Known) -> Roster:
        """All phrases with names of people in the text, in text order."""
        found: dict[str, list[Phrase]] = {}
        seen: set[Span] = set()
        for token in parsed.tokens:
            if token.pos != "PROPN" or token.dep == "compound" or not token.text[:1].isupper():
                continue
            phrase = phrase_of(parsed, token, known)
            if phrase is None or phrase.name is None or phrase.name in seen:
                continue
            seen.add(phrase.name)
            for word in _words(phrase.name.of(parsed.text)):
                found.setdefault(word, []).append(phrase)
        return Roster(parsed, {word: tuple(held) for word, held in found.items()})

    def completed(self, phrase: Phrase) -> Phrase:
        """The phrase with the fullest name that its name is part of, and with what the text says of that person."""
        if phrase.name is None:
            return self._bearer(phrase)
        own = self._named(phrase)
        fits = [p for p in self.by_word.get(own[-1], ()) if set(own) <= set(self._named(p))]
        fuller = max(fits, key=lambda p: (len(self._named(p)), -p.span.start), default=phrase)
        told = next((p for p in (phrase, fuller, *fits) if p.office is not None), phrase)
        return replace(
            phrase,
            name=fuller.name if len(own) < 3 else phrase.name,
            office=told.office,
            kind=phrase.kind or told.kind,
            former=phrase.former or told.former,
        )

    def _bearer(self, phrase: Phrase) -> Phrase:
        """ "The senator" with the name of the only one of that office whom the text names before."""
        office = phrase.span.of(self.parsed.text).lower().split()
        before = self.parsed.text[: phrase.span.start].split()[-1:]
        if phrase.count != 1 or len(office) != 1 or [w.lower() for w in before] != ["the"]:
            return phrase
        bearers = {
            " ".join(self._named(p)[-1:]): p
            for held in self.by_word.values()
            for p in held
            if p.span.start < phrase.span.start
            and p.office is not None
            and p.name is not None
            and office[0] in p.office.of(self.parsed.text).lower().split()
        }
        if len(bearers) != 1:
            return phrase
        (named,) = bearers.values()
        return self.completed(replace(phrase, name=named.name, kind=named.kind, former=named.former, office=named.office))

    def _named(self, phrase: Phrase) -> list[str]:
        return _words(phrase.name.of(self.parsed.text)) if phrase.name else []


def _words(name: str) -> list[str]:
    return [w.strip(".,'\"").lower() for w in name.split()] or [""]
