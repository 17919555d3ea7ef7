"""Possessives in texts that have lost their apostrophes: "Syrias conflict"."""

from __future__ import annotations

_SIGNS = ("'", "’", "‘", "`")
SHORTEST = 5  # letters of an owner: "Mali's" and "Malis" cannot be told from other words


def owner(name: str, text: str) -> str | None:
    """``name`` without its s, where it may be a possessive because ``text`` has no apostrophe anywhere; else null."""
    if len(name) <= SHORTEST or name[-1] != "s" or not name[-2].isalpha() or any(sign in text for sign in _SIGNS):
        return None
    return name[:-1]
