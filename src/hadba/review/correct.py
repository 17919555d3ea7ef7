"""A person's correction of a claim: field paths such as ``figures.0.low`` or ``when.start``, with JSON values.

What was written (spans, texts, the trigger) and the ids are not open to correction: the report says what it says, and
the machine's claim id is what decisions hang on. An index counts in the machine's own list, whatever was removed since.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.model.figure import Figure
from hadba.model.when import When
from hadba.model.where import Where

OPEN = frozenset(
    {"type", "realis", "stance", "hedge", "said_on", "when", "where", "actors", "weapons", "objects", "figures"}
    | {"attribution", "happening", "main", "detail"}
)
AS_WRITTEN = frozenset({"text", "span", "start", "end", "cue", "part_of", "candidates"})


def correct(claim: Claim, values: Mapping[str, str], *, who: str) -> Claim:
    """``claim`` with ``values`` (path -> JSON text) put in, under the same id; ``UsageError`` where one does not fit."""
    fixed = claim
    removed: list[tuple[str, int]] = []
    for path, text in sorted(values.items()):
        steps = path.split(".")
        value = _value(path, text)
        _check_open(path, steps)
        if value is None and len(steps) == 2 and steps[1].isdigit() and isinstance(getattr(claim, steps[0]), tuple):
            _entry(path, getattr(claim, steps[0]), steps[1])
            removed.append((steps[0], int(steps[1])))
            continue
        fixed = _put(path, fixed, Claim, steps, value)
    for name, index in sorted(removed, reverse=True):
        rest = getattr(fixed, name)
        fixed = dataclasses.replace(fixed, **{name: rest[:index] + rest[index + 1 :]})
    if any(path.split(".")[0] == "when" for path in values):
        basis = f"set by {who}"
        fixed = dataclasses.replace(fixed, when=dataclasses.replace(fixed.when, basis=basis, inferred=False))
    _check_whole(fixed)
    return fixed


def _value(path: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise UsageError(f"The new value of {path} is no JSON: {text[:60]!r}; write texts in double quotes.") from error


def _check_open(path: str, steps: list[str]) -> None:
    if steps[0] not in OPEN:
        raise UsageError(f"{path} cannot be corrected; these can: {', '.join(sorted(OPEN))}.")
    when = steps[0] in {"when", "said_on"}  # there, start and end are days and not offsets
    frozen = AS_WRITTEN - {"start", "end"} if when else AS_WRITTEN
    if steps[-1] in frozen and len(steps) > 1:
        raise UsageError(f"{path} is what the report says and cannot be corrected.")


def _put(path: str, holder: Any, kind: Any, steps: list[str], value: Any) -> Any:
    """``holder`` (of type ``kind``) with ``value`` at ``steps``, rebuilt from the inside out."""
    if not steps:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            raise UsageError(f"The new value of {path} does not fit: {error}.") from error
    head, rest = steps[0], steps[1:]
    kind = _not_null(kind)
    if get_origin(kind) is tuple:
        _entry(path, holder, head)
        index = int(head)
        return (*holder[:index], _put(path, holder[index], get_args(kind)[0], rest, value), *holder[index + 1 :])
    fields = _hints(kind) if isinstance(kind, type) and dataclasses.is_dataclass(kind) else {}
    if head not in fields:
        raise UsageError(f"There is no field {path} in a claim.")
    if holder is None:
        raise UsageError(f"{path} cannot be set on its own: the claim has no value there; give the whole.")
    inner = _put(path, getattr(holder, head), fields[head], rest, value)
    return dataclasses.replace(holder, **{head: inner})


def _entry(path: str, holder: tuple[Any, ...], step: str) -> None:
    if not step.isdigit() or int(step) >= len(holder):
        raise UsageError(f"{path} names an entry that the claim does not have; it has {len(holder)}, counted from 0.")


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _not_null(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


def _check_whole(claim: Claim) -> None:
    for figure in claim.figures:
        _check_figure(figure)
    for when in (claim.when, claim.said_on):
        if when is not None:
            _check_when(when)
    for where in claim.where:
        _check_where(where)
    if not claim.attribution:
        raise UsageError("A claim needs one speaker at least: the outlet.")


def _check_figure(figure: Figure) -> None:
    known = [n for n in (figure.low, figure.point, figure.high) if n is not None]
    if any(n < 0 for n in known) or known != sorted(known):
        raise UsageError(f"A figure needs 0 <= low <= point <= high, not {figure.low}, {figure.point}, {figure.high}.")


def _check_when(when: When) -> None:
    if (when.start is None) != (when.end is None):
        raise UsageError("A date needs both its first and its last day (when.start and when.end), or neither.")
    if when.start is not None and when.end is not None and when.start > when.end:
        raise UsageError(f"A date cannot end ({when.end}) before it begins ({when.start}).")


def _check_where(where: Where) -> None:
    if (where.lat is None) != (where.lon is None):
        raise UsageError("A place needs both lat and lon, or neither.")
    if where.lat is not None and where.lon is not None and not (-90 <= where.lat <= 90 and -180 <= where.lon <= 180):
        raise UsageError(f"lat {where.lat}, lon {where.lon} is no point on Earth (lat -90 to 90, lon -180 to 180).")
