"""Makes ``common_words.txt``, by which casing tells common words from names.

    python -m hadba.text.compile_words EN_LEXICON.TXT

The input is the lexicon of Brill's tagger (MIT licence) as the registry package textblob carries it: one cased word and
its tag a line. Kept are the lower-case words that inflection does not give, then, under a line "=", the capitalised
names that inflection would take for common words ("Torres").
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from hadba.text.inflection import bases

_LOWER = re.compile(r"[a-z]{2,}(?:[-'][a-z]+)*")
# words of the lexicon that are names far more often
_NAMES = """
    lima maria william john graham brad charlotte heather hank lucy max warren victor terry kitty angelica brazil niger
    jersey java ken brandy vernier mercer davenport jerry harry chad jordan chile mali israel jack kent kelly billy bobby
    tom johnny peter ali malta guinea panama havana cologne georgia virginia florence lance
"""
_CAPITALISED = re.compile(r"[A-Z][a-z]+")


def compile_words(lexicon: str) -> str:
    """The content of ``common_words.txt`` for the lines of a Brill lexicon."""
    tags = {line.split()[0]: line.split()[1:] for line in lexicon.splitlines() if line.strip() and not line.startswith(";;;")}
    lower = {w for w, t in tags.items() if _LOWER.fullmatch(w) and t and not t[0].startswith(("NNP", "UH", "FW"))} - set(
        _NAMES.split()
    )
    kept = {w for w in lower if not any(base in lower for base in bases(w))}
    names = {w.lower() for w, t in tags.items() if _CAPITALISED.fullmatch(w) and t and t[0] == "NNP" and w.lower() not in lower}
    mistaken = {w for w in names if any(base in lower for base in bases(w))}
    return "\n".join([*sorted(kept), "=", *sorted(mistaken)]) + "\n"


if __name__ == "__main__":
    target = Path(__file__).with_name("common_words.txt")
    target.write_text(compile_words(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8")
