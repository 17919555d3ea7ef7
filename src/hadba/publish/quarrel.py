"""Where the reports disagree, told as such."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.lexicon.event_phrases import phrase_of
from hadba.model.attribution import Stance
from hadba.model.figure import FigureKind, Victims
from hadba.model.incident import Incident
from hadba.publish.account import Account, accounts, rivals
from hadba.publish.digest import Cited, Desk, Part, Passage, Section
from hadba.publish.naming import speaker
from hadba.publish.placing import at
from hadba.publish.story import refusal
from hadba.publish.tolls import bare
from hadba.publish.wording import BODIES, counted, listing, number, on, sentence

MOST = 4  # counts of one incident by name


def disagreements(incidents: Sequence[Incident], desk: Desk) -> Section:
    """One passage for each incident whose independent accounts differ in the toll, or one of which denies it."""
    passages = [p for i in incidents if (p := _disagreement(i, desk))]
    return Section("Disagreements", (Part(None, tuple(passages)),) if passages else ())


def _disagreement(incident: Incident, desk: Desk) -> Passage | None:
    told = accounts(incident, desk.claims, desk.reports, quiet=desk.quiet)
    sentences: list[Cited] = []
    for kind in (FigureKind.KILLED, FigureKind.INJURED):
        if len(differ := rivals(told, kind)) > 1:
            sentences.append(_apart(incident, differ, kind, desk, again=bool(sentences)))
    for account in told:
        if account.stance in (Stance.DENIES, Stance.DISPUTES) and len(told) > 1:
            notes = tuple(n for c in account.claims for n in desk.notes.cite(c))
            year = desk.year or (incident.when.start.year if incident.when.start else None)
            sentences.append(Cited(sentence(refusal(account, year=year)), notes))
    return Passage(tuple(sentences)) if sentences else None


def _apart(incident: Incident, differ: Sequence[Account], kind: FigureKind, desk: Desk, *, again: bool) -> Cited:
    """ "The counts of the dead in the air strike on X differ: A said 43 and B said 51"; ``again``: the reader knows which."""
    what = "dead" if kind is FigureKind.KILLED else "injured"
    says = [f"{speaker(a.chain[-1])} {_verb(a)} {_figure(a, kind)}" for a in differ[:MOST]]
    rest = len(differ) - MOST
    more = f"; {number(rest)} more {'source gives another figure' if rest == 1 else 'sources give others'}" if rest > 0 else ""
    notes = tuple(
        n for a in differ[:MOST] for c in a.claims for n in desk.notes.cite(c, [f for f in c.figures if f == a.total(kind)])
    )
    which = f"the counts of the {what} {'differ too' if again else f'in {name(incident, desk)} differ'}"
    text = f"{which}: {listing(says)}{more}"
    return Cited(sentence(text), tuple(dict.fromkeys(notes)))


def _verb(account: Account) -> str:
    return "acknowledged" if account.stance is Stance.CONCEDES else "said"


def _figure(account: Account, kind: FigureKind) -> str:
    """The total of that kind, with the status of those counted only where it is said."""
    figure = account.total(kind)
    assert figure is not None  # a rival has one
    return counted(figure) if figure.victims is not Victims.UNKNOWN or figure.unit == BODIES else bare(figure)


def name(incident: Incident, desk: Desk) -> str:
    """ "the air strike on al-Farouq in Mosul on 28 May"."""
    phrase = phrase_of(incident.type)
    noun = phrase.a.removeprefix("an ").removeprefix("a ").removeprefix("the ")
    return f"the {noun}{at(phrase.at, incident.where)} {on(incident.when, year=desk.year)}".strip()
