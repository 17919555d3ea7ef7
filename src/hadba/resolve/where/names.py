"""The names of a report with their candidates, and what phrases say of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hadba.model.parse import Parsed
from hadba.model.ports import Gazetteer
from hadba.model.where import Place, PlaceMention
from hadba.resolve.where.airfields import field_key
from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import TRANSCRIBED, fold, without_article
from hadba.resolve.where.lexicon import place_senses
from hadba.resolve.where.scoring import Name, same_name
from hadba.text.possessive import owner

Key = str
LISTING = (",", "and", ", and", "or", ", or", "&", "/")
HOLDING = (",", "in", "(", ", in", "of", "in the", ", in the", "of the")
A_CITY = 100_000  # people
THE_SAME = 0.97  # likeness of what is heard alike
IN_TOWN = 30.0  # km from a town's point to its quarters
SINGULAR = {
    "counties": "County",
    "provinces": "Province",
    "governorates": "Governorate",
    "states": "State",
    "districts": "District",
}


@dataclass(frozen=True, slots=True)
class Names:
    """``of`` maps a mention's place in the list to its key; ``by_key`` holds the names; ``holders`` the mention that a
    phrase puts the mention in ("Old City" of "Mosul's Old City" in "Mosul"), by their places in the list."""

    of: tuple[Key, ...]
    by_key: Mapping[Key, Name]
    holders: Mapping[int, int]


def collect(parsed: Parsed, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> Names:
    """The names of ``mentions``. The same words with another cue are another name: Aleppo is not Aleppo province."""
    cues = _adopted(mentions, gazetteer)
    keys = tuple(f"{fold(m.text)}|{cue or ''}" for m, cue in zip(mentions, cues, strict=True))
    found = {key: _candidates(m, parsed, gazetteer) for m, key in zip(mentions, keys, strict=True)}
    between = [
        parsed.text[a.phrase.end : b.phrase.start].strip() if a.phrase.end <= b.phrase.start else None
        for a, b in pairwise(mentions)
    ]
    beside = _beside(keys, found, between)
    inside, means, holders = _inside(parsed, mentions, keys, found, between, beside)
    counts, around = Counter(keys), {key for m, key in zip(mentions, keys, strict=True) if _afield(m, parsed)}
    names = {
        key: Name(
            m.text,
            found[key],
            counts[key],
            cue,
            frozenset(inside.get(key, ())),
            frozenset(means.get(key, ())),
            frozenset(beside.get(key, ())),
            key in around,
            _whole(m, parsed, gazetteer) if cue == "site" else frozenset(),
        )
        for m, key, cue in zip(mentions, keys, cues, strict=True)
    }
    return Names(keys, names, holders)


def _words_between(parsed: Parsed, one: PlaceMention, other: PlaceMention) -> str | None:
    """The words between two phrases; null where they overlap, as in "parts of Mosul's Old City"."""
    return parsed.text[one.phrase.end : other.phrase.start].strip() if one.phrase.end <= other.phrase.start else None


def _adopted(mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> list[str | None]:
    """Each mention's cue; one without takes that of a part of a town, a village, or a site without a namesake, that the
    same words name elsewhere in the report."""
    given = {fold(m.text): m.cue for m in mentions if m.cue in ("neighbourhood", "town", "site")}
    for words, cue in list(given.items()):
        if cue == "site" and any(fold(p.name) == words for p in gazetteer.named(words)):
            del given[words]
    own = (m.cue if m.cue != "area" else None for m in mentions)  # an area of any kind
    return [cue or given.get(fold(m.text)) for m, cue in zip(mentions, own, strict=True)]


def _afield(mention: PlaceMention, parsed: Parsed) -> bool:
    return mention.cue == "site" and bool(place_senses().afield & set(fold(mention.phrase.of(parsed.text)).split()))


def _candidates(mention: PlaceMention, parsed: Parsed, gazetteer: Gazetteer) -> tuple[Place, ...]:
    senses = place_senses()
    if (short := senses.short_forms.get(mention.text)) is not None:
        state, country = short
        return tuple(p for p in gazetteer.named(state) if p.kind == "province" and p.country == country)
    found = list(gazetteer.named(mention.text))
    if (
        mention.cue is None
        and (mention.relation or "").lower() in senses.directions
        and found[:1]
        and found[0].kind != "country"
    ):
        found = [p for p in found if p.kind == "region"] or found  # "southern Gaza"
    if fold(mention.text) in senses.town_parts and not _a_city(mention, parsed, found):
        return tuple(p for p in found if p.rank)
    if mention.cue == "site":
        found += [p for p in _in_full(mention, parsed, gazetteer) if p not in found]
    if mention.cue in ("district", "province"):  # "Harris and Lee counties": listed as "Harris County"
        word = mention.phrase.of(parsed.text).split()[-1].lower()
        found += [p for p in gazetteer.named(f"{mention.text} {SINGULAR.get(word, word)}") if p not in found]
        found += [p for p in _around_namesakes(mention.cue, mention.text, found, gazetteer) if p not in found]
    if mention.cue is None:
        found += _chief_towns(mention.text, found, gazetteer)
    if not found and (bare := owner(mention.text, parsed.text)) is not None:
        found = list(gazetteer.named(bare))
    return tuple(found)


def _a_city(mention: PlaceMention, parsed: Parsed, found: Sequence[Place]) -> bool:
    """Whether a name that many towns have a part of is that of a city here: "in Medina", not "in the medina"."""
    first = parsed.tokens_in(mention.span)[0].i
    named = first > 0 and mention.cue is None and parsed.tokens[first - 1].lower not in ("the", "'s", "’s", "s")
    return named and any(p.kind == "town" and p.population >= A_CITY for p in found)


def _in_full(mention: PlaceMention, parsed: Parsed, gazetteer: Gazetteer) -> Sequence[Place]:
    """What has the name with its cue word for a name: Jenin refugee camp, which is not Jenin; an airfield under any of the
    words for one."""
    last = parsed.tokens_in(mention.phrase)[-1] if mention.phrase.end > mention.span.end else None
    whole = parsed.text[mention.span.start : last.end if last is not None else mention.span.end]
    found = gazetteer.named(whole) if last is not None else ()
    field = field_key(whole)
    if found or field is None:
        return found
    towns = (p for p in gazetteer.named(mention.text) if p.kind == "town")
    keys = (field, *(f"{without_article(fold(t.name))} {field.rsplit(' ', 1)[-1]}" for t in towns))
    return next((fields for key in keys if (fields := gazetteer.named(key))), ())


def _whole(mention: PlaceMention, parsed: Parsed, gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(p.id for p in _in_full(mention, parsed, gazetteer))


def _around_namesakes(cue: str, text: str, found: Sequence[Place], gazetteer: Gazetteer) -> list[Place]:
    """The provinces or districts that are called after the towns found, in a spelling that only the town is listed with."""
    if any(p.kind == cue for p in found):
        return []
    above = (gazetteer.place(id) for p in found if p.kind == "town" for id in p.parents)
    return [up for up in above if up is not None and up.kind == cue and same_name(up, text)]


def _chief_towns(text: str, found: Sequence[Place], gazetteer: Gazetteer) -> list[Place]:
    """The towns that give provinces found their name, in spellings that only the provinces are listed with."""
    provinces = [p for p in found if p.kind == "province" and p.country in TRANSCRIBED and same_name(p, text)]
    alone = (p for p in provinces if not any(t.kind == "town" and t.country == p.country for t in found))
    alike = (gazetteer.similar(p.name, within=(p.id,)) for p in alone)
    towns = (max((t for t in hits if t[0].kind == "town"), key=lambda t: t[1], default=None) for hits in alike)
    return [hit[0] for hit in towns if hit is not None and hit[1] >= THE_SAME and hit[0] not in found]


def _beside(keys: Sequence[Key], found: Mapping[Key, tuple[Place, ...]], between: Sequence[str | None]) -> dict[Key, set[Key]]:
    """For each name the names next to it in a list; "X, Y" alone is no list, as Y may hold X."""
    beside: dict[Key, set[Key]] = defaultdict(set)
    chain = [0]
    for n in range(len(keys)):
        joined = n < len(between) and between[n] in LISTING
        if joined:
            chain.append(n + 1)
            continue
        words = {between[i] for i in chain[:-1]} if len(chain) > 1 else set()
        if (len(chain) > 2 or words - {","}) and not _steps(chain, keys, found):
            for i in chain:
                beside[keys[i]].update(keys[j] for j in chain if abs(i - j) <= 2 and keys[j] != keys[i])
        chain = [n + 1]
    return beside


def _steps(chain: Sequence[int], keys: Sequence[Key], found: Mapping[Key, tuple[Place, ...]]) -> bool:
    """Whether a chain climbs ("Pandi, Bulacan, Philippines") and is no list of equals: its last name holds its first that a
    list has, and not all of them have a province, or all a country, among what they can be."""
    kinds = [{p.kind for p in found[keys[i]]} for i in chain]
    if any(all(kind in k for k in kinds) for kind in ("province", "country")):
        return False
    first = next((i for i in chain[:-1] if found[keys[i]]), chain[0])
    return bool(_holding(found[keys[first]], found[keys[chain[-1]]]))


def _holding(held: Sequence[Place], holders: Sequence[Place]) -> set[str]:
    """The ids of ``holders`` that hold one of ``held``: by its parents, or a town that a known quarter lies in."""
    above = {h.id for h in holders} & {id for p in held for id in p.parents}
    quarters = [p for p in held if p.kind == "neighbourhood"]
    towns = (h for h in holders if h.kind == "town")
    return above | {h.id for h in towns if any(km(h.lat, h.lon, p.lat, p.lon) <= IN_TOWN for p in quarters)}


def _inside(
    parsed: Parsed, mentions: Sequence[PlaceMention], keys: Sequence[Key], found: Mapping[Key, tuple[Place, ...]],
    between: Sequence[str | None], beside: Mapping[Key, set[Key]],
) -> tuple[dict[Key, set[str]], dict[Key, set[str]], dict[int, int]]:  # fmt: skip
    """What phrases put where: "X, Y", "X in Y", "Y's X". Ids for names that both sides know; holders for all."""
    inside: dict[Key, set[str]] = defaultdict(set)
    means: dict[Key, set[str]] = defaultdict(set)
    holders: dict[int, int] = {}
    for n, words in enumerate(between):
        one, other = n, n + 1
        if _owns(parsed, mentions, n):
            one, other = n + 1, n
        elif words == "" and mentions[n + 1].relation is not None:  # "the village of X near Y"
            holders[one] = other
            continue
        elif words == "" and mentions[n + 1].cue is not None and mentions[n + 1].phrase.start < mentions[n + 1].span.start:
            one, other = n + 1, n  # "Aleppo province village of X"
        elif words not in HOLDING or keys[n + 1] in beside.get(keys[n], ()):
            continue
        if other == n + 1 and _owns(parsed, mentions, other):
            other += 1  # "in South Sudan's Unity state"
        holders[one] = other
        ids = _holding(found[keys[one]], found[keys[other]])
        if ids:
            inside[keys[one]] |= ids
            means[keys[other]] |= ids
    return inside, means, holders


def _owns(parsed: Parsed, mentions: Sequence[PlaceMention], n: int) -> bool:
    """Whether "'s" joins a mention to the next ("Sagaing region's Kanbalu township")."""
    after = n + 1
    if after >= len(mentions):
        return False
    ends = (mentions[n].span.end, mentions[n].phrase.end)
    return any(parsed.text[end : mentions[after].span.start].strip() in ("'s", "’s") for end in ends)
