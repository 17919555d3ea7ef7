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
from hadba.resolve.where.distance import km
from hadba.resolve.where.lexicon import place_senses
from hadba.resolve.where.namesakes import shared_with_province
from hadba.resolve.where.scene import Scene
from hadba.resolve.where.standing import acts, coarse, fineness, heads_a_text, hyphened, is_duty, sentence_of

# The share of its score that a place keeps which is not a claim's own: the nearer to its words, the more.
BESIDE = 0.85  # elsewhere in its sentence
MEANT = 0.8  # taken up by a noun
CARRIED = 0.7  # from the sentences before
FOCUS = 0.5  # only what the report is mostly about
MASSES = 50_000  # people: no spot holds so many dead or displaced, a besieged town does
NEAR = 15.0  # km: what lies nearer to a town's point is a part of it
LONG_AGO = timedelta(days=100)  # before the day that the report is about: background, set anywhere


Told = dict[str, list[tuple[int, tuple[Where, ...]]]]  # by happening: places told with a trigger, and where both have begun


@dataclass(frozen=True, slots=True)
class Setting:
    """A report's scene; for each happening the spots that its claims name, and the provinces and countries of those that name
    no spot; the day that the report first speaks of; ``vague`` are the spans of bare names that a province and its chief town
    share."""

    scene: Scene
    told: Told
    areas: Told
    day: date | None
    vague: frozenset[Span]


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
    days = (c.when.start for c in sorted(own, key=lambda c: c.trigger.start) if c.main and c.figures)
    scene = Scene.of(parsed, mentions, own, gazetteer, report.title or "")
    named = [_named(c, scene) for c in own]
    told = _told((c, _spots(c, n, scene)) for c, n in zip(own, named, strict=True))
    areas = _told((c, n) for c, n in zip(own, named, strict=True) if n and coarse(n[0]))
    vague = frozenset(m.span for m in mentions if shared_with_province(m, gazetteer))
    setting = Setting(scene, told, areas, next(filter(None, days), report.published), vague)
    return tuple(replace(c, where=_completed(c, n, setting)) for c, n in zip(own, named, strict=True))


def _told(places: Iterable[tuple[Claim, tuple[Where, ...]]]) -> Told:
    told: Told = {}
    for claim, named in places:
        if claim.happening and named and claim.realis is not Realis.NEGATED:  # "no protests in Mosul" are not in Mosul
            told.setdefault(claim.happening, []).append((max(claim.trigger.start, named[0].span.start), named))
    return {happening: sorted(held, key=lambda h: h[0]) for happening, held in told.items()}


def _events(parsed: Parsed, claim: Claim, places: Iterable[Where]) -> tuple[Where, ...]:
    """The places without a country that acts ("a US airstrike", "Iraq's offensive"), finest first."""
    trigger = Span(claim.trigger.start, claim.trigger.end)
    sentence = sentence_of(parsed, trigger)
    held = [
        w
        for w in places
        if not hyphened(parsed, w.span)  # "the UK-based monitor"
        and (sentence_of(parsed, w.span) == sentence or not is_duty(parsed, w.span))
    ]
    held = [w for w in held if not _speaks_from(parsed, w, held)]
    kept = [w for w in held if w.precision != PlacePrecision.COUNTRY or not acts(parsed, w.span, claim.trigger)]
    once = {w.place_id if w.place_id and w.within is None else w.text.lower(): w for w in kept[::-1]}
    return tuple(sorted((w for w in kept if w in once.values()), key=fineness))


def _speaks_from(parsed: Parsed, where: Where, others: Sequence[Where]) -> bool:
    """Whether a town is only where something was told of: "In Washington the Pentagon confirmed strikes in Aleppo"."""
    if coarse(where) or not any(w.country not in (where.country, None) for w in others):
        return False
    above = parsed.ancestors(parsed.tokens_in(where.span)[-1])
    verb = next((t for t in above if t.pos in ("VERB", "AUX")), None)
    senses = place_senses()
    return verb is not None and verb.lemma in senses.reporting | senses.saying


def _spots(claim: Claim, named: tuple[Where, ...], scene: Scene) -> tuple[Where, ...]:
    """The spots that a claim tells its happening: those that it names, else the one beside it in its sentence."""
    if named and not coarse(named[0]):
        return claim.where
    beside = () if _of_a_war(claim) else _beside(claim, named, scene)
    return beside or (claim.where if claim.where and not coarse(claim.where[0]) else ())


