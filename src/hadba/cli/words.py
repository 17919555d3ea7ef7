"""Records in the fewest words that still say what they hold: for table cells and lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hadba.model.attribution import Speaker, Stance
from hadba.model.claim import Claim
from hadba.model.incident import Incident, Range
from hadba.model.report import Report
from hadba.model.when import Precision, When
from hadba.model.where import Where
from hadba.publish.tally import range_of

UNKNOWN = "-"


def days(when: When) -> str:
    """ "2017-05-28", "2017-05-01 to 2017-05-31", with "~" before an inferred one; "-" where the day is not known."""
    if when.start is None and when.end is None:
        return UNKNOWN
    mark = "~" if when.inferred else ""
    if (
        when.start
        and when.end
        and when.precision is Precision.MONTH
        and when.start.strftime("%Y%m") == when.end.strftime("%Y%m")
    ):
        return f"{mark}{when.start:%Y-%m}"
    ends = [d.isoformat() if d else "?" for d in (when.start, when.end)]
    return mark + (ends[0] if ends[0] == ends[1] else " to ".join(ends))


def place(where: Where) -> str:
    """The name, what it lies in, and "?" where it was not found on the map."""
    name = " ".join(p for p in (where.relation, where.name if where.within is None else where.text) if p) or where.text
    around = where.within or where.admin1
    return name + (f", {around}" if around and around != name else "") + ("" if where.place_id else " ?")


def places(wheres: Iterable[Where]) -> str:
    """All of them, once each."""
    return "; ".join(dict.fromkeys(place(w) for w in wheres)) or UNKNOWN


def range_words(held: Range) -> str:
    """ "20 to 20+", "12 / 20 / 40" where there is a best; "+" marks an upper end that the words leave open."""
    top = UNKNOWN if held.high is None else f"{held.high:,}{'+' if held.high_open else ''}"
    low = UNKNOWN if held.low is None else f"{held.low:,}"
    words = f"{low} to {top}" if held.best is None else f"{low} / {held.best:,} / {top}"
    return words + (" (provisional)" if held.provisional else "")


def toll(incident: Incident, kind: str, convention: str) -> str:
    """The range of a kind under a convention and whom it counts: civilians first, else those that the words leave open."""
    found = range_of(incident, kind, convention)
    if found is None:
        return UNKNOWN
    victims, held = found
    return range_words(held) + ("" if victims in ("all", "unknown") else f" {victims}")


def speakers(chain: Sequence[Speaker]) -> str:
    """From the outlet to the innermost speaker."""
    return " > ".join(s.name for s in chain)


def said(claim: Claim) -> str:
    """Who says it and how they stand to it."""
    stance = "" if claim.stance is Stance.ASSERTS else f" ({claim.stance.replace('_', ' ')})"
    return speakers(claim.attribution) + stance + (f' "{claim.hedge}"' if claim.hedge else "")


def quote(claim: Claim, report: Report) -> str:
    """The words of the report that bear the claim, on one line."""
    return " [...] ".join(" ".join(span.of(report.text).split()) for span in claim.spans)


def type_words(type: str) -> str:
    """ "air_strike" as "air strike"."""
    return type.replace("_", " ")
