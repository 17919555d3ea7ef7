"""What a program or a page sends to change something."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from hadba.app.desk.adding import Selected
from hadba.app.desk.deciding import Draft
from hadba.model.decision import Action

Id = Annotated[str, Field(min_length=1, max_length=200)]
Count = Annotated[int, Field(ge=0, le=100_000_000)]


class NewDecision(BaseModel):
    """A decision. ``values`` are for corrections: the path of a field (``figures.0.low``) and its new value as JSON text."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["accept", "reject", "correct", "merge", "split", "redact", "publish", "discount", "undo"]
    targets: Annotated[list[Id], Field(min_length=1, max_length=500)]
    why: Annotated[str, Field(max_length=2000)] = ""
    values: dict[Annotated[str, Field(max_length=100)], Annotated[str, Field(max_length=20_000)]] = {}

    def draft(self) -> Draft:
        """The same for the desk."""
        return Draft(Action(self.action), tuple(self.targets), self.why, self.values)


class NewFigure(BaseModel):
    """A figure that a person reads."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal[
        "killed", "injured", "killed_or_injured", "missing", "detained", "abducted", "displaced", "trapped", "returned"
    ] = "killed"
    victims: Literal["civilian", "combatant", "unknown"] = "unknown"
    low: Count | None = None
    point: Count | None = None
    high: Count | None = None


class NewClaim(BaseModel):
    """A claim that a person reads in words of a report; ``join`` is the incident that it is about, where that is known."""

    model_config = ConfigDict(extra="forbid")

    report_id: Id
    start: Annotated[int, Field(ge=0, le=100_000_000)]
    end: Annotated[int, Field(ge=0, le=100_000_000)]
    type: Annotated[str, Field(pattern="^[a-z_]{2,40}$")]
    family: Literal["event", "control", "condition"] = "event"
    figure: NewFigure | None = None
    place_id: Annotated[str, Field(max_length=200)] | None = None
    since: date | None = None
    until: date | None = None
    speaker: Annotated[str, Field(max_length=200)] | None = None
    why: Annotated[str, Field(max_length=2000)] = ""
    join: Id | None = None

    def selected(self) -> Selected:
        """The same for the desk."""
        figure: dict[str, Any] | None = self.figure.model_dump() if self.figure else None
        return Selected(
            self.report_id, self.start, self.end, self.type, self.family, figure, self.place_id, self.since, self.until,
            self.speaker or None,
        )  # fmt: skip
