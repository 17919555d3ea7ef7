"""The words that a person types into a search box, as the query of either database.

Bare words must all occur; "words in quotes" stand together; -word must not occur; OR between two words takes either; the
last bare word may be a beginning. Nothing that is typed can be an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TERM = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
LONGEST = 400  # characters of a query that are read
TERMS = 24


def fts5(typed: str) -> str | None:
    """The query for SQLite's FTS5; null where nothing can be searched for (no word, or only words to leave out)."""
    wanted: list[str] = []
    unwanted: list[str] = []
    either = False
    terms = list(_terms(typed))
    for at, (minus, words, bare) in enumerate(terms):
        if bare and words == "OR":
            either = bool(wanted)
            continue
        last = bare and at == len(terms) - 1 and len(words) > 1
        quoted = '"' + words.replace('"', "") + '"' + ("*" if last else "")
        if minus:
            unwanted.append(quoted)
        elif either:
            wanted[-1] = f"({wanted[-1]} OR {quoted})"
        else:
            wanted.append(quoted)
        either = False
    if not wanted:
        return None
    query = " AND ".join(wanted)
    return f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query


def _terms(typed: str) -> Iterator[tuple[bool, str, bool]]:
    """(to be left out, words, not in quotes) of each term that holds a letter or digit."""
    found = 0
    plain = typed[:LONGEST].encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")  # half surrogates are no text
    for term in _TERM.finditer(plain):
        words = term["phrase"] if term["phrase"] is not None else term["word"]
        if any(c.isalnum() for c in words) and found < TERMS:
            found += 1
            yield bool(term["minus"]), words, term["phrase"] is None
