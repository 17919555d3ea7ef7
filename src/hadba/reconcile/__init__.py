"""An incident's claims -> ranges under three conventions, a grade, a control timeline."""

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
    "control_timeline",
    "explain",
    "reconcile",
    "show_range",
    "totals",
]
