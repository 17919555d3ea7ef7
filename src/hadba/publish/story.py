"""One incident as a paragraph: what happened where by whom, then the tolls with who says what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from hadba.model.actor import Role
from hadba.model.attribution import Stance
from hadba.model.claim import UNDATED, Claim, Family, Realis
from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.incident import Incident
from hadba.publish.account import Account, accounts
from hadba.publish.clause import clause, sides
from hadba.publish.digest import Cited, Desk, Passage
from hadba.publish.naming import parties, party_key, sound, source_key, speaker
from hadba.publish.placing import places, with_the
from hadba.publish.saying import echoed, said, said_on, voice
from hadba.publish.tally import record
from hadba.publish.tolls import bare, headline, including, nouns, passive
from hadba.publish.wording import counted, listing, sentence

_VAGUE_TYPES = frozenset(("killing", "war"))  # a claim of these says less than the incident's own type


def story(incident: Incident, desk: Desk, *, town: str = "", turn: int = 0, whole: bool = True) -> Passage | None:
    """The paragraph of an incident, or null where no claim of it says that it happened.

    ``town`` is named by the heading above and need not be repeated; ``turn`` varies the shape of the sentences; without
    ``whole`` only the first sentence is told.
    """
    told = accounts(incident, desk.claims, desk.reports, quiet=desk.quiet)
    if not told:
        return None
    sentences = [opening(incident, told[0], desk, town=town, turn=turn)]
    if not whole:
        return Passage(tuple(sentences), anchor=incident.incident_id)
    for n, account in enumerate(told[1:]):
        more = further(incident, account, told[: n + 1], desk, turn=turn + n)
        if more:
            sentences.append(more)
    deeds, doers = meanwhile(incident, told[0], desk, town=town)
    sentences += deeds
    sentences += blame(told, doers, desk)
    sentences += damage(told, desk, known=" ".join(s.text for s in sentences))
    return Passage(tuple(sentences), record=record(incident, desk.claims, desk.convention), anchor=incident.incident_id)


def opening(incident: Incident, account: Account, desk: Desk, *, town: str = "", turn: int = 0, short: bool = False) -> Cited:
    """The first sentence: the happening with the account's own toll. ``short`` leaves out offices and outlets."""
    told = headline(account.figures)
    bearers = _bearers(incident, account, desk)
    type = incident.type if bearers[0].type in _VAGUE_TYPES else bearers[0].type
    words = clause(type, bearers, told, account.figures, year=desk.year, town=town, lively=turn % 2 == 0)
    text = said(words, account, year=_year(incident, desk), turn=turn, short=short)
    return Cited(sentence(text), _notes(desk, account.claims, told, extra=bearers[1:]))


def _year(incident: Incident, desk: Desk) -> int | None:
    """The year that later dates of the paragraph need not repeat."""
    return desk.year or (incident.when.start.year if incident.when.start else None)


def _bearers(incident: Incident, account: Account, desk: Desk) -> list[Claim]:
    """The account's first claim, then those that fill its gaps, as few as are needed: other claims of the account, of the
    same reports, and, for day and place only, of the incident."""
    found = [account.claims[0]]
    mine = [desk.claims[c] for c in incident.claims if c in desk.claims]
    reports = {c.report_id for c in account.claims}
    near = [*account.claims[1:], *(c for c in mine if c.report_id in reports)]
    gaps: tuple[tuple[Callable[[Claim], bool], list[Claim]], ...] = (
        (lambda c: c.when.start is not None, [*near, *mine]),
        (lambda c: bool(c.where), [*near, *mine]),
        (lambda c: bool(sides([c])[0]), near),
    )
    for fills, others in gaps:
        if not any(fills(c) for c in found):
            found += [c for c in others if c not in found and c.realis is Realis.ACTUAL and fills(c)][:1]
    return found


