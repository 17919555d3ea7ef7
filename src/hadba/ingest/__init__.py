"""Files and pages -> reports; what cannot be used -> quarantine, with a reason.

``read_sources`` is the door: paths in, reports and quarantined input out. Nothing is dropped in silence.
"""

from __future__ import annotations

from hadba.ingest.archive import Archive
from hadba.ingest.duplicates import exact, near_identical
from hadba.ingest.sources import read_sources

__all__ = ["Archive", "exact", "near_identical", "read_sources"]
