"""The places of claims: those attached by syntax, resolved; for the others what the report itself gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hadba.model.claim import Claim, Trigger
from hadba.model.figure import Scope
from hadba.model.parse import Parsed
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.model.where import PlaceMention, PlacePrecision, Where
from hadba.resolve.where.fold import fold
from hadba.resolve.where.lexicon import place_senses

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
            finer = bool(held) and _coarse(held[0]) and not _coarse(claim.where[0])
            shared[claim.happening] = claim.where if not held or finer else held
    scene = Scene(parsed, tuple(mentions), shared, _focus(parsed, mentions))
    return tuple(replace(c, where=_completed(c, scene)) for c in own)


def _coarse(where: Where) -> bool:
    """Whether a place is but a country or a province; a village known to its province alone is not."""
    return where.precision in (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE) and where.within is None


def _events(parsed: Parsed, trigger: Trigger, places: Iterable[Where]) -> tuple[Where, ...]:
    """The places without a country that acts ("a US airstrike", "Iraq's offensive"), finest first."""
    kept = [w for w in places if w.precision != PlacePrecision.COUNTRY or not _acts(parsed, w.span, trigger)]
    return tuple(sorted(kept, key=_fineness))


def _acts(parsed: Parsed, country: Span, trigger: Trigger) -> bool:
    """Whether a country stands as subject or as modifier of a noun, with no preposition between it and the trigger."""
    tokens = parsed.tokens_in(country)
    if not tokens or tokens[-1].dep not in ("compound", "nmod", "amod", "poss", "nsubj"):
        return False
    head = parsed.head(tokens[-1])
    bearing = {t.i for t in parsed.tokens_in(Span(trigger.start, trigger.end))}
    return head.i in bearing or parsed.head(head).i in bearing or tokens[-1].dep == "nsubj"


def _completed(claim: Claim, scene: Scene) -> tuple[Where, ...]:
    """The claim's places; those of its happening, or what the report is about, before a mere country that holds them."""
    of_happening = scene.shared.get(claim.happening, ()) if claim.happening else ()
    if not claim.where:
        return of_happening or _nearby(claim, scene)
    finer = [w for w in of_happening if w.country in (None, claim.where[0].country)]
    if not finer and scene.focus is not None and claim.main and all(f.scope != Scope.CUMULATIVE for f in claim.figures):
        finer = [_less(scene.focus, FOCUS)] if scene.focus.country == claim.where[0].country else []
    if finer and _coarse(claim.where[0]) and not _coarse(finer[0]):
        return (*finer, *(w for w in claim.where if w.span not in {f.span for f in finer}))
    return claim.where


def _less(where: Where, share: float) -> Where:
    return replace(where, score=round(where.score * share, 3))


def _nearby(claim: Claim, scene: Scene) -> tuple[Where, ...]:
    """For a claim that names none: a town or finer that its sentence places something in, the one named last before it in
    its paragraph, or the one that the report is about."""
    trigger = Span(claim.trigger.start, claim.trigger.end)
    located = [m for m in scene.mentions if m.where and m.where.precision in FINE and _located(scene.parsed, m)]
    here = [m for m in located if _sentence(scene.parsed, m.span) == _sentence(scene.parsed, trigger)]
    before = [
        m
        for m in located
        if m.span.end <= trigger.start and _paragraph(scene.parsed, m.span) == _paragraph(scene.parsed, trigger)
    ]
    near = sorted(here, key=lambda m: (m.relation is not None, trigger.gap(m.span))) or before[::-1]
    if near and near[0].where is not None:
        return (_less(near[0].where, CARRIED),)
    return (_less(scene.focus, FOCUS),) if scene.focus is not None else ()


def _sentence(parsed: Parsed, span: Span) -> int | None:
    tokens = parsed.tokens_in(span)
    return tokens[0].sentence if tokens else None


def _paragraph(parsed: Parsed, span: Span) -> int | None:
    tokens = parsed.tokens_in(span)
    return parsed.sentence_of(tokens[0]).paragraph if tokens else None


def _located(parsed: Parsed, mention: PlaceMention) -> bool:
    """Whether the mention says where something is: under a preposition, a cue or a relation, or as an object. A name that
    acts or owns ("Khartoum denied"), a seat ("the government in Khartoum") and where somebody spoke are not."""
    token = parsed.tokens_in(mention.span)[-1]
    for above in parsed.ancestors(token):
        if above.lemma in place_senses().rulers:
            return False
        if above.pos == "VERB":
            if above.lemma in place_senses().saying:
                return False
            break
    if mention.cue is not None or mention.relation is not None:
        return True
    return token.dep in ("pobj", "dobj", "conj", "appos", "nsubjpass")


def _focus(parsed: Parsed, mentions: Sequence[PlaceMention]) -> Where | None:
    """What a report is mostly about: the place, finer than a country, that stands most often as a place of something, the
    lead counting fourfold; of two that are level the finer, then the first. Null where it stands so once, outside the lead."""
    weights: Counter[tuple[str, str | None]] = Counter()
    best: dict[tuple[str, str | None], Where] = {}
    for mention in mentions:
        where = mention.where
        if where is None or where.precision == PlacePrecision.COUNTRY or (where.lat is None and mention.cue is None):
            continue
        if _located(parsed, mention):
            key = (fold(mention.text), where.place_id)
            weights[key] += 4 if parsed.tokens_in(mention.span)[0].sentence < LEAD else 1
            best.setdefault(key, where)
    ranked = sorted(best, key=lambda key: (-weights[key], _fineness(best[key]), best[key].span.start))
    enough = ranked and weights[ranked[0]] > (4 if _coarse(best[ranked[0]]) else 1)
    return best[ranked[0]] if enough else None


def _fineness(where: Where) -> float:
    """The grain of the words, whatever point stands for them: a village that only its district is known of is a village."""
    if where.within is not None:
        return ORDER.index(PlacePrecision.TOWN) - 0.5
    return ORDER.index(where.precision)
