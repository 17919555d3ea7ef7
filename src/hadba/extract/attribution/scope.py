"""What a speaker covers: from the attributions of a report to the chain behind one span of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hadba.extract.attribution.cues import cue_lexicon, hedge_lexicon, speaker_lexicon
from hadba.extract.attribution.phrases import can_speak
from hadba.model.attribution import AttributionMention, Speaker, Stance
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span

# Pronouns that were resolved to nobody: "this shows that", "which means". They are no speakers.
NOBODY = frozenset({"it", "this", "that", "these", "those", "which", "what", "you", "we", "us", "our", "all", "one"})
_REPORTER = re.compile(r"(?:an? |the )?(.+?) (?:reporter|correspondent|journalist)s?\b", re.IGNORECASE)
NEAR = 60  # characters within which a hedge belongs to a span of its sentence


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who stands behind a span: the outlet first, then the speakers from the outermost to the innermost.

    ``stance`` is that of the innermost speaker; ``hedge`` the words of distance in force; ``said_on`` the span of the
    words that date the innermost saying that has any.
    """

    chain: tuple[Speaker, ...]
    stance: Stance = Stance.ASSERTS
    hedge: str | None = None
    said_on: Span | None = None


def attribute(parsed: Parsed, outlet: str, span: Span, attributions: Sequence[AttributionMention]) -> Attributed:
    """The chain behind ``span`` (a trigger or a figure): every attribution whose content holds it.

    A sentence without a cue of its own is the outlet's: nothing is carried over from the sentence before. News outlets
    stand before those whom they repeat, also in "Reuters reported that A, officials say".
    """
    covering = [a for a in attributions if _covers(a, span)]
    covering.sort(key=lambda a: (not _is_outlet(a), -sum(c.end - c.start for c in a.content), len(a.chain)))
    voiced = [a for a in covering if _is_voiced(parsed, a) and not _is_negated(parsed, a)]
    unsaid = next((a.cue.of(parsed.text) for a in reversed(covering) if a.cue is not None and _is_negated(parsed, a)), None)
    last = voiced or [a for a in covering if not _is_negated(parsed, a)]
    return Attributed(
        chain=_chain(parsed, outlet, voiced),
        stance=last[-1].stance if last else Stance.ASSERTS,
        hedge=unsaid or next((a.hedge for a in reversed(covering) if a.hedge), None) or _hedge_beside(parsed, span),
        said_on=next((a.said_on for a in reversed(covering) if a.said_on is not None), None),
    )


def _covers(mention: AttributionMention, span: Span) -> bool:
    """Whether ``span`` is what was said; where it holds the cue as well ("reported 12 deaths"), whether it reaches in."""
    if mention.covers(span):
        return True
    return mention.cue is not None and span.contains(mention.cue) and any(c.overlaps(span) for c in mention.content)


def _is_voiced(parsed: Parsed, mention: AttributionMention) -> bool:
    """Whether somebody speaks: not "this", and not "the size of the crater" in "... shows that A", which only the writer
    reads, nor who merely judges ("condemned the killing of 12")."""
    if mention.source is None or not mention.chain or mention.chain[-1].name.lower() in NOBODY:
        return False
    words = parsed.tokens_in(mention.source)
    head = next((t for t in words if not mention.source.contains(parsed.head(t).span) or t.head == t.i), words[-1])
    verbs = [v for t in parsed.tokens_in(mention.cue) if (v := cue_lexicon().verb(t)) is not None] if mention.cue else []
    if not verbs:
        return True
    clause = verbs[-1].frame("clause")
    said = clause is not None and not clause.evidence and not clause.private
    shown = clause is not None and clause.evidence and head.lemma in speaker_lexicon().imagery  # "a video showed the body"
    return said or (can_speak(head) and not shown and (clause is not None or not verbs[-1].evaluates))