def _beside(claim: Claim, own: tuple[Where, ...], scene: Scene) -> tuple[Where, ...]:
    """The spot that the sentence of its trigger, or of one of its counts, names beside it."""
    trigger = Span(claim.trigger.start, claim.trigger.end)
    moves = any(f.kind in (FigureKind.DISPLACED, FigureKind.RETURNED) for f in claim.figures)  # over borders too
    counted = [f.span for f in claim.figures if f.span is not None]
    beside = (w for at in (trigger, *counted) for w in scene.beside(at) if moves or _agrees(w, own))
    return tuple(_less(w, BESIDE) for w in beside)[:1]


def _named(claim: Claim, scene: Scene) -> tuple[Where, ...]:
    """The places of the claim's own sentence: its own, and a province beside it where it has none finer than a country."""
    trigger = Span(claim.trigger.start, claim.trigger.end)
    sentence = sentence_of(scene.parsed, trigger)
    own = tuple(w for w in claim.where if sentence_of(scene.parsed, w.span) == sentence)
    if all(w.precision is PlacePrecision.COUNTRY for w in own):
        provinces = [w for w in scene.beside(trigger, finely=False) if _province(w) and _agrees(w, own)]
        return (*(_less(w, BESIDE) for w in provinces[:1]), *own)
    return own


def _completed(claim: Claim, own: tuple[Where, ...], setting: Setting) -> tuple[Where, ...]:
    scene = setting.scene
    if own and not coarse(own[0]):
        return (*_refined(claim, own, setting), *own)
    if _of_a_war(claim):
        trigger = Span(claim.trigger.start, claim.trigger.end)
        meant = scene.meant(trigger) if claim.type != "war" else None  # "500,000 fled the city"
        nation = meant or scene.nation(trigger)
        return own or ((_less(nation, CARRIED),) if nation is not None else ())
    finer = _finer(claim, own, setting)
    finer = (*_refined(claim, finer, setting), *finer)
    known = {f.place_id for f in finer if f.place_id and f.within is None}
    return (*finer, *(w for w in own if w.span not in {f.span for f in finer} and w.place_id not in known))


def _refined(claim: Claim, own: tuple[Where, ...], setting: Setting) -> tuple[Where, ...]:
    """The one spot of a province that its happening is told of, where the claim has but the name that the province shares with
    its chief town: "killed in Aleppo", in "Manbij in Aleppo province"."""
    if not own:
        return ()
    named, others = own[0], [w for w in own[1:] if w.precision is not PlacePrecision.COUNTRY and w.text != own[0].text]
    if named.span not in setting.vague or others or not claim.happening or _of_a_war(claim):
        return ()
    trigger = Span(claim.trigger.start, claim.trigger.end)
    told = [
        w for start, held in setting.told.get(claim.happening, []) for w in held[:1] if _tells(setting.scene, trigger, start)
    ]
    told += setting.scene.after(named.span) if setting.scene.leads(trigger) else []
    spots = {w.place_id: w for w in told if w.span not in setting.vague and w.lat is not None and w.within is None}
    if len(spots) != 1:
        return ()
    spot = next(iter(spots.values()))
    same = (spot.country, spot.admin1) == (named.country, named.admin1)
    return (_less(spot, CARRIED),) if same and _apart(spot, named) > NEAR else ()


def _tells(scene: Scene, trigger: Span, start: int) -> bool:
    return start < trigger.start or scene.soon(trigger, start)


def _apart(one: Where, other: Where) -> float:
    """km between two places; 0 where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    return km(one.lat, one.lon, other.lat, other.lon)


def _province(where: Where) -> bool:
    return where.precision is PlacePrecision.PROVINCE and where.within is None


def _of_a_war(claim: Claim) -> bool:
    """Whether a claim counts over a whole war, or more people than one spot can hold."""
    most = max((f.top or 0 for f in claim.figures if f.kind is not FigureKind.TRAPPED), default=0)
    return claim.type == "war" or most >= MASSES


def _finer(claim: Claim, own: tuple[Where, ...], setting: Setting) -> tuple[Where, ...]:
    """Places for a claim that names none, or only a country or a province."""
    scene, trigger = setting.scene, Span(claim.trigger.start, claim.trigger.end)
    if beside := _beside(claim, own, scene):
        return beside
    if claim.family is not Family.EVENT and own:
        return ()
    apart = scene.elsewhere(trigger)
    meant = scene.meant(trigger)
    if meant is not None and _fits(meant, own, apart):
        return (_less(meant, MEANT),)
    if not own and (country := scene.country(trigger, all_over=True)) is not None:
        return (_less(country, MEANT),)
    shared = _of_happening(claim, setting)
    several = len(shared) > 1 and not any(coarse(w) for w in shared)  # they are the ones that a clause counts
    shared = tuple(w for w in shared if _fits(w, own, -1 if several else apart))
    if shared and not coarse(shared[0]):
        return shared
    if own:
        return _of_focus(claim, own, apart, setting) or _only_spot(claim, own, apart, scene)
    country = scene.country(trigger)
    if country is not None:
        return (_less(country, MEANT),)
    around = list(shared)
    dated = claim.when.span is not None and sentence_of(scene.parsed, claim.when.span) == sentence_of(scene.parsed, trigger)
    for where in scene.before(trigger, dated=dated):
        if coarse(where):
            around.append(where)
        elif _fits(where, [*shared, *(w for w in around if w.precision is PlacePrecision.COUNTRY)], apart):
            return (_less(where, CARRIED),)
    if around and scene.focus is not None and not _agrees(scene.focus, around[:1]):
        return shared or (_less(around[0], CARRIED),)
    carried = tuple(_less(w, CARRIED) for w in around[:1])
    return _of_focus(claim, shared, apart, setting) or shared or carried


def _only_spot(claim: Claim, own: tuple[Where, ...], apart: int, scene: Scene) -> tuple[Where, ...]:
    """The one spot that a report tells of, for what it sets in the province of that spot: "in Zabul province ... The force
    searched a compound in Shah Joy district"."""
    spot = scene.only
    if spot is None or not claim.main or len(own) > 1 or not _province(own[0]) or own[0].admin1 != spot.admin1:
        return ()
    return (_less(spot, FOCUS),) if _fits(spot, own, apart) else ()


