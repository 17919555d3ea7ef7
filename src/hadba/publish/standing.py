"""What is not one happening: who holds what, how people live, and the background."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from hadba.lexicon.state_phrases import state_phrases
from hadba.model.actor import Role
from hadba.model.attribution import Stance
from hadba.model.claim import Claim, Family, Realis
from hadba.model.figure import Scope
from hadba.publish.account import Account
from hadba.publish.clause import clause
from hadba.publish.digest import Cited, Desk, Part, Passage, Section
from hadba.publish.naming import parties, sound, source_key, speaker
from hadba.publish.placing import at, places
from hadba.publish.saying import said
from hadba.publish.select import at_place
from hadba.publish.tolls import headline
from hadba.publish.wording import day, listing, on, sentence

WIDE = (Scope.CUMULATIVE, Scope.COVERS_SEVERAL)
MOST = 12  # sentences of one kind in a brief; the ledger has the rest
LONG = 80  # characters of a place phrase that is quoted as written


def control(claims: Iterable[Claim], desk: Desk) -> Section:
    """Who holds what, by day: one sentence for each party, verb and place."""
    return _section("Control", _control_sentences((c for c in claims if c.main), desk))


def _control_sentences(claims: Iterable[Claim], desk: Desk) -> list[Cited]:
    told: dict[tuple[date, str], list[Claim]] = {}
    words: dict[tuple[date, str], str] = {}
    for claim in claims:
        found = _control_words(claim, desk) if claim.family is Family.CONTROL and _stands(claim) else None
        if found:
            key = (_as_of(claim, desk) or date.max, found)  # what reads the same of one day is one sentence
            words.setdefault(key, _dated(found, claim, desk, lasts=state_phrases().control[claim.type].lasts))
            told.setdefault(key, []).append(claim)
    in_order = sorted(told.items(), key=lambda held: held[0][0])
    return [_attributed(words[key], same, desk, turn=n) for n, (key, same) in enumerate(in_order[:MOST])]


def _as_of(claim: Claim, desk: Desk) -> date | None:
    """The day that a state is told of: its own, else that of the report."""
    report = desk.reports.get(claim.report_id)
    return claim.when.start or (report.published if report else None)


def _place_keys(claim: Claim) -> frozenset[str]:
    return frozenset(w.place_id if w.place_id and not w.within else w.text.casefold() for w in claim.where)


def _dated(words: str, claim: Claim, desk: Desk, *, lasts: bool) -> str:
    """``words`` with the claim's own day; a state without one is told as of the day of the report, a deed without any."""
    report = desk.reports.get(claim.report_id)
    if claim.when.text and claim.when.start:
        return f"{words} {on(claim.when, year=desk.year)}"
    if lasts and report and report.published:
        return f"as of {day(report.published, year=desk.year)}, {words}"
    return words


def _stands(claim: Claim) -> bool:
    return claim.realis is Realis.ACTUAL and claim.stance not in (Stance.DENIES, Stance.DISPUTES)


def _control_words(claim: Claim, desk: Desk) -> str | None:
    """ "Islamic State held the Old City". The first party is the one that holds the place afterwards; of a loss, told by
    its loser, the other one."""
    type = claim.type
    holders = parties(a for a in claim.actors if a.role is not Role.TARGET)
    if type == "lost":
        type, holders = ("took", holders) if holders else ("lost", parties(a for a in claim.actors if a.role is Role.TARGET))
    verb = state_phrases().control.get(type)
    if verb is None or not holders:
        return None
    written = _as_written(claim, desk)
    if written:
        return f"{listing(holders)} {verb.plain} {written}"
    where = at("in", claim.where)
    return f"{listing(holders)} {verb.partly}{where}" if where else None


