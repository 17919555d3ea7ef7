"""Names that follow from content, so that a re-run gives the same ones."""

from __future__ import annotations

import hashlib
import json


def content_id(prefix: str, *parts: object) -> str:
    """``prefix`` and 16 hex digits (64 bits) of the SHA-256 over ``parts`` as canonical JSON.

    ``parts`` are JSON values (tuples count as lists). 64 bits: at 10 million ids the odds of one clash are 3 in a million.
    """
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return prefix + hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:16]
