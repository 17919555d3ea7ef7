"""A selection as it stands in an address: the whole state of a list, so that a link brings anybody to the same view."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from hadba.app.desk.columns import FACETS
from hadba.app.desk.selecting import Asked

PAGE = 50
Convention = Literal["airwars", "ibc", "ucdp"]
Word = Annotated[str, Field(max_length=200)]
Words = Annotated[list[Word], Field(max_length=40)]


def box_of(text: str) -> tuple[float, float, float, float] | None:
    """West, south, east, north; null where nothing is asked for, ``ValueError`` where it is no box."""
    if not text:
        return None
    west, south, east, north = (float(part) for part in text.split(","))
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError("a box is west,south,east,north in degrees")
    return west, south, east, north


def _box(text: str) -> str:
    box_of(text)
    return text


Box = Annotated[str, Field(max_length=120, description="west,south,east,north in degrees"), AfterValidator(_box)]


class Address(BaseModel):
    """The query of an address. ``box`` is west,south,east,north in degrees; ``after`` the mark that a page ended with."""

    model_config = ConfigDict(extra="ignore")

    q: Annotated[str, Field(max_length=400, description="Words to search for.")] = ""
    since: date | None = None
    until: date | None = None
    box: Box = ""
    family: Words = []
    type: Words = []
    grade: Words = []
    state: Words = []
    place: Words = []
    actor: Words = []
    source: Words = []
    language: Words = []
    waiting: Annotated[bool, Field(description="Only what needs a person.")] = False
    sort: Literal["newest", "oldest", "deaths", "sources", "updated", "review"] = "newest"
    convention: Convention = "airwars"
    after: Annotated[str, Field(max_length=60)] = ""
    limit: Annotated[int, Field(ge=1, le=500)] = PAGE

    @field_validator("since", "until", "waiting", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: Any) -> Any:
        """A form sends its empty fields too."""
        return None if value == "" else value

    def asked(self) -> Asked:
        """The selection."""
        return Asked(
            text=self.q,
            since=self.since,
            until=self.until,
            box=box_of(self.box),
            facets={name: tuple(getattr(self, name)) for name in FACETS if getattr(self, name)},
            waiting=self.waiting,
        )

    def pairs(self, **changes: Any) -> list[tuple[str, str]]:
        """What is set, with ``changes``, as name and value; a page mark is left out unless it is among the changes."""
        held: dict[str, Any] = {k: v for k, v in self if v != type(self).model_fields[k].default and v not in ([], "after")}
        held.pop("after", None)
        held |= changes
        found: list[tuple[str, str]] = []
        for name, value in held.items():
            values = value if isinstance(value, list) else [value]
            found += [(name, _text(v)) for v in values if v not in (None, "", False)]
        return found

    def to(self, path: str, **changes: Any) -> str:
        """The address of the same selection with ``changes``."""
        query = urlencode(self.pairs(**changes))
        return f"{path}?{query}" if query else path

    def toggled(self, path: str, facet: str, value: str) -> str:
        """The address with the value of a facet put in or taken out."""
        held: list[str] = list(getattr(self, facet))
        return self.to(path, **{facet: [v for v in held if v != value] if value in held else [*held, value]})


def _text(value: Any) -> str:
    return "1" if value is True else value.isoformat() if isinstance(value, date) else str(value)


class MapAddress(Address):
    """What a map asks for: a selection, and how it looks at it. Without a ``zoom`` it shows all of the selection; ``view``
    (west,south,east,north) asks only for what is seen."""

    zoom: Annotated[float | None, Field(ge=0, le=24)] = None
    view: Box = ""


Selected = Annotated[Address, Query()]
Looked = Annotated[MapAddress, Query()]
