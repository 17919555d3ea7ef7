"""Time expressions of a report, as written, and which of them dates a happening."""

from hadba.extract.times.attach import times_of
from hadba.extract.times.recognise import read_times

__all__ = ["read_times", "times_of"]