def further(incident: Incident, account: Account, before: Sequence[Account], desk: Desk, *, turn: int) -> Cited | None:
    """One more account of the same incident: its own toll, an echo, or a refusal. Null where it adds nothing."""
    words = _further_words(incident, account, before, desk, turn=turn)
    return Cited(sentence(words), _notes(desk, account.claims, headline(account.figures))) if words else None


def _further_words(incident: Incident, account: Account, before: Sequence[Account], desk: Desk, *, turn: int) -> str | None:
    told = headline(account.figures)
    year = _year(incident, desk)
    if account.stance in (Stance.DENIES, Stance.DISPUTES):
        return refusal(account, year=year)
    if not told:
        return None
    known = _values(told) <= {v for a in before for v in _values(headline(a.figures))}
    if known and not _is_new_source(account, before):
        return None
    if account.echo:
        return echoed(account, nouns(told))
    also = "also " if known else ""
    if len(told) == 1 and told[0].kind is FigureKind.KILLED and told[0].top and not told[0].groups:
        return f"{voice(account)} {also}{_put(told[0], turn)}{said_on(account, year)}{including(told[0], account.figures)}"
    if known:
        return f"{voice(account)} also said that {passive(told, account.figures)}"
    return said(passive(told, account.figures), account, year=year, turn=turn)


def _values(figures: Sequence[Figure]) -> set[tuple[object, ...]]:
    return {(f.kind, f.low, f.point, f.high) for f in figures}


def _is_new_source(account: Account, before: Sequence[Account]) -> bool:
    """Whether figures told already come from a source of its own here; a repetition adds nothing."""
    if account.echo or any(account.lineages & a.lineages for a in before):
        return False
    return not {c.report_id for c in account.claims} <= {c.report_id for a in before for c in a.claims}


def _put(figure: Figure, turn: int) -> str:
    """The predicate of a bare toll; the status of the dead is said where the source says it."""
    n = bare(figure)
    if figure.victims is Victims.UNKNOWN:
        forms = [f"gave a toll of {n}", f"spoke of {n} dead"]
        return (forms if n.startswith("at ") else [f"put the toll at {n}", *forms])[turn % 2]
    who = "civilians" if figure.victims is Victims.CIVILIAN else "fighters"
    forms = [f"counted {counted(figure)} killed", f"put the number of {who} killed at {n}"]
    return forms[0 if n.startswith("at ") else turn % 2]


def refusal(account: Account, *, year: int | None) -> str:
    """A denial or a dispute, in the terms of the claim itself where it says what is denied."""
    verb = "denied" if account.stance is Stance.DENIES else "disputed"
    told = headline(account.figures)
    if not told and not places(account.claims[0].where):
        return f"{voice(account)} {verb} this{said_on(account, year)}"
    words = clause(account.claims[0].type, account.claims, told, account.figures, year=year)
    return f"{voice(account)} {verb}{said_on(account, year)} that {words}"


def meanwhile(incident: Incident, first: Account, desk: Desk, *, town: str) -> tuple[list[Cited], set[str]]:
    """Other deeds of the same happening without a toll: who else did what where, by one speaker at a time; and the keys of
    all parties whose deeds are told."""
    bearers = _bearers(incident, first, desk)
    done = {deed for c in (*first.claims, *bearers) for deed in _deeds(c)}
    told_words = {clause(c.type, [replace(c, when=UNDATED)], (), (), year=None, town=town) for c in bearers}
    new: list[Claim] = []
    for claim in (desk.claims[c] for c in incident.claims if c in desk.claims):
        deeds = _deeds(claim)
        words = clause(claim.type, [replace(claim, when=UNDATED)], (), (), year=None, town=town)
        if deeds and not deeds <= done and words not in told_words and _plain_deed(claim):
            done |= deeds
            new.append(claim)
    found = []
    for _, same in groupby(new[:6], key=lambda claim: source_key(sound(claim.attribution))):
        held = list(same)
        clauses = [clause(c.type, [replace(c, when=UNDATED)], (), (), year=None, town=town) for c in held]
        words = listing(list(dict.fromkeys(clauses)))
        found.append(Cited(sentence(f"{words}, {speaker(sound(held[0].attribution)[-1])} said"), _notes(desk, held, ())))
    told = {party_key(a) for c in (*bearers, *new) for a in c.actors if a.role is Role.PERPETRATOR and a.certain}
    return found, told