def _as_written(claim: Claim, desk: Desk) -> str | None:
    """The object of the verb in the report's words, where they say more than a name: “the last districts of Mosul”.

    A part of a town is not the town, and the place alone cannot tell which part. Null where the words do not follow the
    verb within the sentence.
    """
    report = desk.reports.get(claim.report_id)
    if report is None:
        return None
    for where in claim.where:
        between = report.text[claim.trigger.end : where.span.start]
        if not 0 < where.span.start - claim.trigger.end < LONG or re.search(r"[.;:!?\n\"“”]", between):
            continue
        words = f"{between}{where.span.of(report.text)}".strip()
        if re.fullmatch(r"(?:the|an?)?\s*", between.strip(), re.I):
            return places([where])
        if re.match(
            r"(?:what|the|a|an|most|much|parts?|all|half|some|several|\d|two|three|four|five|more|nearly|almost)\b", words, re.I
        ):
            return f"“{words}”"
    return None


def now(claims: Sequence[Claim], desk: Desk, *, place: str | None) -> list[Cited]:
    """For the head of a brief about one ``place``: the latest word on who holds it, and the latest on what is short there."""
    here = [c for c in claims if place and c.main and _stands(c) and at_place(c.where, place)]
    held = [c for c in here if c.family is Family.CONTROL and c.type == "holds" and _control_words(c, desk)]
    short = [c for c in here if _is_short(c)]
    sentences: list[Cited] = []
    if held:
        last = max(held, key=lambda c: (_as_of(c, desk) or date.min, c.claim_id))
        sentences += _control_sentences([last], desk)
    if short:
        last = max(short, key=lambda c: (_as_of(c, desk) or date.min, c.claim_id))
        same = [c for c in short if _as_of(c, desk) == _as_of(last, desk)]
        sectors, found = next(iter(_shortages(same).items()))
        sentences.append(_short(sectors, found[0], desk, turn=0))
    return sentences


def conditions(claims: Iterable[Claim], desk: Desk, *, empty: bool = False) -> Section:
    """How people live, by sector: told in plain words where the type says enough, else in the report's own sentence unless
    the brief has quoted it already or it means nothing alone. With ``empty`` the sectors of which nothing is known are named.
    """
    told: dict[str, list[Cited]] = {}
    held = [c for c in claims if c.family is Family.CONDITION and _stands(c)]
    for sectors, same in _shortages(held).items():
        for found in same:
            told.setdefault(_heading(sectors[0]), []).append(_short(sectors, found, desk, turn=len(told)))
    quotes: dict[str, list[Claim]] = {}
    spoken_of: dict[str, list[Claim]] = {}  # what is quoted above, or means nothing alone
    for claim in held:
        if _is_short(claim):
            continue
        words = "" if desk.notes.has_cited(claim) else _quote(claim, desk)
        if words and not _LEANS.match(words):
            quotes.setdefault(words, []).append(claim)
        else:
            spoken_of.setdefault(_heading(claim.detail or claim.type), []).append(claim)
    for words, same_words in quotes.items():
        told.setdefault(_heading(same_words[0].detail or same_words[0].type), []).append(_quoted(words, same_words, desk))
    if empty:  # a sector of which something is said elsewhere is not empty
        for heading, claims_of in spoken_of.items():
            notes = tuple(dict.fromkeys(n for c in claims_of for n in desk.notes.cite(c)))
            also = "also " if heading in told else ""
            told.setdefault(heading, []).append(Cited(f"The reports {also}touch on it.", notes))
    headings = [*state_phrases().headings, *sorted(set(told) - set(state_phrases().headings))]
    parts = [_sector(heading, told.get(heading, ())) for heading in headings if empty or heading in told]
    return Section("Humanitarian conditions", tuple(parts))


_LEANS = re.compile(r"“(?:It|He|She|They|This|That|These|Those|But|And|There)\b")  # on the sentence before it
NOTHING = "The reports of this selection say nothing of it."


def _sector(heading: str, sentences: Sequence[Cited]) -> Part:
    return Part(heading, (Passage(tuple(sentences[:MOST]) or (Cited(NOTHING),)),))


def _is_short(claim: Claim) -> bool:
    """Whether type and sector alone say what is short."""
    return claim.type in state_phrases().shortages and bool(claim.detail)


