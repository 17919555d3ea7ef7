"""Who is meant: actors and speakers of claims -> ids of the dictionary, or an honest "no answer"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hadba.lexicon.actor_words import actor_words
from hadba.lexicon.actors import dictionary
from hadba.lexicon.grammar import word_set
from hadba.model.actor import Actor, ActorMention
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim
from hadba.model.figure import Figure
from hadba.model.parse import Parsed
from hadba.model.report import Report


def resolve_actors(report: Report, parsed: Parsed, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """``claims`` with the ids of their actors and of those who speak, null where nobody is known.

    The theatre of a claim is the country of its places, else the country of which the report speaks most.
    """
    named = _named_in(parsed)
    usual = _country_of_report(claims, parsed)
    longer = _longer_names(claims)
    return tuple(_resolved(c, _Scene(named, _country(c) or usual, c.when.start or report.published), longer) for c in claims)


def actor(actor_id: str) -> Actor | None:
    """The party of that id."""
    return dictionary().by_id.get(actor_id)


def is_belligerent(id: str) -> bool:
    """Whether the source or party of that id fights or commands those who do."""
    return dictionary().is_belligerent(id)


def source_id(name: str, role: str | None = None) -> str | None:
    """One id for one and the same source across reports; see ``ActorDictionary.source_id``."""
    return dictionary().source_id(name, role)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What decides a context alias: parties that the report names outright, the country (ISO), the day."""

    named: frozenset[str]
    country: str | None
    on: date | None

    def find(self, name: str) -> str | None:
        """The party that ``name`` means here: by country and day, else the one of those it may mean that is named."""
        book = dictionary()
        found = book.find(name, country=self.country, on=self.on)
        if found is not None:
            return found.id
        candidates = {a.id for a in book.may_mean(name)} & self.named
        return candidates.pop() if len(candidates) == 1 else None


def _resolved(claim: Claim, scene: _Scene, longer: dict[str, str]) -> Claim:
    return replace(
        claim,
        actors=tuple(_with_party(a, scene) for a in claim.actors),
        attribution=_with_sources(claim.attribution, scene, longer),
        figures=tuple(_with_speakers(f, scene, longer) for f in claim.figures),
    )


def _with_party(mention: ActorMention, scene: _Scene) -> ActorMention:
    known = _party(mention.text, scene) or mention.actor_id
    if known is None and mention.text.lower() in word_set("sides"):
        known = _party(f"{mention.text}s", scene)  # "a rebel attack": of the rebels
    return replace(mention, actor_id=known)


def _party(text: str, scene: _Scene) -> str | None:
    """The party of a name, the qualifiers before it left out where the rest is a name of its own."""
    words = text.split()
    for first in range(len(words)):
        found = scene.find(" ".join(words[first:]))
        if found is not None:
            dropped, kind = " ".join(words[:first]), dictionary().by_id[found].kind
            kept = first == 0 or _may_go(dropped, words[first])
            return found if kept and actor_words().same_party(dropped, kind) else None
    return None


def _may_go(dropped: str, name: str) -> bool:
    """Whether ``dropped`` only qualifies: what follows is a proper name, or the words cast doubt ("so-called", "elite")."""
    return name[:1].isupper() or dropped.lower() in actor_words().neutral


def _with_speakers(figure: Figure, scene: _Scene, longer: dict[str, str]) -> Figure:
    if figure.attribution is None:
        return figure
    return replace(figure, attribution=_with_sources(figure.attribution, scene, longer))


def _with_sources(chain: tuple[Speaker, ...], scene: _Scene, longer: dict[str, str]) -> tuple[Speaker, ...]:
    return tuple(replace(s, source_id=_source(s, scene, longer)) for s in chain)


def _source(speaker: Speaker, scene: _Scene, longer: dict[str, str]) -> str | None:
    known = scene.find(speaker.name)
    name = longer.get(speaker.name, speaker.name)
    return known or dictionary().source_id(name, speaker.role, named=speaker.named, country=scene.country, on=scene.on)


def _named_in(parsed: Parsed) -> frozenset[str]:
    """Parties that the text names by a name that means them everywhere."""
    book = dictionary()
    found = (book.find(hit.span.of(parsed.text)) for hit in book.scan(parsed.text))
    return frozenset(a.id for a in found if a is not None)


def _country(claim: Claim) -> str | None:
    """The one country of the claim's places."""
    countries = {w.country for w in claim.where if w.country}
    return countries.pop() if len(countries) == 1 else None


def _country_of_report(claims: Iterable[Claim], parsed: Parsed) -> str | None:
    """The country of most claims' places, else the one named at least twice as often as any other."""
    placed = Counter(w.country for c in claims for w in c.where if w.country)
    return _leader(placed) or _leader(_countries_named(parsed))


def _countries_named(parsed: Parsed) -> Counter[str]:
    book = dictionary()
    counts: Counter[str] = Counter()
    for entity in parsed.entities:
        if entity.label == "GPE":
            found = book.find(entity.span.of(parsed.text))
            if found is not None and found.id in book.country_of:
                counts[book.country_of[found.id]] += 1
    return counts


def _leader(counts: Counter[str]) -> str | None:
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _longer_names(claims: Iterable[Claim]) -> dict[str, str]:
    """Short name of a speaker -> the one longer name in the report that ends in it ("Grande" -> "Lise Grande")."""
    chains = [c.attribution for c in claims] + [f.attribution or () for c in claims for f in c.figures]
    names = {s.name for chain in chains for s in chain if s.named}
    found = {}
    for name in names:
        candidates = {n for n in names if n != name and n.endswith(" " + name)}
        if len(candidates) == 1:
            found[name] = candidates.pop()
    return found
