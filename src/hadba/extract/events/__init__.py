"""Happenings as told: triggers, whether they are said to have happened, who did it to whom with what."""

from hadba.extract.events.statements import read_events

__all__ = ["read_events"]
