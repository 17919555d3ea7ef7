"""Where the reports disagree, told as such."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.lexicon.event_phrases import phrase_of
from hadba.model.attribution import Stance
from hadba.model.figure import Figure, FigureKind
from hadba.model.incident import Incident
from hadba.publish.account import Account, accounts, rivals
from hadba.publish.digest import Cited, Desk, Part, Passage, Section
from hadba.publish.naming import places, speaker
from hadba.publish.tolls import nouns
from hadba.publish.wording import listing, number, on, sentence


def disagreements(incidents: Sequence[Incident], desk: Desk) -> Section:
    """One passage for each incident whose independent accounts differ in the toll, or one of which denies it."""
    passages = [p for i in incidents if (p := _disagreement(i, desk))]
    return Section("Disagreements", (Part(None, tuple(passages)),) if passages else ())


def _disagreement(incident: Incident, desk: Desk) -> Passage | None:
    told = accounts(incident, desk.claims, desk.reports)
    sentences = []
    for kind in (FigureKind.KILLED, FigureKind.INJURED):
        differ = rivals(told, kind)
        if len(differ) > 1:
            sentences.append(_apart(incident, differ, kind, desk))
    for account in told:
        if account.stance in (Stance.DENIES, Stance.DISPUTES):
            verb = "denies" if account.stance is Stance.DENIES else "disputes"
            notes = tuple(n for c in account.claims for n in desk.notes.cite(c))
            sentences.append(
                Cited(sentence(f"{speaker(account.chain[-1])} {verb} the account of {_name(incident, desk)}"), notes)
            )
    return Passage(tuple(sentences)) if sentences else None


def _apart(incident: Incident, differ: Sequence[Account], kind: FigureKind, desk: Desk) -> Cited:
    what = "dead" if kind is FigureKind.KILLED else "injured"
    says = [f"{speaker(a.chain[-1])} {_verb(a)} {_bare(a.totals(kind)[:1], what)}" for a in differ[:4]]
    notes = tuple(
        n for a in differ[:4] for c in a.claims for n in desk.notes.cite(c, [f for f in a.totals(kind) if f in c.figures])
    )
    text = f"For {_name(incident, desk)} there are {number(len(differ))} counts of the {what}: {listing(says)}."
    return Cited(text, tuple(dict.fromkeys(notes)))


def _verb(account: Account) -> str:
    return "concedes" if account.stance is Stance.CONCEDES else "says"


def _bare(figures: Sequence[Figure], what: str) -> str:
    return nouns(figures).removesuffix(f" {what}").removesuffix(" killed")


def _name(incident: Incident, desk: Desk) -> str:
    phrase = phrase_of(incident.type)
    noun = phrase.a.removeprefix("an ").removeprefix("a ").removeprefix("the ")
    where = places(incident.where)
    at = f" {'' if incident.where and incident.where[0].relation else phrase.at + ' '}{where}" if where else ""
    return f"the {noun}{at} {on(incident.when, year=desk.year)}".strip()