def _heading(sector: str) -> str:
    """The heading under which a sector is told."""
    words = sector.replace("_", " ")
    return next((h for h, sectors in state_phrases().headings.items() if sector in sectors), words[:1].upper() + words[1:])


def _shortages(held: Sequence[Claim]) -> dict[tuple[str, ...], list[list[Claim]]]:
    """What one source says is short in one place on one day, together; by the sectors that are short there."""
    by_saying: dict[tuple[object, ...], list[Claim]] = {}
    for claim in held:
        if _is_short(claim):
            by_saying.setdefault((source_key(sound(claim.attribution)), _place_keys(claim), claim.when.start), []).append(claim)
    by_sectors: dict[tuple[str, ...], list[list[Claim]]] = {}
    for same in by_saying.values():
        by_sectors.setdefault(tuple(sorted({c.detail or "" for c in same})), []).append(same)
    return by_sectors


def _short(sectors: Sequence[str], same: Sequence[Claim], desk: Desk, *, turn: int) -> Cited:
    """ "Electricity and water were short in west Mosul on 29 May, Lantern Relief said"; the finest place of them all."""
    things = [state_phrases().sectors.get(s, s.replace("_", " ")) for s in sectors]
    where = at("in", [w for c in same for w in c.where])
    words = f"{listing(things)} {'was' if len(things) == 1 else 'were'} short{where}"
    return _attributed(_dated(words, same[0], desk, lasts=True), same, desk, turn=turn)


def _quote(claim: Claim, desk: Desk) -> str:
    words = desk.notes.passage(claim) or claim.trigger.text
    return f"“{words.strip(' “”')}”"


def _quoted(words: str, held: Sequence[Claim], desk: Desk) -> Cited:
    who = speaker(sound(held[0].attribution)[0])
    notes = tuple(dict.fromkeys(n for c in held for n in desk.notes.cite(c)))
    return Cited(sentence(f"in the words of {who}: {words}"), notes)


def background(claims: Iterable[Claim], desk: Desk) -> Section:
    """Totals over a period and other figures that belong to no incident of this brief, with their sources."""
    claims = list(claims)
    sentences: list[Cited] = []
    for claim in claims:
        wide = any(f.scope in WIDE and (f.top or f.low) for f in claim.figures)
        if claim.family is Family.EVENT and _stands(claim) and wide and len(sentences) < MOST:
            sentences.append(_wide(claim, desk, turn=len(sentences)))
    return _section("Background", [*sentences, *_control_sentences((c for c in claims if not c.main), desk)])


def _wide(claim: Claim, desk: Desk, *, turn: int) -> Cited:
    figures = [replace(f, scope=Scope.INCIDENT) for f in claim.figures if f.scope in WIDE]
    words = clause("killing", [claim], headline(figures), figures, year=desk.year)
    return _attributed(words if claim.when.start else f"{words} in all", [claim], desk, turn=turn)


def _attributed(words: str, same: Sequence[Claim], desk: Desk, *, turn: int) -> Cited:
    """``words`` with the first claim's speaker; the footnotes are those of all that say the same."""
    first = same[0]
    chain = sound(first.attribution)
    voices = tuple(c for c in same if source_key(sound(c.attribution)) == source_key(chain))
    account = Account(chain, first.stance, first.hedge, first.said_on, (), voices, frozenset(), None, quiet=desk.quiet)
    others = list(dict.fromkeys(speaker(sound(c.attribution)[-1]) for c in same if c not in voices))
    notes = tuple(dict.fromkeys(n for claim in same for n in desk.notes.cite(claim)))
    text = said(words, account, year=desk.year, turn=turn)
    if others:
        text = f"{text}; {listing(others[:3])} said the same"
    return Cited(sentence(text), notes)


def _section(title: str, sentences: Sequence[Cited]) -> Section:
    return Section(title, (Part(None, (Passage(tuple(sentences)),)),) if sentences else ())
