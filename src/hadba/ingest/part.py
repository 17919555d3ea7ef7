"""The pieces of an input that are read one by one: what breaks one does not break the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from hadba.errors import InputError
from hadba.ingest.lines import read_whole
from hadba.ingest.origin import Origin
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report

Item = Report | Quarantined


@dataclass(frozen=True, slots=True)
class Part:
    """A line, a row, a message, a record, found without being understood; ``read`` does that. ``place`` names it inside its
    input ("line 3") and is null where it is the whole."""

    place: str | None
    read: Callable[[], Iterable[Item]]


def alone(item: Item, place: str | None = None) -> Part:
    """A part that was read, or refused, when it was found."""
    return Part(place, lambda: (item,))


def whole(read: Callable[[bytes, Origin], Iterable[Item]], stream: BinaryIO, origin: Origin) -> Iterator[Part]:
    """An input that is one part."""
    yield Part(None, partial(read, read_whole(stream), origin))


def items_of(part: Part, origin: Origin) -> Iterator[Item]:
    """What a part gives, and a refusal in place of what stops it."""
    try:
        yield from part.read()
    except InputError as error:
        yield origin.refused(error, part=part.place)
