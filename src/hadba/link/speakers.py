"""Who is one and the same source within an incident, whatever each report calls it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hadba.lexicon.actors import dictionary
from hadba.lexicon.linking import linking_words
from hadba.lexicon.speaking_for import source_key
from hadba.lexicon.spelling import fold_words
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim


@dataclass(frozen=True, slots=True)
class SourceNames:
    """``canonical`` maps the key of a speaker to that of its source; ``shown`` names each source."""

    canonical: Mapping[str, str]
    shown: Mapping[str, str]

    def key(self, speaker: Speaker) -> str | None:
        """The source's key, or null for a speaker without a name."""
        own = source_key(speaker)
        return self.canonical.get(own, own) if own else None


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name without titles and words for what it is."""
    words = fold_words(name)
    return tuple(w for w in words if w not in linking_words().titles) or words


def source_names(claims: Iterable[Claim]) -> SourceNames:
    """The sources that ``claims`` credit. A shorter name ("Lang") is a longer one's ("Miabek Lang") where it fits one only;
    a person whose role names a credited body speaks for that body."""
    speakers = [s for c in claims for s in c.attribution]
    spellings: dict[str, Counter[str]] = {}
    roles: dict[str, set[str]] = {}
    for speaker in speakers:
        if key := source_key(speaker):
            spellings.setdefault(key, Counter())[speaker.name] += 1
            if speaker.role:
                roles.setdefault(key, set()).update(fold_words(speaker.role))
    words = {key: frozenset(w for name in names for w in name_words(name)) for key, names in spellings.items()}
    canonical = {key: _follow(key, words, roles) for key in words}
    shown = {key: _shown(key, spellings[key]) for key in words}
    return SourceNames({k: canonical.get(v, v) for k, v in canonical.items()}, shown)


def _follow(key: str, words: Mapping[str, frozenset[str]], roles: Mapping[str, set[str]]) -> str:
    bodies = [k for k, w in words.items() if k != key and len(w) >= 2 and w <= roles.get(key, set())]
    if len(bodies) == 1:
        return bodies[0]
    longer = [k for k, w in words.items() if words[key] and words[key] < w]
    return longer[0] if len(longer) == 1 else key


def _shown(key: str, names: Counter[str]) -> str:
    known = dictionary().by_id.get(key)
    return known.name if known else min(names, key=lambda n: (-names[n], -len(n), n))
