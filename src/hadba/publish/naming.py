"""How a brief names parties and speakers: as the reports do, made uniform where one party has many names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hadba.lexicon.actors import dictionary
from hadba.model.actor import ActorMention
from hadba.model.attribution import Speaker

_LOADED = re.compile(r"^(?:the\s+)?(?:so-called|self-styled|self-proclaimed)\s+", re.I)
_DETERMINER = re.compile(r"^(?:the|a|an|some|these|those|its|their|his|her|our)\s+", re.I)
_ROLE_ARTICLE = re.compile(r"^(?:the|its|their|his|her|our)\s+", re.I)  # "a former aid worker" keeps its article
_PRONOUN = re.compile(
    r"^(?:they|it|he|she|we|i|them|him|those|who|whom|which|this|that|its|their|one|you|there|others?)$", re.I
)
_DAY_TAIL = re.compile(r"\s+(?:on|late|early|last)\s+(?:\w+\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day$", re.I)
_TAKES_THE = re.compile(
    r"\b(?:coalition|government|army|police|force|air force|command|union|front|party|movement|ministry|militia|administration|"
    r"council|committee|military|authority|department|bureau|agency|regime|group|office|service|commission|court|"
    r"pentagon|kremlin|white house|red cross|red crescent|united nations|un|us|monitor|observatory)$|"
    r"^(?:government|ministry|office|department|united) (?:of|nations|states)|^coalition (?:to|for|of) |"
    r"\b(?:committees|brigades|battalions|helmets)$|^(?:u\.n\.|u\.s\.|eu|e\.u\.)$|"
    r"^(?:\S+ ){0,3}(?:observatory|network|cent(?:re|er)|committee|commission|council|organi[sz]ation) (?:for|of|on) ",
    re.I,
)
_HANDS = frozenset(("teams", "the teams", "crews", "the crews", "rescuers", "workers", "people"))  # who find, and are no voice
_MANY_NAMES = frozenset(("rebel", "militia"))
_MANY = re.compile(r"(?:[^su]s|people|police|staff|personnel|women|men|children|media|troops)$", re.I)
_NUMBERED = re.compile(
    r"^(?:\d|two|three|four|five|six|seven|eight|nine|ten|several|many|most|some|other|one|another|both)\b", re.I
)


def party(mention: ActorMention) -> str | None:
    """A party's name in running text, or null for a mere pronoun that was not resolved.

    A rebel party or militia takes the dictionary's name, since it goes by many; states and coalitions keep the report's
    words, which say more ("federal police").
    """
    known = dictionary().by_id.get(mention.actor_id or "")
    written = calm(_DETERMINER.sub("", _LOADED.sub("", mention.text.strip())))
    uniform = known is not None and known.kind in _MANY_NAMES
    if known and (uniform or _PRONOUN.match(written) or (len(written) < 4 and not written.isupper())):
        return with_article(known.name)
    if not written or _PRONOUN.match(written):
        return None
    return with_article(written)


def parties(mentions: Iterable[ActorMention]) -> list[str]:
    """Names in order, one for each party however often it is named."""
    once: dict[str, str] = {}
    for mention in mentions:
        name = party(mention)
        if name:
            once.setdefault(party_key(mention), name)
    return list(dict.fromkeys(once.values()))


def party_key(mention: ActorMention) -> str:
    """One key for one and the same party."""
    return mention.actor_id or _DETERMINER.sub("", _LOADED.sub("", mention.text.strip())).casefold()


def with_article(name: str) -> str:
    """ "the US-led coalition", "Islamic State": the article where the name's head is a common noun."""
    return f"the {name}" if _TAKES_THE.search(name) and not name.lower().startswith("the ") else name


def is_somebody(link: Speaker) -> bool:
    """Whether the words name or describe a speaker at all; a stray pronoun does not."""
    words = link.name.strip()
    if words.casefold() in _HANDS:
        return False
    return bool(words) and not _PRONOUN.match(words) and not re.search(r"\b(?:who|whom|which)$", words, re.I)


