"""The head of a brief: its title, and the sentences that say what matters most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from hadba.lexicon.countries import countries
from hadba.model.claim import Claim
from hadba.model.figure import FigureKind, Victims
from hadba.model.incident import Incident
from hadba.publish.account import Account, accounts, rivals
from hadba.publish.digest import Cited, Desk, Passage
from hadba.publish.naming import speaker
from hadba.publish.placing import area
from hadba.publish.standing import now
from hadba.publish.story import opening
from hadba.publish.tally import range_of, total_words
from hadba.publish.tolls import bare
from hadba.publish.wording import counted, listing, period

LEADS = 3  # incidents in the lead
MUCH, MAIN = 2 / 3, 0.9  # shares of the incidents that towns, and countries, of a title must make up


def title(incidents: Sequence[Incident], *, place: str | None, since: date | None, until: date | None) -> str:
    """ "Mosul: 17 March to 28 May 2017": the place that most incidents share and the days that they cover."""
    days = [d for i in incidents for d in (i.when.start, i.when.end) if d]
    first, last = since or min(days, default=None), until or max(days, default=None)
    where = (_as_written(place, incidents) if place else common_place(incidents)) or "Incidents"
    if first is None or last is None:
        return where
    return f"{where}: {period(first, last)}"


def _as_written(place: str, incidents: Sequence[Incident]) -> str:
    """The reader's word for the place in the spelling of the ledger ("mosul" is Mosul)."""
    names = {n for i in incidents for w in i.where for n in (w.text, w.name, w.within, w.admin2, w.admin1) if n}
    same = sorted(n for n in names if n.casefold() == place.casefold() and not n.isupper())
    return same[0] if same else place


def common_place(incidents: Sequence[Incident]) -> str | None:
    """The one or two towns of most incidents where all are in one country, else their province or up to three countries;
    null where they are spread wider. A title may stress; it may not hide a second war."""
    lands = Counter(c for i in incidents if (c := next((w.country for w in i.where if w.country), None)))
    if len(_most(lands, 1, MAIN)) == 1:
        towns = Counter(name for i in incidents if (name := area(i.where)))
        provinces = Counter(name for i in incidents if (name := next((w.admin1 for w in i.where if w.admin1), None)))
        for names, n in ((towns, 1), (towns, 2), (provinces, 1)):
            if top := _most(names, n, MUCH):
                return listing(top)
    for n in (1, 2, 3):
        if top := _most(lands, n, MAIN):
            return listing([countries()[name].name if name in countries() else name for name in top])
    return None


def _most(names: Counter[str], n: int, share: float) -> list[str]:
    """The ``n`` commonest names if they make up ``share`` of all, else none; of equals the first of the alphabet."""
    top = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))[:n]
    return [name for name, _ in top] if top and sum(count for _, count in top) >= share * names.total() else []


def weight(incident: Incident, convention: str) -> tuple[int, int]:
    """What makes an incident matter: the dead, then the injured, at the upper end."""

    def top(kind: FigureKind) -> int:
        found = range_of(incident, kind, convention)
        conceded = incident.conceded.get(kind)
        ends = [r.high or r.low or 0 for r in (found[1] if found else None, conceded) if r]
        return max(ends, default=0)

    return top(FigureKind.KILLED), top(FigureKind.INJURED)


def lead(incidents: Sequence[Incident], standing: Sequence[Claim], desk: Desk, *, place: str | None) -> tuple[Passage, ...]:
    """The largest tolls with who says so, the sum, and how things stand; ``incidents`` come with the weightiest first."""
    sentences = [
        s for n, i in enumerate(incidents[:LEADS]) if any(weight(i, desk.convention)) and (s := _summed_up(i, desk, n))
    ]
    sentences += [Cited(words) for words in total_words(incidents, desk.convention)]
    stand = now(standing, desk, place=place or common_place(incidents))
    passages = (Passage(tuple(sentences)), Passage(tuple(stand)))
    return tuple(p for p in passages if p.sentences)


def _summed_up(incident: Incident, desk: Desk, turn: int) -> Cited | None:
    told = accounts(incident, desk.claims, desk.reports, quiet=desk.quiet)
    if not told:
        return None
    first = opening(incident, told[0], desk, turn=0, short=True)
    differ = [a for a in rivals(told, FigureKind.KILLED) if a is not told[0]][:2]
    if not differ:
        return first
    more = listing([f"{speaker(a.chain[-1])} {_put(a, again=n > 0)}" for n, a in enumerate(differ)])
    notes = tuple(n for a in differ for n in _cited(a, desk))
    return Cited(f"{first.text.removesuffix('.')}; {more}.", tuple(dict.fromkeys(first.notes + notes)))


def _put(account: Account, *, again: bool) -> str:
    """ "put the toll at 43", and of the next ``again`` only "at 51"."""
    figure = account.total(FigureKind.KILLED)
    assert figure is not None  # a rival has one
    who = counted(figure) if figure.groups or figure.victims is not Victims.UNKNOWN else bare(figure)
    if who.startswith("at "):
        return f"gave a toll of {who}"
    return f"at {who}" if again else f"put the toll at {who}"


def _cited(account: Account, desk: Desk) -> tuple[int, ...]:
    """The passage with the account's toll: the first that has it."""
    figure = account.total(FigureKind.KILLED)
    claim = next((c for c in account.claims if figure in c.figures), account.claims[0])
    return desk.notes.cite(claim, [f for f in claim.figures if f == figure])
