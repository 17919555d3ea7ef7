"""Happenings as told: triggers, whether they are said to have happened, who did it to whom with what."""

from hadba.extract.events.statements import EventWord, read_events

__all__ = ["EventWord", "read_events"]
