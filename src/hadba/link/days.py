"""When against when: days as evidence that two happenings are one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from hadba.link import weights as w
from hadba.link.happening import DAY, GUESSED, MONTH, WEEK, Happening, grain
from hadba.link.weights import Weighed
from hadba.model.linkage import Interval

_UNTOLD = 9999  # days between news of which one has no date at all


def compare_days(one: Happening, other: Happening, *, slip: bool, copied: bool) -> Iterator[Weighed]:
    """Days against days; ``slip``: so much agrees that a wrong date is the likelier reading; ``copied``: that one has the words
    of the other, so that a publication before the day is wrong as well."""
    a, b = one.usual, other.usual
    late = max(_late(a, other.known_by), _late(b, one.known_by))
    if late > 1 and copied:
        yield Weighed(w.WRONG_PAGE, "one page is dated before the other happened")
    elif late > 1:
        yield Weighed(w.NOT_YET, "one was published before the other happened")
        return
    if a is None or b is None:
        gap = news_gap(a, b, one, other)
        if gap == _UNTOLD:
            yield Weighed(w.NO_TIME, "no day and no date of publication to tell by")
        else:
            weight = next((weight for days, weight in w.NEWS if gap <= days), w.OTHER_NEWS)
            yield Weighed(weight, f"news {gap} days apart, a date missing")
        return
    evidence = _intervals(a, b)
    yield evidence
    if evidence.weight < 0:
        if slip:
            yield Weighed(w.SLIP, "a slip of the date: so much else agrees")
        if a in other.days or b in one.days:
            yield Weighed(w.ATTESTED, "the other date is given by a joined report too")


def _late(day: Interval | None, known_by: date | None) -> int:
    """Days from a publication to what it tells of, where that came after it."""
    return (day[0] - known_by).days if day and known_by else 0


def news_gap(a: Interval | None, b: Interval | None, one: Happening, other: Happening) -> int:
    """Days between the news: where no day is given, that of publication stands in for it, as news is mostly of late. Where one
    tells a week or a month ("in mid-August"), those from it to the news of the other, if they are more."""
    ours = [a[0]] if a and grain(a) == DAY else one.published
    theirs = [b[0]] if b and grain(b) == DAY else other.published
    gap = min((abs((x - y).days) for x, y in product(ours, theirs)), default=_UNTOLD)
    return max(gap, _from(a, theirs), _from(b, ours))


def _from(interval: Interval | None, days: Collection[date]) -> int:
    """Days that lie between a week or month and the nearest of ``days``; 0 where one lies in it."""
    if interval is None or not days or not DAY < grain(interval) <= MONTH:
        return 0
    return max(0, min(max((day - interval[1]).days, (interval[0] - day).days) for day in days))


@lru_cache(maxsize=50_000)
def _intervals(a: Interval, b: Interval) -> Weighed:
    shown = f"{_show(a)} and {_show(b)}"
    gap = max((a[0] - b[1]).days, (b[0] - a[1]).days)
    if gap > 0:
        near = 0.0 if max(grain(a), grain(b)) > DAY else w.NEXT_DAY  # "last week" ends when its speaker thinks so
        weight = near if gap == 1 else w.NEAR_DAYS if gap <= 3 else w.OTHER_DAYS
        return Weighed(weight, f"days apart: {shown}")
    if a == b:
        shown = _show(a)
    weight = {DAY: w.SAME_DAY, WEEK: w.IN_WEEK, MONTH: w.IN_MONTH}.get(max(grain(a), grain(b)), w.IN_YEAR)
    if DAY in (grain(a), grain(b)) and _off(a, b) > w.GUESS:
        weight = w.OFF_THE_GUESS
    return Weighed(weight, f"{'same date' if a == b else 'dates overlap:'} {shown}")


def _off(a: Interval, b: Interval) -> int:
    """Days between a day and the likeliest of a week that a guess was widened to; 0 where neither is one."""
    week, day = (a, b) if (a[1] - a[0]).days + 1 == GUESSED else (b, a)
    return abs((week[1] - timedelta(1) - day[0]).days) if (week[1] - week[0]).days + 1 == GUESSED else 0


def _show(interval: Interval) -> str:
    start, end = interval
    return start.isoformat() if start == end else f"{start.isoformat()}..{end.isoformat()}"
