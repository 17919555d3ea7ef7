"""Where input came from, for readers and for refusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hadba.errors import InputError
from hadba.ingest.letters import sayable
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report

_SAMPLE = 200  # characters


@dataclass(frozen=True, slots=True)
class Origin:
    """A file or stream. ``outlet`` serves records that name none; ``fallback`` does so for texts and pages only.

    ``contents`` is shared by all origins of one call: the hash of each report by its id. ``address`` is where a page was
    fetched, for pages that do not name their own. ``columns`` maps our names of fields to the user's, ``date_order`` ("dmy",
    "mdy", "ymd") reads dates that could be read in more than one way.
    """

    name: str
    today: date
    outlet: str | None = None
    fallback: str | None = None
    contents: dict[str, str] = field(default_factory=dict)
    address: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: str | None = None

    def unique(self, report: Report) -> Report:
        """``report``; ``InputError`` where its id was used before for other content. The same again is no error."""
        if self.contents.setdefault(report.id, report.sha256) != report.sha256:
            raise InputError(f'Its id "{report.id}" was used before for another report; give each report its own.')
        return report

    def refused(
        self, error: InputError | str, *, line: int | None = None, part: str | None = None, sample: bytes | str = ""
    ) -> Quarantined:
        """What is kept of input that cannot be used; ``line`` or ``part`` says where in it that stands."""
        inside = f":{line}" if line is not None else f", {part}" if part else ""
        shown = sample[: 4 * _SAMPLE].decode("utf-8", "replace") if isinstance(sample, bytes) else sample
        return Quarantined(
            origin=sayable(self.name + inside),
            reason=sayable(str(error)),
            sample=sayable(shown[:_SAMPLE].strip()),
        )
