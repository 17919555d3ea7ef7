"""Good manners on other people's servers: robots.txt, and a pause between two requests to one host."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from time import monotonic

from hadba.ingest.cells import Cells
from hadba.ingest.fetch import Fetcher, FetchError, Limits
from hadba.ingest.frames import Job
from hadba.ingest.guard import Target

_LONGEST = 500_000  # bytes of a robots.txt that are read (RFC 9309, 2.5)
_FRESH = 24 * 3600.0  # seconds that it is believed (2.4)
_SLOWEST = 60.0  # seconds that a crawl-delay may ask for


@dataclass(slots=True)
class Manners:
    """What each site allows. Shared by threads, of which no two ask one host at a time."""

    fetcher: Fetcher
    cells: Cells
    _rules: dict[str, tuple[float, bytes]] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)  # host -> seconds that its robots.txt asks for

    def admit(self, target: Target) -> None:
        """``FetchError`` where robots.txt keeps us away."""
        answer = self.cells.one(
            Job(
                "robots",
                "",
                target.site,
                date.min,
                raw=self._robots(target),
                address=target.site + target.path,
                agent=self.fetcher.agent.partition("/")[0],
            )
        )
        if answer.delay is not None and answer.delay > 0:
            self.delays[target.host] = min(answer.delay, _SLOWEST)
        if not answer.allowed and not answer.refused:
            raise FetchError(f"{target.site} asks programs not to fetch {target.path[:200]} (robots.txt).", passing=False)

    def _robots(self, target: Target) -> bytes:
        """The rules of a site; none where it has none, and "stay away" where it cannot say (RFC 9309, 2.3.1)."""
        held = self._rules.get(target.site)
        if held and monotonic() - held[0] < _FRESH:
            return held[1]
        limits = Limits(seconds=min(self.fetcher.limits.seconds, 15.0), size=_LONGEST, redirects=5)
        try:
            rules = Fetcher(self.fetcher.agent, self.fetcher.allowed, limits).fetch(target.site + "/robots.txt").body
        except FetchError as error:
            if error.passing:
                reason = f"{target.site} cannot say what it allows: {error}"
                raise FetchError(reason, passing=True, status=error.status, retry_after=error.retry_after) from error
            rules = b""
        self._rules[target.site] = (monotonic(), rules)
        return rules
