"""The file that says what to watch."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hadba.errors import InputError, UsageError
from hadba.ingest.guard import Network, networks, target_of

_TIME = re.compile(r"(\d+)\s*(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_KINDS = ("feed", "sitemap", "page")
_LEAST = 10.0  # seconds between two visits of a feed


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, site map or page to watch, ``every`` so many seconds. With ``pages`` false the texts of the feed itself are the
    reports; ``outlet`` names who publishes it, where the pages do not."""

    url: str
    every: float
    outlet: str | None = None
    kind: str = "feed"
    pages: bool = True


@dataclass(frozen=True, slots=True)
class Watch:
    """``pause`` is the least time in seconds between two requests to one host; ``contact`` goes into the name by which we ask;
    ``private`` are networks that may be asked though they are not public. ``patience`` bounds a fetch in seconds."""

    feeds: tuple[Feed, ...]
    contact: str | None = None
    pause: float = 2.0
    patience: float = 30.0
    private: tuple[Network, ...] = ()


def read_feeds_file(path: Path) -> Watch:
    """``UsageError``, with what to correct, where the file cannot be used."""
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no TOML: {error}.") from error
    general = _table(held.pop("watch", {}), "watch", {"every", "contact", "pause", "patience", "allow_private"}, path)
    feeds = held.pop("feed", [])
    if held:
        raise UsageError(f"{path} has a part {min(held)!r} that nothing reads; there are [watch] and [[feed]].")
    if not isinstance(feeds, list) or not feeds:
        raise UsageError(f'{path} names no feed; write [[feed]] and url = "https://...".')
    usual = _seconds(general, "every", "15m", path)
    watched = tuple(_feed(feed, usual, path) for feed in feeds)
    if len({f.url for f in watched}) < len(watched):
        raise UsageError(f"{path} names one address twice; each feed once.")
    return Watch(
        watched,
        _words(general, "contact", path),
        _seconds(general, "pause", "2s", path, least=0.0),
        _seconds(general, "patience", "30s", path, least=1.0),
        networks(_list(general, "allow_private", path)),
    )


def _feed(held: object, usual: float, path: Path) -> Feed:
    feed = _table(held, "feed", {"url", "every", "outlet", "kind", "pages"}, path)
    url = _words(feed, "url", path)
    if not url:
        raise UsageError(f"{path} has a [[feed]] without a url.")
    try:
        target_of(url)
    except InputError as error:
        raise UsageError(f"{path}: {error}") from error
    kind = _words(feed, "kind", path) or "feed"
    if kind not in _KINDS:
        raise UsageError(f"{path}: kind {kind!r} of {url} is none of {', '.join(_KINDS)}.")
    pages = feed.get("pages", True)
    if not isinstance(pages, bool):
        raise UsageError(f"{path}: pages of {url} must be true or false.")
    every = _seconds(feed, "every", f"{usual:.0f}s", path)
    return Feed(url, every, _words(feed, "outlet", path), kind, pages)


def _table(held: object, name: str, fields: set[str], path: Path) -> Mapping[str, Any]:
    if not isinstance(held, dict):
        raise UsageError(f"{path}: {name} must be a table.")
    unknown = sorted(set(held) - fields)
    if unknown:
        raise UsageError(
            f"{path}: [{name}] has a field {unknown[0]!r} that nothing reads; the fields are {', '.join(sorted(fields))}."
        )
    return held


def _words(held: Mapping[str, Any], field: str, path: Path) -> str | None:
    value = held.get(field)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{path}: {field} must be text.")
    return value.strip() or None if value else None


def _list(held: Mapping[str, Any], field: str, path: Path) -> list[str]:
    value = held.get(field, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise UsageError(f'{path}: {field} must be a list of texts, such as ["10.1.0.0/16"].')
    return value


def _seconds(held: Mapping[str, Any], field: str, usual: str, path: Path, *, least: float = _LEAST) -> float:
    value = held.get(field, usual)
    time = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if time is None:
        raise UsageError(f'{path}: {field} must be a time such as "15m" (s, m, h, d).')
    return max(float(time.group(1)) * _SECONDS[time.group(2)], least)
