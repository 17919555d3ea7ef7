"""An incident's claims -> ranges under three conventions, a grade, a control timeline."""

from hadba.reconcile.changes import change_of, described, end_of
from hadba.reconcile.control import ControlPoint, ControlTimeline, control_timeline
from hadba.reconcile.explain import explain, show_range
from hadba.reconcile.reconcile import CONVENTIONS, RULE_VERSION, reconcile
from hadba.reconcile.totals import Total, totals

__all__ = [
    "CONVENTIONS",
    "RULE_VERSION",
    "ControlPoint",
    "ControlTimeline",
    "Total",
    "change_of",
    "control_timeline",
    "described",
    "end_of",
    "explain",
    "reconcile",
    "show_range",
    "totals",
]