def sound(chain: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """A chain without stray pronouns, and without the outlet quoting itself."""
    kept = [chain[0], *(s for s in chain[1:] if is_somebody(s))]
    while len(kept) > 1 and source_key(kept[-1:]) == source_key(kept[:1]):
        kept.pop()
    return tuple(kept)


def speaker(link: Speaker, *, office: bool = False) -> str:
    """A speaker as in a sentence: "a local official"; "Lise Grande, the UN coordinator," with ``office``.

    An outlet keeps its own article ("The Morning Desk"): it is the one speaker that stands in no words of the text.
    """
    written = calm(_DAY_TAIL.sub("", _LOADED.sub("", link.name.strip())))
    if written.casefold() in _NO_OUTLET:
        return "an unnamed outlet"
    keeps = link.start is None and written.startswith("The ")
    name = written if keeps else with_article(_DETERMINER.sub("", written)) if link.named else _described(written)
    if link.named and link.start is not None and _is_described(name):
        name = _described(name)
    if office and link.role and link.role.lower() not in name.lower():
        return f"{name}, {_ROLE_ARTICLE.sub('', link.role.strip())},"
    return name


def calm(name: str) -> str:
    """A name that a wire wrote in capitals, as a newspaper writes it: "RADIO VENCEREMOS" is Radio Venceremos, EFE stays."""
    if name.isupper() and name.casefold() in _SERVICES:
        return name.casefold()
    if not name.isupper() or len(name) <= SHOUTED:
        return name
    words = [
        w if len(w) <= 3 and w.casefold() not in _SMALL else w.casefold() if w.casefold() in _SMALL else _title(w)
        for w in name.split()
    ]
    words[0] = _title(words[0]) if words[0].casefold() in _SMALL else words[0]
    return " ".join(words)


def _title(word: str) -> str:
    return word if "-" in word and len(word) < 10 else "-".join(part.capitalize() for part in word.split("-"))


SHOUTED = 5  # a name of up to so many capitals is taken for an acronym
_SMALL = frozenset(("of", "the", "by", "for", "and", "de", "la", "el", "del", "los", "las", "in", "on", "to", "at"))
_SERVICES = frozenset(("army", "navy", "police", "rebels", "troops"))
_NO_OUTLET = frozenset(("unknown outlet", "unknown", "unnamed"))


def outlet(name: str) -> str:
    """An outlet as in a sentence."""
    return "an unnamed outlet" if name.casefold() in _NO_OUTLET else with_article(calm(name))


def _is_described(name: str) -> bool:
    """Whether a "name" is a description ("Houthi health official"), not a possessive ("Iraq's ... network")."""
    parts = name.split()
    return bool(parts) and parts[-1].islower() and parts[0] != "the" and not parts[0].endswith(("'s", "’s", "s'"))


def _described(words: str) -> str:
    """An unnamed speaker with the article that English wants: "a local official", "two doctors", "residents"."""
    bare = _DETERMINER.sub("", words)
    if (
        not bare
        or (bare[0].isupper() and not words[0].islower() and " " not in bare)
        or (bare[0].isupper() and _opens_with_a_common_word(bare.split()))
    ):
        bare = bare[:1].lower() + bare[1:]
    head = re.split(r"\s+(?:at|in|from|of|for|with|who|on|near|to)\s+", bare)[0]
    if _NUMBERED.match(bare) or _MANY.search(head) or re.match(r"(?:[A-Z][\w.-]* ){0,3}?[A-Z][\w.-]*['’]s\b", bare):
        return bare
    if _TAKES_THE.search(head) or _BROADCASTER.match(head):
        return f"the {bare}"
    return f"{'an' if bare[:1].lower() in 'aeiou' else 'a'} {bare}"


def _opens_with_a_common_word(words: Sequence[str]) -> bool:
    """Whether the capital is only that of a sentence: "Opponents of ...", "Several residents", not "Local Coordination ..."."""
    first = words[0].casefold()
    return first in _COMMON_HEADS or (first in _COMMON_OPENERS and len(words) > 1 and words[1].islower())


_COMMON_HEADS = frozenset(
    (
        *("staff", "officials", "residents", "witnesses", "doctors", "activists", "medics", "sources", "teams", "police"),
        *("opponents", "supporters", "survivors", "relatives", "neighbours", "neighbors", "eyewitnesses", "rescuers"),
    )
)
_COMMON_OPENERS = frozenset(
    (
        *("several", "many", "some", "other", "various", "initial", "early", "preliminary", "unconfirmed", "local", "medical"),
        *("security", "military", "hospital", "opposition", "health", "aid", "rescue", "humanitarian", "senior", "unnamed"),
        *("official", "diplomatic", "tribal", "judicial", "provincial", "regional", "government", "police", "rebel"),
    )
)
_BROADCASTER = re.compile(r"^[A-Z].*\b(?:network|channel|station|newspaper|daily|broadcaster|website|magazine|television)$")


def is_plural(name: str) -> bool:
    """Whether a speaker's name takes a plural verb ("residents say")."""
    head = re.split(r"\s+(?:at|in|from|of|for|with|who|on|near|to)\s+", name)[0]
    return not name[:1].isupper() and bool(_MANY.search(head) or re.match(r"(?:two|three|four|five|several|many|some)\b", name))


def source_key(chain: Sequence[Speaker]) -> str:
    """One key for one and the same innermost source across reports."""
    inner = chain[-1]
    return inner.source_id or re.sub(r"^the\s+", "", inner.name.casefold())
