"""What a situation report has beside the brief's sections: key figures that say what they count, drawings, and slots for
what news cannot tell, which stay empty and say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from hadba.model.figure import FigureKind
from hadba.model.incident import Grade, Incident
from hadba.publish.digest import Chart, Cited, KeyFigure, Part, Passage, Section
from hadba.publish.placing import places
from hadba.publish.tally import HEADLINE, RULES, range_of
from hadba.publish.wording import MONTHS, count, span_of_range

_KINDS = (
    (FigureKind.KILLED, "People killed"),
    (FigureKind.INJURED, "People injured"),
    (FigureKind.DISPLACED, "People displaced"),
    (FigureKind.ABDUCTED, "People abducted"),
)
SLOTS = ("Needs", "Response", "Gaps and constraints", "Funding", "Coordination")
_APART = 14  # pixels between two names on a map
EMPTY = "News reports do not tell this. To be written from the records of those who respond."
WIDE, HIGH, EDGE = 640, 200, 28  # of a drawing, in pixels


def key_figures(incidents: Sequence[Incident], convention: str) -> tuple[KeyFigure, ...]:
    """The sums over the incidents of a report, each with what it counts; a kind of which nothing is counted is left out."""
    rule = RULES[convention]
    means = "Happenings of this period and place that reports were judged to tell of."
    found = [KeyFigure("Incidents", f"{len(incidents):,}", means)]
    for kind, label in _KINDS:
        held = [r for i in incidents if i.grade in HEADLINE and (r := _range(i, kind, convention))]
        rest = [r for i in incidents if i.grade not in (*HEADLINE, Grade.DISCOUNTED) and (r := _range(i, kind, convention))]
        if not held and not rest:
            continue
        means = (
            f"Lows and highs under the {rule} rule, added apart, of {count(len(held), 'incident', 'incidents')} "
            "graded confirmed or fair with such a count"
        )
        if rest:
            means += f"; {count(len(rest), 'weaker one', 'weaker ones')} would add {_sum(rest)}"
        means += "."
        found.append(KeyFigure(label, _sum(held) if held else "none confirmed or fair", means))
    return tuple(found)


def _range(incident: Incident, kind: FigureKind, convention: str) -> tuple[int, int, bool] | None:
    found = range_of(incident, kind, convention)
    if found is None:
        return None
    low, high = found[1].low or 0, found[1].high if found[1].high is not None else found[1].low or 0
    return low, high, found[1].high_open


def _sum(held: Sequence[tuple[int, int, bool]]) -> str:
    if not held:
        return "none"
    return span_of_range(sum(r[0] for r in held), sum(r[1] for r in held), any(r[2] for r in held))


def slots() -> tuple[Section, ...]:
    """The sections that news cannot fill."""
    return tuple(Section(title, (Part(None, (Passage((Cited(EMPTY),)),)),)) for title in SLOTS)


def charts(incidents: Sequence[Incident], convention: str) -> tuple[Chart, ...]:
    """The incidents by month, and on a map; a drawing of fewer than two things says nothing and is left out."""
    return tuple(c for c in (_by_month(incidents), _on_a_map(incidents, convention)) if c is not None)


def _by_month(incidents: Sequence[Incident]) -> Chart | None:
    counts = Counter((i.when.start.year, i.when.start.month) for i in incidents if i.when.start)
    if len(counts) < 2:
        return None
    (first, start), (last, end) = min(counts), max(counts)
    months = [divmod(n, 12) for n in range(first * 12 + start - 1, last * 12 + end)]
    held = [(f"{MONTHS[m][:3]} {y}", counts[(y, m + 1)]) for y, m in months]
    wide, most = (WIDE - 2 * EDGE) / len(held), max(counts.values())
    bars = []
    for n, (_, told) in enumerate(held):
        tall = (HIGH - 2 * EDGE) * told / most
        x, y = EDGE + n * wide, HIGH - EDGE - tall
        bars.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide - 2, 1):.1f}" height="{tall:.1f}"/>')
    ends = _label(EDGE, HIGH - 8, held[0][0]) + _label(WIDE - EDGE, HIGH - 8, held[-1][0], "end")
    words = "; ".join(f"{month} {told}" for month, told in held if told)
    drawn = "".join(bars) + ends + _label(EDGE, 18, f"most: {most}")
    return Chart("Incidents by month", words, _svg("Incidents by month", drawn))


def _on_a_map(incidents: Sequence[Incident], convention: str) -> Chart | None:
    """Dots at the points that may be shown, larger for more dead; a degree of longitude is drawn as long as it is there."""
    dots = []
    for incident in incidents:
        at = next(((w.lon, w.lat, w) for w in incident.where if w.lat is not None and w.lon is not None), None)
        if at is not None:
            dots.append((at[0] or 0.0, at[1] or 0.0, places([at[2]]), _range(incident, FigureKind.KILLED, convention)))
    if len({(lon, lat) for lon, lat, _, _ in dots}) < 2:
        return None
    west, south = min(d[0] for d in dots), min(d[1] for d in dots)
    wide, tall = max(max(d[0] for d in dots) - west, 0.5), max(max(d[1] for d in dots) - south, 0.5)
    scale = min((WIDE - 4 * EDGE) / wide, (2 * HIGH - 2 * EDGE) / tall)
    drawn: list[str] = []
    named: list[float] = []
    left = (WIDE - wide * scale) / 2 if wide * scale < WIDE / 2 else 2 * EDGE
    for lon, lat, name, killed in sorted(dots, key=lambda d: -(d[3][1] if d[3] else 0)):
        x, y = left + (lon - west) * scale, 2 * HIGH - EDGE - (lat - south) * scale
        size = 3 + min(12, (killed[1] if killed else 0) ** 0.5)
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill-opacity="0.55"/>')
        if all(abs(y - other) > _APART for other in named):  # a name over another can be read as neither
            named.append(y)
            drawn.append(_label(x + size + 2, y + 4, name))
    words = "; ".join(f"{name} {n}" for name, n in Counter(d[2] for d in dots).most_common())
    return Chart("Where the incidents are", words, _svg("Where the incidents are", "".join(drawn), high=2 * HIGH))


_LETTERS = 'fill="#595955" font-family="sans-serif" font-size="12"'


def _label(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {_LETTERS}>{escape(words)}</text>'


def _svg(title: str, body: str, *, high: int = HIGH) -> str:
    told = escape(title)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" role="img" aria-label="{told}" fill="#9c2f1f">'
    return f"{head}<title>{told}</title>{body}</svg>"
