"""Files and pages -> reports; what cannot be used -> quarantine, with a reason.

``read_sources`` is the door: paths in, reports and quarantined input out. Nothing is dropped in silence. ``take_in`` does the
same and archives the bytes first.
"""

from __future__ import annotations

from hadba.ingest.duplicates import exact, near_identical
from hadba.ingest.sources import Intake, read_sources, take_in

__all__ = ["Intake", "exact", "near_identical", "read_sources", "take_in"]
