"""What is not one happening: who holds what, how people live, and the background."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hadba.model.actor import Role
from hadba.model.attribution import Stance
from hadba.model.claim import Claim, Family, Realis
from hadba.model.figure import FigureKind, Scope
from hadba.publish.account import Account
from hadba.publish.digest import Cited, Desk, Part, Passage, Section
from hadba.publish.naming import parties, place_name, places, source_key, speaker
from hadba.publish.saying import said
from hadba.publish.tolls import headline, passive
from hadba.publish.wording import listing, on, sentence

# verb of a control claim -> the same in the past, before its place
HELD = {
    "holds": "held",
    "took": "took",
    "lost": "lost",
    "advances": "advanced in",
    "encircles": "encircled",
    "contests": "fought for",
    "withdrew": "withdrew from",
    "attacks": "attacked",
}
MOST = 12  # sentences of one kind in a brief; the ledger has the rest


def control(claims: Iterable[Claim], desk: Desk) -> Section:
    """Who holds what, by day: one sentence for each party, verb and place."""
    told: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        words = _control_words(claim) if claim.family is Family.CONTROL and claim.realis is Realis.ACTUAL else None
        if words:
            told.setdefault((words.casefold(), _day(claim, desk)), []).append(claim)
    sentences: list[Cited] = []
    for same in list(told.values())[:MOST]:
        words = _control_words(same[0])
        assert words is not None
        sentences.append(_attributed(f"{words} {_day(same[0], desk)}".strip(), same, desk, turn=len(sentences)))
    return _section("Control", sentences)


def _control_words(claim: Claim) -> str | None:
    holders = parties(a for a in claim.actors if a.role is not Role.TARGET)
    where = places(claim.where)
    verb = HELD.get(claim.detail or claim.type)
    return f"{listing(holders)} {verb} {where}" if holders and where and verb else None


def _day(claim: Claim, desk: Desk) -> str:
    return on(claim.when, year=desk.year)


def conditions(claims: Iterable[Claim], desk: Desk) -> Section:
    """How people live, by sector: the reports' own words, since a paraphrase would say more or less than they do."""
    by_sector: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.family is Family.CONDITION and claim.realis is Realis.ACTUAL:
            by_sector.setdefault((claim.detail or claim.type).replace("_", " "), []).append(claim)
    parts = []
    for sector, found in sorted(by_sector.items()):
        sentences = [_quoted(claim, desk) for claim in _once_each(found, desk)[:MOST]]
        parts.append(Part(sector[:1].upper() + sector[1:], (Passage(tuple(sentences)),)))
    return Section("Humanitarian conditions", tuple(parts))


def _once_each(found: Sequence[Claim], desk: Desk) -> list[Claim]:
    """One claim a passage: two sectors of one sentence are told under both, the same words twice under none."""
    once: dict[tuple[str, object], Claim] = {}
    for claim in found:
        once.setdefault((claim.report_id, claim.spans[0] if claim.spans else claim.claim_id), claim)
    return list(once.values())


def _quoted(claim: Claim, desk: Desk) -> Cited:
    where = listing([place_name(w) for w in claim.where[:2]])
    who = speaker(claim.attribution[-1], office=True).rstrip(",")
    notes = desk.notes.cite(claim)
    words = desk.notes.words(notes[0]) if notes else claim.trigger.text
    verb = "said" if len(claim.attribution) > 1 else "reported"
    of = f" of {where}" if where and where.lower() not in words.lower() else ""
    return Cited(sentence(f"{who} {verb}{of}: “{words.strip(' “”.,')}.”"), notes)


def background(claims: Iterable[Claim], desk: Desk) -> Section:
    """Totals over a period and other figures that belong to no incident of this brief, with their sources."""
    sentences: list[Cited] = []
    for claim in claims:
        if claim.family is not Family.EVENT or claim.realis is not Realis.ACTUAL:
            continue
        wide = [f for f in claim.figures if f.scope in (Scope.CUMULATIVE, Scope.COVERS_SEVERAL) and f.kind in FigureKind]
        if wide and len(sentences) < MOST:
            sentences.append(_wide(claim, desk, turn=len(sentences)))
    return _section("Background", sentences)


def _wide(claim: Claim, desk: Desk, *, turn: int) -> Cited:
    figures = [replace(f, scope=Scope.INCIDENT) for f in claim.figures if f.scope in (Scope.CUMULATIVE, Scope.COVERS_SEVERAL)]
    told = headline(figures)
    where = places(claim.where)
    words = f"{passive(told, figures)} in all{f' in {where}' if where else ''} {on(claim.when, year=desk.year)}"
    return _attributed(words.strip(), [claim], desk, turn=turn)


def _attributed(words: str, same: Sequence[Claim], desk: Desk, *, turn: int) -> Cited:
    """``words`` with the first claim's speaker; the footnotes are those of all that say the same."""
    first = same[0]
    voices = [c for c in same if source_key(c.attribution) == source_key(first.attribution)]
    account = Account(first.attribution, first.stance, first.hedge, first.said_on, (), tuple(voices), frozenset(), None)
    notes = tuple(dict.fromkeys(n for claim in same for n in desk.notes.cite(claim)))
    text = (
        said(words, account, year=desk.year, turn=turn)
        if first.stance is not Stance.DENIES
        else f"{speaker(first.attribution[-1])} denied that {words}"
    )
    return Cited(sentence(text), notes)


def _section(title: str, sentences: Sequence[Cited]) -> Section:
    return Section(title, (Part(None, (Passage(tuple(sentences)),)),) if sentences else ())
