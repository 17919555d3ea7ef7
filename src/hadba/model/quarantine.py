"""Input that could not be used, kept with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quarantined:
    """``origin`` says where it came from (path, line), ``reason`` what is wrong and what to do; ``sample`` is at most 200
    characters of it. ``stage`` is the room that refused it."""

    origin: str
    reason: str
    stage: str = "ingest"
    sample: str = ""
