"""Reads a text the way the pipeline does, for tests of what is read."""

from __future__ import annotations

from datetime import date
from functools import cache

from hadba.extract.read import read
from hadba.model.claim import Claim, Family
from hadba.model.ports import Gazetteer
from hadba.model.reading import Reading
from hadba.model.report import make_report
from hadba.resolve.resolve import resolve
from hadba.resolve.where import gazetteer_of
from hadba.text.parsing import SpacyParser


@cache
def gazetteer() -> Gazetteer:
    return gazetteer_of(())


@cache
def read_text(text: str, *, outlet: str = "Tigris Wire", published: date | None = date(2017, 5, 29)) -> Reading:
    report = make_report(text, outlet=outlet, id="t", published=published, lang="en")
    parsed = next(iter(SpacyParser().parse([text])))
    return resolve(read(report, parsed, gazetteer()), parsed, gazetteer())


def events(text: str, *, published: date | None = date(2017, 5, 29)) -> list[Claim]:
    return [c for c in read_text(text, published=published).claims if c.family is Family.EVENT]


def counted(text: str, *, published: date | None = date(2017, 5, 29)) -> dict[int | None, Claim]:
    """Event claims by the low of each of their figures."""
    return {f.low: c for c in events(text, published=published) for f in c.figures}
