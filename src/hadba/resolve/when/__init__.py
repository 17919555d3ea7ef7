"""When: time expressions to days, the day of publication, and the dates of claims."""

from hadba.resolve.when.claims import date_claims
from hadba.resolve.when.publication import publication_of
from hadba.resolve.when.report import resolve_times

__all__ = ["date_claims", "publication_of", "resolve_times"]
