"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

FIELDS = ("id", "outlet", "title", "published", "updated", "author", "url", "lang", "text")  # of a report
F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2017-05-28.", param, ctx)


class Column(click.ParamType[tuple[str, str]]):
    """FIELD=NAME."""

    name = "field=name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        field, _, name = str(value).partition("=")
        if field not in FIELDS or not name:
            self.fail(f"{value!r} names no field; the fields are {', '.join(FIELDS)}, as in text=Body.", param, ctx)
        return field, name


class PathOrAddress(click.Path):
    """A path that exists, or a web address."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        is_address = isinstance(value, str) and value.startswith(("http://", "https://"))
        return value if is_address else super().convert(value, param, ctx)


ledger_option = click.option(
    "--ledger", metavar="WHERE", help="SQLite file or postgresql:// URL. Default: $HADBA_LEDGER, else hadba.db."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes that do the work; 0 = as it fits. Default: $HADBA_JOBS, else 0.",
)
screen_option = click.option(
    "--no-screen",
    is_flag=True,
    help="Parse every report, also those whose words speak of no conflict (slower; the claims are the same).",
)
outlet_option = click.option("--outlet", help="Who published what names no outlet itself.")
columns_option = click.option(
    "--column",
    "columns",
    type=Column(),
    multiple=True,
    help="Where a table or JSON names a field otherwise: --column text=Body; may be given again.",
)
date_order_option = click.option(
    "--date-order",
    type=click.Choice(["dmy", "mdy", "ymd"]),
    help="How to read dates that could be read in more than one way, such as 05/06/2017.",
)
private_option = click.option(
    "--allow-private",
    "private",
    multiple=True,
    metavar="NETWORK",
    help="A network that may be asked though it is not public (10.1.0.0/16); may be given again.",
)
authority_option = click.option(
    "--authority-certificate",
    "certificates",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="PEM",
    help="The root certificate of a time-stamp authority; may be given again.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="Tables for people, JSONL for programs.",
)
output_option = click.option(
    "-o", "--output", default="-", metavar="OUT", help="File to write; - is stdout.", show_default=True
)
convention_option = click.option(
    "--convention",
    type=click.Choice(["airwars", "ibc", "ucdp"]),
    default="airwars",
    show_default=True,
    help="The rules by which conflicting tolls become a range.",
)


def selection_options(command: F) -> F:
    """--since, --until, --place, --grade and --type: which incidents."""
    for option in (
        click.option("--type", "types", multiple=True, help="Only this type (air_strike, shelling ...); may be given again."),
        click.option(
            "--grade",
            "grades",
            multiple=True,
            type=click.Choice(["confirmed", "fair", "weak", "contested", "discounted", "none"]),
            help="Only this grade; may be given again.",
        ),
        click.option("--place", help="Only at this place: a name, a district, a province, a country code or a place id."),
        click.option("--until", type=Day(), help="Only what began on this day or before."),
        click.option("--since", type=Day(), help="Only what ended on this day or later."),
    ):
        command = option(command)
    return command


def now() -> datetime:
    """This moment, with its offset."""
    return datetime.now().astimezone()
