"""The places of claims: those attached by syntax, resolved; for the others what the report itself gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hadba.model.claim import Claim, Family, Realis
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed
from hadba.model.ports import Gazetteer
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.model.where import PlaceMention, PlacePrecision, Where
from hadba.resolve.where.scene import Scene
from hadba.resolve.where.standing import acts, coarse, fineness, heads_a_text, sentence_of

# The share of its score that a place keeps which is not a claim's own: the nearer to its words, the more.
BESIDE = 0.85  # elsewhere in its sentence
MEANT = 0.8  # taken up by a noun
CARRIED = 0.7  # from the sentences before
FOCUS = 0.5  # only what the report is mostly about
MASSES = 50_000  # people: no spot holds so many dead or displaced, a besieged town does
LONG_AGO = timedelta(days=100)  # before the day that the report is about: background, set anywhere


@dataclass(frozen=True, slots=True)
class Setting:
    """A report's scene, for each happening the own places of its claims, each with the trigger's start, and the day that the
    report first speaks of."""

    scene: Scene
    told: dict[str, list[tuple[int, tuple[Where, ...]]]]
    day: date | None


def place_claims(
    report: Report, parsed: Parsed, mentions: Sequence[PlaceMention], claims: tuple[Claim, ...], gazetteer: Gazetteer
) -> tuple[Claim, ...]:
    """The claims with their places resolved, finest first.

    A claim that names no town or finer takes, in this order and only where it does not contradict what it does name:
    one beside it in its sentence, one that a noun takes up ("the camp"), that of its happening, one of the sentences before
    it, the one that the report is mostly about. A total of a whole war or of many thousands takes a country at most. Text
    and span stay those of the mention.
    """
    resolved = {m.span: m.where for m in mentions if m.where is not None}
    heads = {m.span for m in mentions if heads_a_text(parsed, m)}
    claims = tuple(replace(c, where=tuple(w for w in c.where if w.span not in heads)) for c in claims)
    own = [replace(c, where=_events(parsed, c, (resolved.get(w.span, w) for w in c.where))) for c in claims]
    told: dict[str, list[tuple[int, tuple[Where, ...]]]] = {}
    for claim in own:
        told_of = claim.happening and claim.realis is not Realis.NEGATED  # "no protests in Mosul" are not in Mosul
        if told_of and claim.where and not coarse(claim.where[0]):
            told.setdefault(claim.happening, []).append((claim.trigger.start, claim.where))
    days = (c.when.start for c in sorted(own, key=lambda c: c.trigger.start) if c.main and c.figures)
    setting = Setting(Scene.of(parsed, mentions, own, gazetteer), told, next(filter(None, days), report.published))
    return tuple(replace(c, where=_completed(c, setting)) for c in own)


def _events(parsed: Parsed, claim: Claim, places: Iterable[Where]) -> tuple[Where, ...]:
    """The places without a country that acts ("a US airstrike", "Iraq's offensive"), finest first."""
    kept = [w for w in places if w.precision != PlacePrecision.COUNTRY or not acts(parsed, w.span, claim.trigger)]
    once = {w.place_id if w.place_id and w.within is None else w.text.lower(): w for w in kept[::-1]}
    return tuple(sorted((w for w in kept if w in once.values()), key=fineness))


def _completed(claim: Claim, setting: Setting) -> tuple[Where, ...]:
    scene = setting.scene
    trigger = Span(claim.trigger.start, claim.trigger.end)
    sentence = sentence_of(scene.parsed, trigger)
    own = tuple(w for w in claim.where if sentence_of(scene.parsed, w.span) == sentence)
    if own and not coarse(own[0]):
        return own
    if all(w.precision is PlacePrecision.COUNTRY for w in own):
        provinces = [w for w in scene.beside(trigger, finely=False) if _province(w) and _agrees(w, own)]
        own = (*(_less(w, BESIDE) for w in provinces[:1]), *own)
    if _of_a_war(claim):
        nation = scene.nation(trigger)
        return own or ((_less(nation, CARRIED),) if nation is not None else ())
    finer = _finer(claim, own, setting)
    return (*finer, *(w for w in own if w.span not in {f.span for f in finer}))


def _province(where: Where) -> bool:
    return where.precision is PlacePrecision.PROVINCE and where.within is None


def _of_a_war(claim: Claim) -> bool:
    """Whether a claim counts over a whole war, or more people than one spot can hold."""
    most = max((f.top or 0 for f in claim.figures if f.kind is not FigureKind.TRAPPED), default=0)
    return claim.type == "war" or most >= MASSES


def _finer(claim: Claim, own: tuple[Where, ...], setting: Setting) -> tuple[Where, ...]:
    """Places for a claim that names none, or only a country or a province."""
    scene, trigger = setting.scene, Span(claim.trigger.start, claim.trigger.end)
    moves = any(f.kind in (FigureKind.DISPLACED, FigureKind.RETURNED) for f in claim.figures)  # over borders too
    counted = [
        f.span for f in claim.figures if f.span is not None
    ]  # the sentence that counts may be another than the trigger's
    beside = [w for at in (trigger, *counted) for w in scene.beside(at) if moves or _agrees(w, own)]
    if beside:
        return (_less(beside[0], BESIDE),)
    if claim.family is not Family.EVENT and own:
        return ()
    meant = scene.meant(trigger)
    if meant is not None and _agrees(meant, own):
        return (_less(meant, MEANT),)
    shared = tuple(w for w in _of_happening(claim, setting) if _agrees(w, own))
    if shared and not coarse(shared[0]):
        return shared
    if own:
        return _of_focus(claim, own, setting)
    country = scene.country(trigger)
    if country is not None:
        return (_less(country, MEANT),)
    around = list(shared)
    for where in scene.before(trigger):
        if where.precision is PlacePrecision.COUNTRY:
            around.append(where)
        elif not coarse(where) and _agrees(where, around):
            return (_less(where, CARRIED),)
    if around and scene.focus is not None and not _agrees(scene.focus, around[:1]):
        return shared or (_less(around[0], CARRIED),)
    return _of_focus(claim, shared, setting) or shared


def _of_happening(claim: Claim, setting: Setting) -> tuple[Where, ...]:
    """What the claims of its happening name: the last of them before it, else the first after; else what grouping gave it."""
    told = setting.told.get(claim.happening, []) if claim.happening else []
    before = [places for start, places in told if start < claim.trigger.start]
    if before:
        return before[-1]
    after = [places for start, places in told if start > claim.trigger.start]
    if after:
        return after[0]
    sentence = sentence_of(setting.scene.parsed, Span(claim.trigger.start, claim.trigger.end))
    return tuple(w for w in claim.where if sentence_of(setting.scene.parsed, w.span) != sentence)


def _of_focus(claim: Claim, own: tuple[Where, ...], setting: Setting) -> tuple[Where, ...]:
    """The place that the report is mostly about, where the claim may well be set there; its country for what is long past."""
    focus = setting.scene.focus
    if focus is None or not _agrees(focus, own) or (own and coarse(focus)) or not claim.main:
        return ()
    if focus.span is not None and focus.span.start > claim.trigger.start and setting.scene.is_elsewhere(focus.span):
        return ()  # "Elsewhere, in Qamishli ..." tells nothing of what was told before
    past = claim.when.end is not None and setting.day is not None and claim.when.end < setting.day - LONG_AGO
    if past and claim.when.span is not None:
        nation = setting.scene.nation(Span(claim.trigger.start, claim.trigger.end))
        return (_less(nation, FOCUS),) if nation is not None and not own else ()
    return (_less(focus, FOCUS),)


def _agrees(where: Where, coarser: Sequence[Where]) -> bool:
    """Whether a place may lie in the countries and provinces that are named already."""
    nations = {w.country for w in coarser if w.country}
    provinces = {w.admin1 for w in coarser if w.precision is PlacePrecision.PROVINCE and w.admin1}
    if where.country and nations and where.country not in nations:
        return False
    return not (where.admin1 and provinces and where.admin1 not in provinces)


def _less(where: Where, share: float) -> Where:
    return replace(where, score=round(where.score * share, 3))
