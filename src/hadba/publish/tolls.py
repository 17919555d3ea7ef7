"""A source's figures as parts of a sentence: active, passive or as bare nouns."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.lexicon.event_phrases import EventPhrase
from hadba.model.figure import Figure, FigureKind, Scope, Victims
from hadba.publish.wording import BODIES, DONE, VICTIMS, amount, counted, is_one, listing, people

PEOPLE_FIRST = tuple(FigureKind)
FOUND = "found"  # what is said of bodies, of which nobody says when or how they died
_STATUS = (Victims.UNKNOWN, Victims.CIVILIAN, Victims.COMBATANT)


def headline(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that a sentence is made of: for each kind the total (or civilians and fighters apart), in order."""
    found: list[Figure] = []
    for kind in PEOPLE_FIRST:
        totals = [f for f in figures if f.kind is kind and f.scope is Scope.INCIDENT]
        plain = [f for f in totals if not f.groups] or totals[:1]
        by_status: dict[tuple[Victims, str], Figure] = {}
        for figure in plain:
            held = by_status.get((figure.victims, figure.unit))
            if held is None or (figure.top or 0) > (held.top or 0):
                by_status[(figure.victims, figure.unit)] = figure
        everyone = next((f for (v, _), f in by_status.items() if v is Victims.UNKNOWN), None)
        chosen = sorted(by_status.values(), key=lambda f: _STATUS.index(f.victims))
        if everyone and everyone.top is not None:
            chosen = _whole(everyone, chosen)
        found.extend(chosen)
    nobody = [f for f in found if f.kind is FigureKind.KILLED_OR_INJURED and f.top == 0]
    return found if len(found) == len(nobody) else [f for f in found if f not in nobody]


def _whole(everyone: Figure, chosen: Sequence[Figure]) -> list[Figure]:
    """The total of unstated status holds the smaller ones; an equal one says the status of all."""
    same = [f for f in chosen if f is not everyone and f.top == everyone.top]
    return same[:1] or [f for f in chosen if f is everyone or (f.top or 0) > (everyone.top or 0)]


def including(figure: Figure, figures: Sequence[Figure]) -> str:
    """ ", including 12 children and five women", or "": the parts of ``figure`` among ``figures``."""
    parts = [counted(part) for part in figures if part is not figure and _is_part(part, figure)]
    return f", including {listing(list(dict.fromkeys(parts)))}" if parts else ""


def _is_part(part: Figure, total: Figure) -> bool:
    """Whether ``part`` counts some of ``total``'s people: said to be a part, or a narrower group of the same kind."""
    if part.kind is not total.kind or part.unit != total.unit or not part.top or part.top >= (total.top or 0):
        return False
    narrower = bool(part.groups) and part.groups != total.groups
    of_status = total.victims is Victims.UNKNOWN and part.victims is not Victims.UNKNOWN
    return part.scope in (Scope.PART, Scope.INCIDENT) and (narrower or of_status)


def active(told: Sequence[Figure], figures: Sequence[Figure]) -> str | None:
    """ "killed at least 20 civilians, including six children, and injured 25 others"; null where a kind reads badly so."""
    if not told or any(not DONE[f.kind][1] or f.top == 0 or f.unit == BODIES for f in told):
        return None
    parts: list[str] = []
    verb = ""
    for n, figure in enumerate(told):
        new = DONE[figure.kind][1]
        words = counted(figure, after=told[n - 1] if n else None) + including(figure, figures)
        parts.append(words if new == verb else f"{new} {words}")
        verb = new
    return _joined(parts)


def passive(told: Sequence[Figure], figures: Sequence[Figure], phrase: EventPhrase | None = None) -> str:
    """ "at least 20 civilians, including six children, were killed and 25 others injured"."""
    done = phrase.counted if phrase else {}
    if len(told) > 1 and all(f.top == 0 for f in told) and len({f.victims for f in told}) == 1:
        return f"{counted(told[0])} {'was' if is_one(told[0]) else 'were'} {' or '.join(DONE[f.kind][0] for f in told)}"
    parts: list[str] = []
    for n, figure in enumerate(told):
        participle = FOUND if figure.unit == BODIES else done.get(figure.kind, DONE[figure.kind][0])
        was = "was" if is_one(figure) else "were"
        tail = including(figure, figures)
        again = n > 0 and was == ("was" if is_one(told[n - 1]) else "were") and not tail
        words = counted(figure, after=told[n - 1] if n else None)
        parts.append(f"{words}{tail + ',' if tail else ''} {'' if again else was + ' '}{participle}")
    return listing(parts)


def _joined(parts: Sequence[str]) -> str:
    """A list whose members may hold an aside, which a comma closes."""
    closed = [f"{part}," if ", including" in part and n < len(parts) - 1 else part for n, part in enumerate(parts)]
    return listing(closed).replace(",,", ",")


def nouns(told: Sequence[Figure]) -> str:
    """ "12 dead and 30 injured"; the status of the dead is said where the source says it."""
    words: list[str] = []
    for n, figure in enumerate(told):
        if n and figure.unit == told[n - 1].unit and people(figure, None) == people(told[n - 1], None):
            words.append(f"{bare(figure)} {DONE[figure.kind][0]}")  # "25 civilians killed and 20 injured"
            continue
        if figure.unit == BODIES:
            words.append(counted(figure))
            continue
        whom = counted(figure)
        plain = VICTIMS[Victims.UNKNOWN][0 if is_one(figure) else 1]
        if figure.kind is FigureKind.KILLED and whom.endswith(f" {plain}"):
            words.append(f"{bare(figure)} dead")
        elif whom.endswith(f" {plain}"):
            words.append(f"{bare(figure)} {DONE[figure.kind][0]}")
        else:
            words.append(f"{whom} {DONE[figure.kind][0]}")
    return listing(words)


def bare(figure: Figure) -> str:
    """The quantity alone, as after "put the toll at": "at least 20", "dozens"."""
    return amount(figure)[0].removesuffix(" of")
