"""Which words of one report speak of the same happening.

A report tells its main happening several times: in the headline, in the lead, in a toll far below ("the death toll rose to
43"). Its words are read in text order; each joins an earlier happening that nothing speaks against and something speaks
for, else it opens a new one. What speaks against: another day, another place, another kind of act, "another", "a separate".
What speaks for: reference back ("the attack"), the same act next to it, the same day, place or figure.

What a claim does not say of itself - its day, its place, how they were killed - it takes from its happening, with the span
of the words that say it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hadba.lexicon.telling import since
from hadba.model.claim import Claim, Family, claim_id
from hadba.model.figure import Figure
from hadba.model.parse import Parsed
from hadba.model.reading import Reading
from hadba.model.span import Span
from hadba.model.when import When
from hadba.model.where import PlacePrecision, Where
from hadba.resolve.happening.attacks import is_attack, of_another_cause
from hadba.resolve.happening.elsewhere import told_elsewhere
from hadba.resolve.happening.fought import of_fighting
from hadba.resolve.happening.further import further_by_means
from hadba.resolve.happening.gathering import gather_mentions
from hadba.resolve.happening.grouping import VAGUE, Happening, finest_of, home_of, vagueness
from hadba.resolve.happening.raids import detained_in_raids
from hadba.resolve.happening.sums import told_apart
from hadba.resolve.happening.wars import tolls_of_periods, tolls_of_war
from hadba.resolve.happening.words import GRAIN, Word, grain, of_arrests, words_of

__all__ = ["group_happenings"]

RECENT = 7  # days before publication in which the one day told is that of what the report is about
ONLY = "h1"  # the key where a report tells of one thing only


def group_happenings(parsed: Parsed, reading: Reading, *, published: date | None) -> Reading:
    """The reading with a happening key on event claims and mentions, and with what claims take from their happening: its
    day and place as written, and its type where the claim only says that people were killed (the claim's id follows).
    ``published`` is the last day on which the report may have come out."""
    claims = [c for c in reading.claims if c.family is Family.EVENT]
    words = words_of(parsed, reading, claims, published)
    apart = told_apart(parsed.text, claims, words)
    words = [replace(w, figures=apart[w.claim]) if w.claim in apart else w for w in words]
    happenings: list[Happening] = []
    homes: dict[int, Happening] = {}
    for n, word in enumerate(words):
        home = home_of(parsed, word, happenings)
        if home is None:
            home = Happening(f"h{len(happenings) + 1}")
            happenings.append(home)
        home.join(word)
        homes[n] = home
    _date_the_main_one(parsed, reading, happenings, published)
    gather_mentions(happenings)
    by_claim = {word.claim: (word, homes[n]) for n, word in enumerate(words) if word.claim}
    by_token = {word.token.start: homes[n].key for n, word in enumerate(words)}
    kinds = further_by_means(parsed, words, homes)
    kinds |= dict.fromkeys(tolls_of_war(parsed, reading, words), "war")
    kinds |= told_elsewhere(parsed, reading, words, homes, kinds)
    raids = {c.claim_id for c in claims if of_arrests(c)}
    kinds |= dict.fromkeys(detained_in_raids(parsed, words, homes, raids), "raid")
    kinds = dict.fromkeys(tolls_of_periods(parsed, reading, words, published), "war") | kinds
    finished = (
        _finished(parsed, c, apart.get(c.claim_id, c.figures), *by_claim[c.claim_id], kinds.get(c.claim_id))
        if c.claim_id in by_claim
        else c
        for c in reading.claims
    )
    return replace(
        reading,
        claims=tuple(sorted({c.claim_id: c for c in finished}.values(), key=lambda c: (c.spans, c.claim_id))),
        events=tuple(replace(e, incident=by_token.get(e.span.start) or _nearest(e.span, by_token)) for e in reading.events),
    )


def _nearest(span: Span, by_token: Mapping[int, str]) -> str:
    """The key of the grouped word nearest before the span, else after it; where none was grouped all mentions are of the
    one thing that the report is about."""
    before = [start for start in by_token if start <= span.start]
    return by_token[max(before) if before else min(by_token)] if by_token else ONLY


def _date_the_main_one(parsed: Parsed, reading: Reading, happenings: list[Happening], published: date | None) -> None:
    """An undated report of one happening that names one recent day besides those of sayings and of publication is of
    that day: "There were no casualties ... when the incident occurred on Thursday"."""
    main = max((h for h in happenings if any(w.claim for w in h.words)), key=Happening.told, default=None)
    if main is None or published is None or main.date() is not None:
        return
    said = {a.said_on for a in reading.attributions}
    days = {
        t.start: t.span
        for t in reading.times
        if t.start is not None
        and t.start == t.end
        and t.span not in said
        and 0 < (published - t.start).days <= RECENT
        and since(parsed, t.span) is None
    }
    if len(days) == 1:
        ((day, span),) = days.items()
        main.days, main.dated = (day, day), span


def _finished(
    parsed: Parsed, claim: Claim, figures: tuple[Figure, ...], word: Word, happening: Happening, kind: str | None
) -> Claim:
    """The claim of ``word`` with its ``figures``, its key and what it takes from its happening; ``kind`` is the type that
    what was told just before gives it."""
    specific = happening.type_for(word)
    if kind is not None and (kind in ("war", "raid") or vagueness(specific) >= vagueness(claim.type)):
        specific = kind
    vague = (claim.type in VAGUE and not of_arrests(claim)) or kind == "raid"
    vague = vague and not (claim.type == "killing" and of_another_cause(parsed, word.token))
    type_ = specific if vague and (kind or vagueness(specific) < vagueness(claim.type)) else claim.type
    if type_ == "killing":
        type_ = (
            "armed_clash" if of_fighting(parsed, word) else "armed_attack" if is_attack(parsed, word.token, claim) else type_
        )
    when = claim.when
    dated = happening.date()
    if when.span is None and dated is not None:
        when = When(text=dated.of(parsed.text), span=dated)
    return replace(
        claim,
        happening=happening.key,
        type=type_,
        claim_id=claim_id(claim.report_id, claim.family, type_, claim.spans, figures),
        figures=figures,
        when=when,
        where=_where(claim, word, happening),
    )


def _where(claim: Claim, word: Word, happening: Happening) -> tuple[Where, ...]:
    """The claim's own places, else those beside it in its sentence, else its happening's. Finer ones go before a country
    or a province."""
    beside, told = word.hint.places, happening.places()
    if beside and (not told or finest_of(beside) <= finest_of(told)):
        told = beside
    if not word.places and not claim.where:
        return tuple(Where(text=p.text, span=p.span, relation=p.relation) for p in told)
    finest = min((grain(w) for w in word.places), default=len(GRAIN))
    finer = [w for w in told if grain(w) < finest and finest > GRAIN.index(PlacePrecision.TOWN)]
    return (*(Where(text=p.text, span=p.span, relation=p.relation) for p in finer), *claim.where)
