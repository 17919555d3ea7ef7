"""The lexicons of saying, as typed views.

Sources: our own lists of English reporting verbs by syntactic frame. A verb may stand in several groups; for one frame
the first group that gives it wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml
from hadba.model.attribution import Stance
from hadba.model.parse import Token

FRAMES = frozenset({"clause", "to", "object", "gerund", "subject", "toll", "count", "finding", "responsibility", "appears"})
PREPOSITIONS = frozenset(
    {"as", "on", "about", "upon", "of", "for", "with", "over", "against", "at", "in", "to", "out", "off"}
)  # as frames: the content is what stands below the preposition


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which a verb takes a content."""

    name: str
    stance: Stance = Stance.ASSERTS
    private: bool = False
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb of saying with its frames by name.

    ``recipient``: its object is who was told. ``parenthetical``: it may stand after what is said, so that a quotation beside
    it is its content. ``evaluates``: what it says of its content is a judgement, no report.
    """

    lemma: str
    frames: Mapping[str, Frame]
    recipient: bool = False
    parenthetical: bool = False
    evaluates: bool = False

    def frame(self, *names: str) -> Frame | None:
        """The first of ``names`` that the verb has."""
        return next((self.frames[n] for n in names if n in self.frames), None)


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cues; every key in lower case."""

    verbs: Mapping[str, CueVerb]
    lemma_slips: Mapping[str, str]
    nouns: Mapping[str, Stance]
    free_nouns: frozenset[str]
    noun_prepositions: Mapping[str, frozenset[str]]
    prepositions: tuple[tuple[str, ...], ...]
    relays: frozenset[str]
    catenatives: frozenset[str]
    adverbs: Mapping[str, Stance]
    responsibility_nouns: frozenset[str]
    responsibility_verbs: Mapping[str, Frame]
    deeds: frozenset[str]
    support_verbs: frozenset[str]
    toll_nouns: frozenset[str]
    body_nouns: frozenset[str]
    not_said: Mapping[str, frozenset[str]]

    def verb(self, token: Token) -> CueVerb | None:
        """The verb of saying that ``token`` is, if it is one."""
        if token.pos != "VERB":
            return None
        return self.verbs.get(self.lemma_slips.get(token.lemma, token.lemma))


@dataclass(frozen=True, slots=True)
class SpeakerLexicon:
    """Words for those who speak, as lemmas in lower case."""

    people: frozenset[str]
    bodies: frozenset[str]
    generic_bodies: frozenset[str]
    watching: frozenset[str]
    watchers: frozenset[str]
    papers: frozenset[str]
    imagery: frozenset[str]
    unnamed: frozenset[str]
    outlets: frozenset[str]
    outlet_endings: frozenset[str]
    titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]


@dataclass(frozen=True, slots=True)
class HedgeLexicon:
    """``pattern`` finds a hedge in lower-cased text, the longest first."""

    pattern: re.Pattern[str] = field()


def _group_frames(group: Mapping[str, Any]) -> dict[str, Frame]:
    names = set(group["frames"])
    unknown = names - FRAMES - PREPOSITIONS
    if unknown:
        raise LexiconError(f"Lexicon attribution_verbs.yaml names unknown frames: {', '.join(sorted(unknown))}.")
    stance = Stance(group.get("stance", "asserts"))
    return {n: Frame(n, stance, bool(group.get("private")), bool(group.get("evidence"))) for n in names}


def _verbs(groups: Iterable[Mapping[str, Any]]) -> dict[str, CueVerb]:
    frames: dict[str, dict[str, Frame]] = {}
    flagged: dict[str, set[str]] = {"recipient": set(), "parenthetical": set(), "evaluates": set()}
    for group in groups:
        given = _group_frames(group)
        for lemma in group["verbs"]:
            for name, frame in given.items():
                frames.setdefault(lemma, {}).setdefault(name, frame)
            for flag, lemmas in flagged.items():
                if group.get(flag):
                    lemmas.add(lemma)
    return {
        lemma: CueVerb(lemma, held, **{flag: lemma in lemmas for flag, lemmas in flagged.items()})
        for lemma, held in frames.items()
    }


def _turned(by_preposition: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """noun -> prepositions, from preposition -> nouns."""
    nouns = {noun for given in by_preposition.values() for noun in given}
    return {noun: frozenset(p for p, given in by_preposition.items() if noun in given) for noun in nouns}


@cache
def cue_lexicon() -> CueLexicon:
    """The cues; ``LexiconError`` where a file breaks its schema."""
    raw = read_yaml("attribution_cues")
    try:
        return CueLexicon(
            verbs=_verbs(read_yaml("attribution_verbs")),
            lemma_slips=dict(raw["lemma_slips"]),
            nouns={noun: Stance(stance) for stance, nouns in raw["nouns"].items() for noun in nouns},
            free_nouns=frozenset(raw["free_nouns"]),
            noun_prepositions=_turned(raw["noun_prepositions"]),
            prepositions=tuple(sorted((tuple(p.split()) for p in raw["prepositions"]), key=len, reverse=True)),
            relays=frozenset(raw["relays"]),
            catenatives=frozenset(raw["catenatives"]),
            adverbs={adverb: Stance(stance) for adverb, stance in raw["adverbs"].items()},
            responsibility_nouns=frozenset(raw["responsibility"]["nouns"]),
            deeds=frozenset(raw["responsibility"]["deeds"]),
            responsibility_verbs={
                verb: Frame("responsibility", Stance(stance))
                for stance, verbs in raw["responsibility"]["verbs"].items()
                for verb in verbs
            },
            support_verbs=frozenset(raw["support_verbs"]),
            toll_nouns=frozenset(raw["toll_nouns"]),
            body_nouns=frozenset(raw["body_nouns"]),
            not_said={verb: frozenset(nouns) for verb, nouns in raw["not_said"].items()},
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise LexiconError(f"The lexicon of attribution cues breaks its schema: {error!r}.") from error


@cache
def speaker_lexicon() -> SpeakerLexicon:
    """The speakers; ``LexiconError`` where the file breaks its schema."""
    raw = read_yaml("speakers")
    try:
        return SpeakerLexicon(**{name: frozenset(words) for name, words in raw.items()})
    except TypeError as error:
        raise LexiconError(f"Lexicon speakers.yaml breaks its schema: {error}.") from error


@cache
def hedge_lexicon() -> HedgeLexicon:
    """The hedges."""
    raw = read_yaml("attribution_hedges")
    phrases = sorted([*raw["single"], *raw["multi"]], key=len, reverse=True)
    return HedgeLexicon(re.compile(r"\b(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases) + r")\b"))