def _of_happening(claim: Claim, setting: Setting) -> tuple[Where, ...]:
    """What the claims of its happening name: the last of them before it, else the first soon after (of a claim in the lead the
    first that tells); spots before what grouping gave it, and that before provinces and countries."""
    spots = _nearest(claim, setting.told, setting.scene)
    if spots:
        return spots
    trigger = Span(claim.trigger.start, claim.trigger.end)
    sentence = sentence_of(setting.scene.parsed, trigger)
    others = (w for w in claim.where if sentence_of(setting.scene.parsed, w.span) != sentence)
    given = [w for w in others if w.span.start < trigger.start or setting.scene.soon(trigger, w.span.start)]
    provinces = [w for w in given if _province(w)]
    return tuple(w for w in given if coarse(w) or _agrees(w, provinces)) or _nearest(claim, setting.areas, setting.scene)


def _nearest(claim: Claim, told: Told, scene: Scene) -> tuple[Where, ...]:
    places = told.get(claim.happening, []) if claim.happening else []
    before = [named for start, named in places if start < claim.trigger.start]
    trigger = Span(claim.trigger.start, claim.trigger.end)
    after = (named for start, named in places if start > trigger.start and scene.soon(trigger, start))
    return before[-1] if before else next(after, ())


def _of_focus(claim: Claim, own: tuple[Where, ...], apart: int, setting: Setting) -> tuple[Where, ...]:
    """The place that the report is mostly about, where the claim may well be set there; its country for what is long past.
    Below the lead, "in eastern Syria" is no place that was told by name."""
    focus, trigger = setting.scene.focus, Span(claim.trigger.start, claim.trigger.end)
    if focus is None or not _fits(focus, own, apart) or (own and coarse(focus)) or not claim.main:
        return ()
    if sum(_province(w) for w in own) > 1:
        return ()  # all of them are meant
    directed = any(w.relation is not None and w.precision is PlacePrecision.COUNTRY for w in own)
    if directed and not setting.scene.leads(trigger):
        return ()
    if focus.span is not None and focus.span.start > claim.trigger.start and setting.scene.is_elsewhere(focus.span):
        return ()  # "Elsewhere, in Qamishli ..." tells nothing of what was told before
    past = claim.when.end is not None and setting.day is not None and claim.when.end < setting.day - LONG_AGO
    if past and claim.when.span is not None:
        nation = setting.scene.nation(trigger)
        return (_less(nation, FOCUS),) if nation is not None and not own else ()
    return (_less(focus, FOCUS),)


def _fits(where: Where, coarser: Sequence[Where], apart: int) -> bool:
    """Whether a place told elsewhere may be the claim's: it agrees with what the claim names, and is coarser than what it
    sets apart."""
    return fineness(where) > apart and _agrees(where, coarser)


def _agrees(where: Where, coarser: Sequence[Where]) -> bool:
    """Whether a place may lie in the countries and provinces that are named already."""
    nations = {w.country for w in coarser if w.country}
    provinces = {w.admin1 for w in coarser if w.precision is PlacePrecision.PROVINCE and w.admin1}
    if where.country and nations and where.country not in nations:
        return False
    return not (where.admin1 and provinces and where.admin1 not in provinces)


def _less(where: Where, share: float) -> Where:
    return replace(where, score=round(where.score * share, 3))
