"""From drafts to attributions: find, complete, nest and name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hadba.extract.attribution.cast import Cast, Named
from hadba.extract.attribution.cues import hedge_lexicon
from hadba.extract.attribution.draft import Draft
from hadba.extract.attribution.layout import is_wrapped, unwrapped
from hadba.extract.attribution.marks import Quoted, quotations
from hadba.extract.attribution.nesting import above
from hadba.extract.attribution.nominal import adverb_drafts, colon_drafts, headline_drafts, noun_drafts, prepositional_drafts
from hadba.extract.attribution.quotations import with_quotations
from hadba.extract.attribution.relays import with_relays
from hadba.extract.attribution.said_on import dates_by_sentence, said_on, without_its_day
from hadba.extract.attribution.verbs import verb_drafts
from hadba.model.attribution import AttributionMention, Speaker
from hadba.model.parse import Parsed
from hadba.model.reading import ActorName
from hadba.model.span import Span


def read_attributions(parsed: Parsed, actors: tuple[ActorName, ...]) -> tuple[AttributionMention, ...]:
    """Every act of saying in a text, ordered by the place of its cue."""
    wrapped = is_wrapped(parsed.text)
    parsed = unwrapped(parsed) if wrapped else parsed
    quoted = Quoted(quotations(parsed.text, wrapped=wrapped), wrapped)
    drafts = [
        *verb_drafts(parsed, quoted),
        *prepositional_drafts(parsed),
        *noun_drafts(parsed),
        *adverb_drafts(parsed),
        *colon_drafts(parsed),
        *headline_drafts(parsed),
    ]
    whole = with_quotations(parsed, drafts, quoted)
    whole = [without_its_day(parsed, d) for d in with_relays(parsed, whole)]
    whole = sorted(filter(None, map(_apart, whole)), key=lambda d: d.at.i)
    outer = above(whole)
    dates = dates_by_sentence(parsed)
    named = _named(parsed, actors, whole, outer)
    return tuple(
        AttributionMention(
            source=draft.source,
            cue=draft.cue,
            content=draft.content,
            chain=_chain(n, whole, outer, named, parsed),
            stance=draft.stance,
            hedge=_hedge(parsed, draft),
            said_on=said_on(parsed, draft, dates),
        )
        for n, draft in enumerate(whole)
        if _brings_somebody(n, whole, outer[n], named)
    )


def _apart(draft: Draft) -> Draft | None:
    """The draft without pieces of content that its own speaker or cue lies in, as broken lines make them; null if none is."""
    own = [s for s in (draft.source, draft.cue) if s is not None]
    content = tuple(piece for piece in draft.content if not any(piece.overlaps(s) for s in own))
    return draft if content == draft.content else replace(draft, content=content) if content else None


def _brings_somebody(n: int, drafts: Sequence[Draft], outer: tuple[int, ...], named: Sequence[Named | None]) -> bool:
    """Whether a saying within another adds a speaker: not "you know", not what the same person thinks once more, not
    what somebody seems or what is merely talked about.

    Adverbs and "it was reported" stay: they bring a hedge.
    """
    if not outer or drafts[n].voice == "adverb" or (drafts[n].source is None and drafts[n].frame == "subject"):
        return True
    who = named[n]
    if drafts[n].frame in ("appears", "about"):
        return False
    if who is None or drafts[n].who is None or who.name.lower() in ("you", "your"):
        return False
    around = {speaker.name for o in outer if (speaker := named[o]) is not None}
    return who.name not in around and not (around and who.name.lower() in ("i", "me", "my"))


def _named(
    parsed: Parsed, actors: Sequence[ActorName], drafts: Sequence[Draft], above: Sequence[tuple[int, ...]]
) -> list[Named | None]:
    cast = Cast(parsed, actors)
    found: list[Named | None] = []
    for draft, outer in zip(drafts, above, strict=True):
        speaker = next((found[n] for n in reversed(outer) if n < len(found) and found[n] is not None), None)
        found.append(cast.identify(draft, {draft.at.i: speaker.name} if speaker is not None else {}))
    return found


def _chain(
    n: int, drafts: Sequence[Draft], above: Sequence[tuple[int, ...]], named: Sequence[Named | None], parsed: Parsed
) -> tuple[Speaker, ...]:
    chain: list[Speaker] = []
    for link in (*above[n], n):
        draft, who = drafts[link], named[link]
        if who is None or draft.source is None or not (draft.speaks or link == n):
            continue
        chain.append(_speaker(draft, who, draft.source, parsed))
    return tuple(chain)


def _speaker(draft: Draft, who: Named, source: Span, parsed: Parsed) -> Speaker:
    cue = draft.cue.of(parsed.text).rstrip(": ") or ":" if draft.cue is not None else None
    return Speaker(name=who.name, start=source.start, end=source.end, cue=cue, role=who.role, named=who.named)


def _hedge(parsed: Parsed, draft: Draft) -> str | None:
    """The hedge of the cue itself, as written ("reportedly"; the cue of an agentless passive)."""
    if draft.cue is None:
        return None
    words = draft.cue.of(parsed.text)
    if draft.voice == "adverb" or (draft.voice == "verb" and draft.source is None):
        return words
    words = parsed.text[draft.cue.start : draft.at.start] if draft.voice == "verb" else words
    match = hedge_lexicon().pattern.search(words.lower())
    return words[match.start() : match.end()] if match else None