def _plain_deed(claim: Claim) -> bool:
    told = claim.family is Family.EVENT and claim.realis is Realis.ACTUAL and claim.stance is Stance.ASSERTS
    return told and not claim.figures


def _deeds(claim: Claim) -> set[tuple[str, str]]:
    """Who did it and where, as pairs of keys; empty where the claim does not say both."""
    doers = {party_key(a) for a in claim.actors if a.role is Role.PERPETRATOR and a.certain}
    where = {w.text.casefold() if w.within or not w.place_id else w.place_id for w in claim.where}
    return {(doer, place) for doer in doers for place in where}


def blame(told: Sequence[Account], doers: set[str], desk: Desk) -> list[Cited]:
    """Who else is named as having done it where there is a toll, by whom, and who is only suspected."""
    if not told[0].figures:
        return []
    known = set(doers)
    found: list[Cited] = []
    for account in told:
        if account.stance in (Stance.DENIES, Stance.DISPUTES):
            continue
        for claim in account.claims:
            for certain, words in ((True, "named {} as responsible"), (False, "named {} as possibly responsible")):
                new = [
                    a for a in claim.actors if a.role is Role.PERPETRATOR and a.certain is certain and party_key(a) not in known
                ]
                if names := parties(new):
                    text = f"{speaker(account.chain[-1])} {words.format(listing(names))}"
                    found.append(Cited(sentence(text), desk.notes.cite(claim)))
                known.update(party_key(a) for a in new)
    return found


_EFFECT = {"destroyed": "destroyed", "damaged": "damaged", "struck": "hit"}


def damage(told: Sequence[Account], desk: Desk, *, known: str) -> list[Cited]:
    """What was hit, once for each kind of thing, the gravest effect first; one sentence a source. A thing that the sentences
    before (``known``) name as the target need not be told again."""
    by_source: dict[str, list[tuple[str, Claim]]] = {}
    seen: set[str] = set()
    things = [(o, c, a) for a in told if a.stance not in (Stance.DENIES, Stance.DISPUTES) for c in a.claims for o in c.objects]
    things.sort(key=lambda held: list(_EFFECT).index(held[0].effect) if held[0].effect in _EFFECT else len(_EFFECT))
    for thing, claim, account in things:
        named = thing.effect == "struck" and thing.text.strip() in known
        if thing.effect in _EFFECT and thing.type not in seen and not named:
            seen.add(thing.type)
            words = f"{_thing(thing.text)} {_EFFECT[thing.effect]}"
            by_source.setdefault(speaker(account.chain[-1]), []).append((words, claim))
    return [
        Cited(sentence(f"{listing([w for w, _ in held])}, {who} said"), _notes(desk, [c for _, c in held], ()))
        for who, held in list(by_source.items())[:3]
    ]


def _thing(text: str) -> str:
    """What was hit, with the verb's number: "a clinic was", "two schools were"."""
    name = text.strip()
    name = name.lower() if " " not in name else name
    many = bool(_PLURAL.search(name))
    if not many and not re.match(r"(?:the|a|an|its|their|his|her)\b", name, re.I) and not name[:1].isupper():
        name = f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"
    return f"{with_the(name)} {'were' if many else 'was'}"


_PLURAL = re.compile(r"[^su]s$|\b(?:people|women|men|children)$")


def _notes(desk: Desk, claims: Sequence[Claim], told: Sequence[Figure], extra: Sequence[Claim] = ()) -> tuple[int, ...]:
    """The footnotes of an account: its figures in the claims that hold them, else the claims themselves."""
    numbers: list[int] = []
    for claim in claims:
        numbers += desk.notes.cite(claim, [f for f in told if f in claim.figures])
    for claim in extra:
        numbers += desk.notes.cite(claim)
    return tuple(dict.fromkeys(numbers))
