"""What a speaker covers: from the attributions of a report to the chain behind one span of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hadba.extract.attribution.cues import hedge_lexicon
from hadba.model.attribution import AttributionMention, Speaker, Stance
from hadba.model.parse import Parsed
from hadba.model.span import Span

# Pronouns that were resolved to nobody: "this shows that", "which means". They are no speakers.
NOBODY = frozenset({"it", "this", "that", "these", "those", "which", "what", "you", "all", "one"})


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

    A sentence without a cue of its own is the outlet's: nothing is carried over from the sentence before.
    """
    covering = [a for a in attributions if _covers(a, span)]
    covering.sort(key=lambda a: -sum(len(range(*c)) for c in a.content))
    chain: list[Speaker] = [Speaker(outlet)]
    for mention in covering:
        if mention.source is not None and mention.chain:
            speaker = mention.chain[-1]
            if speaker.name not in {link.name for link in chain[1:]} and speaker.name.lower() not in NOBODY:
                chain.append(speaker)
    voiced = [a for a in covering if a.source is not None] or covering
    hedge = next((a.hedge for a in reversed(covering) if a.hedge), None) or _hedge_beside(parsed, span)
    return Attributed(
        chain=tuple(chain),
        stance=voiced[-1].stance if voiced else Stance.ASSERTS,
        hedge=hedge,
        said_on=next((a.said_on for a in reversed(covering) if a.said_on is not None), None),
    )


def _covers(mention: AttributionMention, span: Span) -> bool:
    """Whether ``span`` is what was said; where it holds the cue as well ("reported 12 deaths"), whether it reaches into that."""
    if mention.covers(span):
        return True
    return mention.cue is not None and span.contains(mention.cue) and any(c.overlaps(span) for c in mention.content)


def _hedge_beside(parsed: Parsed, span: Span) -> str | None:
    """The hedge nearest to ``span`` in its sentence part."""
    tokens = parsed.tokens_in(span)
    if not tokens:
        return None
    sentence = parsed.sentence_of(tokens[0])
    text = parsed.text[sentence.span.start : sentence.span.end].lower()
    found = [
        (Span(sentence.span.start + m.start(), sentence.span.start + m.end())) for m in hedge_lexicon().pattern.finditer(text)
    ]
    near = min(found, key=lambda s: s.gap(span), default=None)
    return near.of(parsed.text) if near is not None and near.gap(span) <= 60 else None
