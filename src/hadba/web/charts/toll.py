"""The toll chart: each count of the dead where and when it was given, and which ones make the range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hadba.app.desk.dossier import Borne, Dossier
from hadba.model.figure import Figure, FigureKind, Scope
from hadba.publish.tally import RULES, range_of
from hadba.web.charts.scale import Axis, counts, day_ticks, ticks
from hadba.web.wording import chain, counted, day

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 46, 16, 16, 34
APART = 11  # pixels between marks of one day
MOST = 160  # marks
LETTER = 6.1  # pixels of a letter of a label, about
LONGEST = 30  # letters of a label


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a point; ``anchor`` is SVG's (start, end)."""

    text: str
    x: float = 0.0
    y: float = 0.0
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Mark:
    """A count: a dot at its number (a floor has an arrow up, a range a line). ``votes`` are the conventions under which it
    makes the range; ``echo`` says that it repeats another; ``join`` is the dot of its root, null where it has none here;
    ``label`` names the speaker where there is room."""

    claim_id: str
    x: float
    y: float
    top: float
    bottom: float
    open: bool
    ceiling: bool
    votes: tuple[str, ...]
    echo: bool
    join: tuple[float, float] | None
    told: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Band:
    """The range of a convention: from ``top`` to ``bottom`` in pixels."""

    convention: str
    top: float
    bottom: float
    open: bool


@dataclass(frozen=True, slots=True)
class TollChart:
    """The chart. ``rows`` are the axis ticks as (position, label), ``columns`` the days."""

    width: int
    height: int
    left: int
    right: int
    floor: int
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    rows: tuple[tuple[float, str], ...]
    columns: tuple[tuple[float, str], ...]
    log: bool


def toll_chart(held: Dossier) -> TollChart | None:
    """The chart of the killed; null where no claim gives a number of them."""
    found = [(b, f) for b in held.claims for f in b.claim.figures if _counts(f)][:MOST]
    dated = [(b, f, d) for b, f in found if (d := _said(b))]
    if not dated:
        return None
    days = [d for _, _, d in dated]
    first, last = min(days) - timedelta(1), max(days) + timedelta(1)
    x = Axis(first.toordinal(), last.toordinal(), LEFT, WIDTH - RIGHT)
    numbers = [n for _, f, _ in dated for n in (f.low, f.point, f.high) if n is not None]
    y = counts(numbers, HEIGHT - BOTTOM, TOP)
    marks = _marks(dated, x, y)
    return TollChart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        floor=HEIGHT - BOTTOM,
        bands=tuple(_bands(held, y)),
        marks=tuple(marks),
        rows=tuple((y.at(n), f"{n:,}") for n in ticks(y)),
        columns=tuple((x.at(d.toordinal()), day(d, year=False)) for d in day_ticks(min(days), max(days), 7)),
        log=y.log,
    )


def _counts(figure: Figure) -> bool:
    return (
        figure.kind is FigureKind.KILLED
        and figure.scope is Scope.INCIDENT
        and figure.unit == "people"
        and not set(figure.groups) & {"child", "woman", "man", "perpetrator"}
        and figure.top is not None
    )


def _said(borne: Borne) -> date | None:
    said = borne.claim.said_on
    return (said.start if said else None) or borne.published


def _marks(dated: Sequence[tuple[Borne, Figure, date]], x: Axis, y: Axis) -> list[Mark]:
    taken: dict[tuple[date, int], int] = {}
    spots: dict[str, tuple[float, float]] = {}
    drawn: list[tuple[Borne, Figure, date, float, float]] = []
    for borne, figure, said in sorted(dated, key=lambda e: (e[2], e[0].root != e[0].claim.report_id, e[0].claim.claim_id)):
        value = figure.point if figure.point is not None else figure.low if figure.low is not None else figure.high
        beside = taken.get((said, value or 0), 0)
        taken[said, value or 0] = beside + 1
        at = (x.at(said.toordinal()) + beside * APART, y.at(value or 0))
        spots.setdefault(borne.root, at)
        drawn.append((borne, figure, said, *at))
    marks = [_mark(b, f, d, at_x, at_y, spots[b.root], y) for b, f, d, at_x, at_y in drawn]
    return _labelled(marks)


def _labelled(marks: Sequence[Mark]) -> list[Mark]:
    """Names beside the marks that repeat nobody, those that count first, as far as none runs into another or a mark."""
    boxes = [(m.x - 7, m.y - 7, m.x + 7, m.y + 7) for m in marks]
    boxes += [(m.x - 2, min(m.top, m.y - (16 if m.open else 0)), m.x + 2, m.bottom) for m in marks]
    placed: dict[int, Label] = {}
    for at in sorted(range(len(marks)), key=lambda i: (-len(marks[i].votes), i)):
        mark = marks[at]
        if mark.echo or mark.label is None:
            continue
        wide = len(mark.label.text) * LETTER
        for anchor, down in (("start", 17.0), ("end", 17.0), ("start", -10.0), ("end", -10.0)):
            x = mark.x + (9 if anchor == "start" else -9)
            left = x if anchor == "start" else x - wide
            box = (left, mark.y + down - 11, left + wide, mark.y + down + 3)
            inside = box[0] > LEFT and box[2] < WIDTH - RIGHT and box[1] > 0 and box[3] < HEIGHT - BOTTOM
            if inside and not any(_meet(box, other) for other in boxes):
                boxes.append(box)
                placed[at] = Label(mark.label.text, x, mark.y + down, anchor)
                break
    return [replace(mark, label=placed.get(at)) for at, mark in enumerate(marks)]


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _mark(borne: Borne, figure: Figure, said: date, x: float, y: float, root: tuple[float, float], axis: Axis) -> Mark:
    low = figure.low if figure.low is not None else figure.point
    high = figure.high if figure.high is not None else figure.point
    echo = root != (x, y)
    told = f"{counted(figure)} killed, {chain(borne.claim.attribution)}, {day(said)}: “{figure.text}”"
    return Mark(
        claim_id=borne.claim.claim_id,
        x=x,
        y=y,
        top=axis.at(high) if high is not None else y,
        bottom=axis.at(low) if low is not None else y,
        open=figure.open,
        ceiling=figure.low is None and figure.point is None,
        votes=borne.votes,
        echo=echo,
        join=root if echo else None,
        told=told + (" (repeats another)" if echo else ""),
        label=Label(_shortened(borne.claim.attribution[-1].name)),
    )


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _bands(held: Dossier, y: Axis) -> list[Band]:
    bands = []
    for convention in RULES:
        found = range_of(held.incident, "killed", convention)
        if found and found[1].high is not None:
            low = found[1].low or 0
            bands.append(Band(convention, y.at(found[1].high), y.at(low), found[1].high_open))
    return bands
