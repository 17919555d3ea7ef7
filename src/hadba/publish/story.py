"""One incident as a paragraph: what happened where by whom, then the tolls with who says what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hadba.lexicon.event_phrases import EventPhrase, phrase_of
from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Stance
from hadba.model.claim import Claim
from hadba.model.figure import Figure, FigureKind
from hadba.model.incident import Incident
from hadba.model.where import Where
from hadba.publish.account import Account, accounts
from hadba.publish.digest import Cited, Desk, Passage
from hadba.publish.naming import parties, places, speaker
from hadba.publish.saying import echoed, refusal, said
from hadba.publish.tally import record
from hadba.publish.tolls import active, headline, including, nouns, passive
from hadba.publish.wording import listing, on, sentence


def story(incident: Incident, desk: Desk, *, town: str = "", turn: int = 0) -> Passage | None:
    """The paragraph of an incident, or null where no claim of it says that it happened.

    ``town`` is named by the heading above and need not be repeated; ``turn`` varies the shape of the sentences.
    """
    told = accounts(incident, desk.claims, desk.reports)
    if not told:
        return None
    first, rest = told[0], told[1:]
    sentences = [opening(incident, first, desk, town=town, turn=turn)]
    sentences += [s for n, account in enumerate(rest) if (s := further(account, told[: n + 1], desk, turn=turn + n))]
    sentences += blame(told, desk)
    sentences += damage(told, desk)
    return Passage(tuple(sentences), record=record(incident, desk.convention), anchor=incident.incident_id)


def opening(incident: Incident, account: Account, desk: Desk, *, town: str = "", turn: int = 0, short: bool = False) -> Cited:
    """The first sentence: the happening with the account's own toll. ``short`` leaves out offices and outlets."""
    told = headline(account.figures)
    bearers = _bearers(incident, account, desk)
    words = clause(incident, bearers, told, account.figures, year=desk.year, town=town, lively=(turn % 2 == 0))
    text = said(words, account, year=desk.year, turn=turn, short=short)
    return Cited(sentence(text), _notes(desk, account.claims, told, extra=bearers[1:]))


def clause(
    incident: Incident,
    bearers: Sequence[Claim],
    told: Sequence[Figure],
    figures: Sequence[Figure],
    *,
    year: int | None,
    town: str,
    lively: bool,
) -> str:
    """The happening without its speaker. Each slot is filled from the first of ``bearers`` that has it; who did it is
    taken from the first alone, since nobody else said so."""
    phrase = phrase_of(_type(incident, bearers))
    here = next((c.where for c in bearers if c.where), ())
    when = on(next((c.when for c in bearers if c.when.start), None), year=year)
    where = places(here, known=town)
    doer, done_to = _sides(bearers[0])
    at = _at(phrase.at, where, here)
    if told:
        verb = active(told, figures) if not phrase.counted and not phrase.during else None
        by = f" by {doer}" if doer and not phrase.between else ""
        thing = f"{phrase.a}{_between(phrase, doer, done_to)}{by}{at}"
        if verb and lively:
            return _spaced(thing, when, verb)
        if phrase.counted or phrase.during:
            during = f"during {phrase.a}" if phrase.during else ""
            return _spaced(passive(told, figures, phrase), by, during, _at("in", where, here), when)
        return _spaced(passive(told, figures), f"in {thing}", when)
    return _spaced(_bare(phrase, doer, done_to, where, here), when)


def _bare(phrase: EventPhrase, doer: str, done_to: str, where: str, here: Sequence[Where]) -> str:
    """The happening where no figure is told."""
    if phrase.between and doer and done_to:
        return f"{doer} {phrase.did}{'' if done_to.startswith('with ') else ' '}{done_to}{_at(phrase.at, where, here)}"
    if doer and phrase.did_to and where and not here[0].relation:
        return f"{doer} {phrase.did_to} {where}"
    if doer:
        return f"{doer} {phrase.did}{_at(phrase.at, where, here)}"
    if where and not here[0].relation:
        return f"{phrase.a} {phrase.hit} {where}"
    return _spaced(phrase.a, "was reported" if phrase.a != "arrests" else "were reported", where)


def _between(phrase: EventPhrase, doer: str, done_to: str) -> str:
    if not phrase.between:
        return ""
    return f" between {doer} and {done_to}" if doer and done_to else f" involving {doer}" if doer else ""


def _at(preposition: str, where: str, here: Sequence[Where]) -> str:
    """The place with its preposition, which a relation ("north of the Old City") replaces."""
    if not where:
        return ""
    return f" {where}" if here[0].relation else f" {preposition} {where}"


def _spaced(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())


def _sides(claim: Claim) -> tuple[str, str]:
    """Who did it and to whom, as the claim says; "" where it does not. A party that is not certain is left to ``blame``."""
    doers = parties(a for a in claim.actors if a.role is Role.PERPETRATOR and a.certain)
    targets = parties(a for a in claim.actors if a.role is Role.TARGET and a.actor_id)
    return listing(doers), listing([t for t in targets if t not in doers])


def _type(incident: Incident, bearers: Sequence[Claim]) -> str:
    """The claim's own type where it is more telling than a plain killing, else the incident's."""
    return incident.type if bearers[0].type in ("killing", "war") else bearers[0].type


