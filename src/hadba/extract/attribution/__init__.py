"""Who says what in a report: attributions with their chains, stance, hedges and the time of saying."""

from hadba.extract.attribution.reading import read_attributions
from hadba.extract.attribution.scope import Attributed, attribute

__all__ = ["Attributed", "attribute", "read_attributions"]
