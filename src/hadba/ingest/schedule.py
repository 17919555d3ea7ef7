"""When an address is asked next: after a success, after a failure, and when no more."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

from hadba.ingest.fetch import FetchError
from hadba.model.visit import Visit, VisitState

_FIRST = 60.0  # seconds after the first failure; then twice that, and so on
_LONGEST = 24 * 3600.0
PAGE_TRIES = 6  # failures after which a page is given up: an hour in all; a feed is never


def succeeded(visit: Visit, *, at: datetime, every: float, told: str) -> Visit:
    """A visit that went well."""
    due = at + timedelta(seconds=every * random.uniform(1.0, 1.1))  # noqa: S311 - spreads the load, keeps no secret
    state = VisitState.WAITING if visit.is_feed else VisitState.DONE
    return replace(visit, state=state, due=due, last_try=at, last_success=at, failures=0, told=told)


def failed(visit: Visit, error: Exception, *, at: datetime) -> Visit:
    """A visit that did not: tried again after a time that doubles, with jitter, or when the server says."""
    failures = visit.failures + 1
    passing = isinstance(error, FetchError) and error.passing
    asked = error.retry_after if isinstance(error, FetchError) else None
    wait = min(_FIRST * 2 ** min(failures - 1, 12), _LONGEST) * random.uniform(0.5, 1.5)  # noqa: S311 - as above
    due = at + timedelta(seconds=max(wait, asked or 0.0))
    over = not visit.is_feed and (not passing or failures >= PAGE_TRIES)
    state = VisitState.GIVEN_UP if over else VisitState.WAITING
    return replace(visit, state=state, due=due, last_try=at, failures=failures, told=str(error))