def _bearers(incident: Incident, account: Account, desk: Desk) -> list[Claim]:
    """The account's first claim, then those that fill its gaps: its other claims, and the incident's dated or placed ones
    (only so many as are needed)."""
    found = [account.claims[0]]
    others = [*account.claims[1:], *_same_reports(account, incident, desk)] + [
        desk.claims[c] for c in incident.claims if c in desk.claims
    ]
    for gap in (_has_when, _has_where):
        if not any(gap(c) for c in found):
            found += [c for c in others if gap(c)][:1]
    return found


def _same_reports(account: Account, incident: Incident, desk: Desk) -> list[Claim]:
    """The incident's other claims of the same reports: what a report says in several sentences, it says of one happening."""
    held = {c.report_id for c in account.claims}
    mine = [desk.claims[c] for c in incident.claims if c in desk.claims]
    return [c for c in mine if c.report_id in held and c not in account.claims]


def _has_when(claim: Claim) -> bool:
    return claim.when.start is not None


def _has_where(claim: Claim) -> bool:
    return bool(claim.where)


def further(account: Account, before: Sequence[Account], desk: Desk, *, turn: int) -> Cited | None:
    """One more account of the same incident: its own toll, an echo, or a refusal. Null where it adds nothing."""
    notes = _notes(desk, account.claims, headline(account.figures))
    if account.stance in (Stance.DENIES, Stance.DISPUTES):
        return Cited(sentence(refusal(account, year=desk.year)), notes)
    told = headline(account.figures)
    if not told:
        return None
    if account.echo:
        return Cited(sentence(echoed(account, before, nouns(told))), notes)
    if len(told) == 1 and told[0].kind is FigureKind.KILLED and told[0].top and not including(told[0], account.figures):
        words = (
            f"put the toll at {nouns(told).removesuffix(' dead')}"
            if turn % 2
            else f"put the number killed at {_plain(told[0])}"
        )
        return Cited(sentence(said(words, account, year=desk.year, turn=turn, verb="")), notes)
    return Cited(sentence(said(passive(told, account.figures), account, year=desk.year, turn=turn)), notes)


def _plain(figure: Figure) -> str:
    words = nouns([figure])
    return words.removesuffix(" dead").removesuffix(" killed")


def blame(told: Sequence[Account], desk: Desk) -> list[Cited]:
    """Who else is named as having done it, by whom, and who is only suspected."""
    first = told[0].claims[0]
    known = set(parties(_doers(first.actors, certain=True)))
    found: list[Cited] = []
    for account in told:
        if account.stance in (Stance.DENIES, Stance.DISPUTES):
            continue
        for claim in account.claims:
            sure = [p for p in parties(_doers(claim.actors, certain=True)) if p not in known]
            unsure = [p for p in parties(_doers(claim.actors, certain=False)) if p not in known]
            if claim is not first and sure:
                found.append(
                    Cited(
                        sentence(f"{speaker(account.chain[-1])} named {listing(sure)} as responsible"), desk.notes.cite(claim)
                    )
                )
                known.update(sure)
            if unsure:
                found.append(
                    Cited(
                        sentence(f"{listing(unsure)} {'was' if len(unsure) == 1 else 'were'} thought to be responsible"),
                        desk.notes.cite(claim),
                    )
                )
                known.update(unsure)
    return found


def _doers(actors: Iterable[ActorMention], *, certain: bool) -> list[ActorMention]:
    return [a for a in actors if a.role is Role.PERPETRATOR and a.certain is certain]


_EFFECT = {"destroyed": "destroyed", "damaged": "damaged", "struck": "hit", "threatened": "at risk"}


def damage(told: Sequence[Account], desk: Desk) -> list[Cited]:
    """What was hit, once for each kind of thing and effect."""
    found: list[Cited] = []
    seen: set[tuple[str, str]] = set()
    for account in told:
        for claim in account.claims:
            for thing in claim.objects:
                effect = _EFFECT.get(thing.effect)
                if effect is None or (thing.type, effect) in seen:
                    continue
                seen.add((thing.type, effect))
                found.append(Cited(sentence(f"{_thing(thing.text)} {effect}, {_reported(account)}"), desk.notes.cite(claim)))
    return found[:3]


def _thing(text: str) -> str:
    """What was hit, with the verb's number: "a clinic was", "two schools were"."""
    name = text.strip()
    if re.match(r"(?:the|a|an|its|their|his|her)\b", name, re.I) or name[:1].isupper():
        return f"{name} {'were' if _PLURAL.search(name) else 'was'}"
    if _PLURAL.search(name):
        return f"{name} were"
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name} was"


_PLURAL = re.compile(r"(?<!s)s$|\b(?:people|women|men|children)$")


def _reported(account: Account) -> str:
    return f"according to {speaker(account.chain[-1])}"


def _notes(desk: Desk, claims: Sequence[Claim], told: Sequence[Figure], extra: Sequence[Claim] = ()) -> tuple[int, ...]:
    """The footnotes of an account: its figures in the claims that hold them, else the claims themselves."""
    numbers: list[int] = []
    for claim in claims:
        numbers += desk.notes.cite(claim, [f for f in told if f in claim.figures])
    for claim in extra:
        numbers += desk.notes.cite(claim)
    return tuple(dict.fromkeys(numbers))
