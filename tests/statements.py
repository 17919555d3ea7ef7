"""Reads one sentence for statements of control or of conditions, for tests."""

from __future__ import annotations

from functools import cache

from hadba.extract.actors import read_actors
from hadba.extract.conditions import read_conditions
from hadba.extract.control import read_control
from hadba.extract.places import read_places
from hadba.extract.statement import Statement
from hadba.model.parse import Parsed
from hadba.text.parsing import SpacyParser
from tests.reading import gazetteer


@cache
def _parsed(text: str) -> Parsed:
    return next(iter(SpacyParser().parse([text])))


def control(text: str) -> tuple[Statement, ...]:
    parsed = _parsed(text)
    actors = read_actors(parsed)
    return read_control(parsed, read_places(parsed, gazetteer(), actors), actors)


def conditions(text: str) -> tuple[Statement, ...]:
    parsed = _parsed(text)
    actors = read_actors(parsed)
    return read_conditions(parsed, read_places(parsed, gazetteer(), actors), actors)
