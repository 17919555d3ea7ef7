"""Claims and decisions -> incidents: what new reports and decisions touch is linked and reconciled anew, the rest stays."""

from hadba.deriving.derive import Derived, derive, ruled_on

__all__ = ["Derived", "derive", "ruled_on"]
