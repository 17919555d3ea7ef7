"""The mask that takes the place of what is withheld.

A mask is as long as the words, so that every offset into the text stays true; ``shown`` makes it readable.
"""

from __future__ import annotations

import re

MASK = "█"
WITHHELD = "[name withheld]"
SHORTEST = 4  # letters of a family name that is masked by itself


def shown(text: str) -> str:
    """A masked text as a reader sees it."""
    return re.sub(rf"{MASK}+", WITHHELD, text) if MASK in text else text