def _is_negated(parsed: Parsed, mention: AttributionMention) -> bool:
    """Whether it was just not said: "has not confirmed that A", "no group has claimed the attack". The cue is a hedge then."""
    cue = parsed.tokens_in(mention.cue) if mention.cue is not None else ()
    source = parsed.tokens_in(mention.source) if mention.source is not None else ()
    return any(t.dep == "neg" or t.lower == "never" for t in cue) or (
        bool(source) and source[0].lower in ("no", "nobody", "none", "neither")
    )


def _chain(parsed: Parsed, outlet: str, voiced: Sequence[AttributionMention]) -> tuple[Speaker, ...]:
    chain = [Speaker(outlet)]
    for mention in voiced:
        for speaker in (_told(parsed, mention), mention.chain[-1]):
            if speaker is None or _is_own_reporter(speaker.name, outlet):
                continue
            if not any(_is_same(speaker.name, link.name) for link in chain):
                chain.append(speaker)
    return tuple(chain)


def _is_own_reporter(name: str, outlet: str) -> bool:
    """Whether it is the outlet that speaks: "a Rivers Press correspondent in Tel Amar" in the Rivers Press."""
    found, own = _REPORTER.match(name), outlet.lower().removeprefix("the ").rstrip("s'’")
    return found is not None and bool(own) and found[1].lower().rstrip("s'’") == own


def _is_same(name: str, other: str) -> bool:
    return name.lower() == other.lower()


def _is_outlet(mention: AttributionMention) -> bool:
    return bool(mention.chain) and mention.source is not None and is_outlet(mention.chain[-1].name)


def is_outlet(name: str) -> bool:
    """Whether ``name`` is that of a news outlet, by itself ("Reuters") or by its last word ("Aamaq news agency")."""
    lexicon = speaker_lexicon()
    words = re.findall(r"[\w-]+", name.lower())
    if not words:
        return False
    known = " ".join(words) in lexicon.outlets or (len(words) > 1 and " ".join(words[-2:]) in lexicon.outlet_endings)
    return known or (len(words) > 1 and words[-1] in lexicon.outlet_endings)


def _told(parsed: Parsed, mention: AttributionMention) -> Speaker | None:
    """The outlet in "X told Reuters that A": through it we know. Null where it was told to nobody or to no outlet."""
    if mention.cue is None:
        return None
    for verb in parsed.tokens_in(mention.cue):
        held = cue_lexicon().verb(verb)
        if held is None or not held.recipient:
            continue
        for child in parsed.children(verb):
            if child.dep in ("dobj", "dative") and child.i > verb.i and (named := _named(parsed, child)) is not None:
                return named
    return None


def _named(parsed: Parsed, head: Token) -> Speaker | None:
    words = [t for t in parsed.subtree(head) if t.i <= head.i and t.pos in ("PROPN", "NOUN", "ADJ", "PUNCT", "DET")]
    named = [t for t in words if t.pos != "DET"]
    if not named or head.pos not in ("PROPN", "NOUN"):
        return None
    span = parsed.span_of(named)
    name = " ".join(span.of(parsed.text).split())
    return Speaker(name=name, start=span.start, end=span.end, cue="told") if is_outlet(name) else None


def _hedge_beside(parsed: Parsed, span: Span) -> str | None:
    """The hedge nearest to ``span`` in its sentence, a verb of reporting not being one ("the UN reported")."""
    tokens = parsed.tokens_in(span)
    if not tokens:
        return None
    sentence = parsed.sentence_of(tokens[0])
    found = []
    for match in hedge_lexicon().pattern.finditer(sentence.span.of(parsed.text).lower()):
        place = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        word = parsed.tokens_in(place)[0]
        if word.pos != "VERB" or word.dep == "amod" or " " in match.group():
            found.append(place)
    near = min(found, key=lambda s: s.gap(span), default=None)
    return near.of(parsed.text) if near is not None and near.gap(span) <= NEAR else None
