"""claims -> incidents: which claims of which reports are about one happening, and who repeats whom."""

from hadba.link.lineage import trace
from hadba.link.link import link_claims

__all__ = ["link_claims", "trace"]
