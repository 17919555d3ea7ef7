"""The places of claims: those attached by syntax, resolved; for the others what the report itself gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hadba.model.claim import Claim, Trigger
from hadba.model.parse import Parsed
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.model.where import PlaceMention, PlacePrecision, Where
from hadba.resolve.where.fold import fold

# From fine to coarse; a village that nothing could place is finer than the country it lies in.
ORDER = (
    PlacePrecision.SITE, PlacePrecision.NEIGHBOURHOOD, PlacePrecision.TOWN, PlacePrecision.DISTRICT, PlacePrecision.NONE,
    PlacePrecision.PROVINCE, PlacePrecision.COUNTRY,
)  # fmt: skip
FINE = ORDER[:5]
CARRIED = 0.7  # a place taken over from the words before keeps this share of its score
FOCUS = 0.5  # and one that is only what the report is mostly about this
LEAD = 3  # sentences that say what a report is about


@dataclass(frozen=True, slots=True)
class Scene:
    """A report's text and mentions, the places of its happenings, and the place that it is mostly about."""

    parsed: Parsed
    mentions: tuple[PlaceMention, ...]
    shared: dict[str, tuple[Where, ...]]
    focus: Where | None


def place_claims(
    report: Report, parsed: Parsed, mentions: Sequence[PlaceMention], claims: tuple[Claim, ...]
) -> tuple[Claim, ...]:
    """The claims with their places resolved, finest first.

    A claim without any takes those of its happening; else the town or finer named last before it in its paragraph; else
    the place that the report is mostly about. One that names but a country, or a province, has before it the finer place of its
    happening that lies there. Text and span stay those of the mention.
    """
    resolved = {m.span: m.where for m in mentions if m.where is not None}
    own = [replace(c, where=_events(parsed, c.trigger, (resolved.get(w.span, w) for w in c.where))) for c in claims]
    shared: dict[str, tuple[Where, ...]] = {}
    for claim in own:
        if claim.happening and claim.where:
            held = shared.get(claim.happening, ())
            shared[claim.happening] = claim.where if not held or _rank(claim.where[0]) < _rank(held[0]) else held
    scene = Scene(parsed, tuple(mentions), shared, _focus(parsed, mentions))
    return tuple(replace(c, where=_completed(c, scene)) for c in own)


def _rank(where: Where) -> int:
    return ORDER.index(where.precision)


def _events(parsed: Parsed, trigger: Trigger, places: Iterable[Where]) -> tuple[Where, ...]:
    """The places without a country that acts ("a US airstrike", "Iraq's offensive"), finest first."""
    kept = [w for w in places if w.precision != PlacePrecision.COUNTRY or not _acts(parsed, w.span, trigger)]
    return tuple(sorted(kept, key=_rank))


def _acts(parsed: Parsed, country: Span, trigger: Trigger) -> bool:
    """Whether a country stands as subject or as modifier of a noun, with no preposition between it and the trigger."""
    tokens = parsed.tokens_in(country)
    if not tokens or tokens[-1].dep not in ("compound", "nmod", "amod", "poss", "nsubj"):
        return False
    head = parsed.head(tokens[-1])
    bearing = {t.i for t in parsed.tokens_in(Span(trigger.start, trigger.end))}
    return head.i in bearing or parsed.head(head).i in bearing or tokens[-1].dep == "nsubj"


def _completed(claim: Claim, scene: Scene) -> tuple[Where, ...]:
    of_happening = scene.shared.get(claim.happening, ()) if claim.happening else ()
    if not claim.where:
        return of_happening or _nearby(claim, scene)
    coarse = _rank(claim.where[0]) >= ORDER.index(PlacePrecision.PROVINCE)
    if coarse and of_happening and _rank(of_happening[0]) < _rank(claim.where[0]):
        finer = tuple(w for w in of_happening if w.country in (None, claim.where[0].country))
        return (*finer, *(w for w in claim.where if w.span not in {f.span for f in finer}))
    return claim.where


def _nearby(claim: Claim, scene: Scene) -> tuple[Where, ...]:
    before = _named_before(claim, scene)
    if before is not None:
        return (replace(before, score=round(before.score * CARRIED, 3)),)
    if scene.focus is not None:
        return (replace(scene.focus, score=round(scene.focus.score * FOCUS, 3)),)
    return ()


def _named_before(claim: Claim, scene: Scene) -> Where | None:
    """The town or finer that was named last before the trigger in its paragraph, where it was not a capital that acts."""
    paragraph = _paragraph(scene.parsed, Span(claim.trigger.start, claim.trigger.end))
    for mention in reversed(scene.mentions):
        where = mention.where
        if where is None or mention.span.end > claim.trigger.start or where.precision not in FINE:
            continue
        if _paragraph(scene.parsed, mention.span) != paragraph:
            return None
        if _located(scene.parsed, mention):
            return where
    return None


def _paragraph(parsed: Parsed, span: Span) -> int | None:
    tokens = parsed.tokens_in(span)
    return parsed.sentence_of(tokens[0]).paragraph if tokens else None


def _located(parsed: Parsed, mention: PlaceMention) -> bool:
    """Whether the mention says where something is: under a preposition, a cue or a relation, or as an object; a name that
    acts or owns ("Khartoum denied") is not."""
    if mention.cue is not None or mention.relation is not None:
        return True
    return parsed.tokens_in(mention.span)[-1].dep in ("pobj", "dobj", "conj", "appos", "nsubjpass")


def _focus(parsed: Parsed, mentions: Sequence[PlaceMention]) -> Where | None:
    """What a report is mostly about: the place, finer than a country, that stands most often as a place of something, the
    lead counting double; null where it stands there once only and not in the lead, or two are level."""
    weights: Counter[str] = Counter()
    best: dict[str, Where] = {}
    for mention in mentions:
        where = mention.where
        if where is None or where.precision == PlacePrecision.COUNTRY or (where.lat is None and mention.cue is None):
            continue
        if not _located(parsed, mention):
            continue
        key = fold(mention.text)
        lead = parsed.tokens_in(mention.span)[0].sentence < LEAD
        weights[key] += (4 if lead else 2) - (where.precision == PlacePrecision.PROVINCE)
        best.setdefault(key, where)
    ranked = weights.most_common(2)
    if not ranked or ranked[0][1] < 4 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return best[ranked[0][0]]
