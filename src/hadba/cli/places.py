"""``hadba gazetteer``: the user's own places, and what a name may mean."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from hadba.cli.feedback import list_quarantined, tell
from hadba.cli.files import write_records
from hadba.cli.main import DONE, QUARANTINED
from hadba.cli.options import format_option, ledger_option
from hadba.model.quarantine import Quarantined
from hadba.model.where import Place


@click.group()
def gazetteer() -> None:
    """Your own places beside the embedded world gazetteer: add, list, check, find."""


@gazetteer.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ledger_option
def add(file: Path, ledger: str | None) -> int:
    """Take places from FILE: CSV (name, lat, lon; id, type, parent, names ... where known), GeoJSON, a GeoNames dump.

    A place of the same id replaces the earlier one. Reports are read anew by the next `hadba run`.
    """
    from hadba.app import opening
    from hadba.app.own_places import own_places
    from hadba.resolve.where import load_places
    from hadba.settings import settings

    problems: list[str] = []
    places = list(load_places(file, problems=problems))
    with opening.open_ledger(settings(ledger=ledger), create=True) as held:
        held.add_places(places)
        own_places(held)  # written now, so that the next run need not
    tell(f"{len(places)} places taken from {file}. Next: hadba run")
    return list_quarantined([Quarantined(str(file), p, "gazetteer") for p in problems])


@gazetteer.command("list")
@format_option
@ledger_option
def list_(form: str, ledger: str | None) -> None:
    """List your own places."""
    from hadba.app import opening
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        _print(held.places(), form, "No places of your own yet: hadba gazetteer add FILE")


@gazetteer.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> int:
    """Read FILE as `add` would, take nothing, and say what is wrong with it."""
    from hadba.resolve.where import load_places

    problems: list[str] = []
    places = list(load_places(file, problems=problems))
    problems += _doubtful(places)
    for problem in problems:
        click.echo(problem)
    tell(f"{len(places)} places can be used, {len(problems)} problems.")
    return QUARANTINED if problems else DONE


@gazetteer.command()
@click.argument("name")
@format_option
@ledger_option
def find(name: str, form: str, ledger: str | None) -> None:
    """Say what NAME may mean: your own places first, then by population."""
    from hadba.app import opening
    from hadba.app.own_places import own_places
    from hadba.resolve.where import OwnSource, gazetteer_of
    from hadba.settings import settings

    chosen = settings(ledger=ledger)
    own: OwnSource | None = None
    if ledger or Path(chosen.ledger).is_file():
        with opening.open_ledger(chosen) as held:
            own = own_places(held)
    _print(gazetteer_of(own or ()).named(name), form, f"No place is called {name}.")


def _doubtful(places: Iterable[Place]) -> list[str]:
    """Places that can be read and are probably wrong."""
    problems: list[str] = []
    ids: set[str] = set()
    for place in places:
        if place.id in ids:
            problems.append(f"{place.name}: the id {place.id} stands twice; the last one counts.")
        if place.lat == 0 and place.lon == 0 and place.point_of is None:
            problems.append(f"{place.name}: 0, 0 lies in the Gulf of Guinea; is the point missing?")
        ids.add(place.id)
    return problems


def _print(places: Iterable[Place], form: str, empty: str) -> None:
    if form == "jsonl":
        write_records(places, "-")
        return
    from hadba.cli.tables import print_table

    rows = [
        (
            p.id,
            p.name,
            p.kind,
            ", ".join(n for n in (p.admin2, p.admin1, p.country) if n),
            f"{p.lat:.4f}, {p.lon:.4f}" if p.point_of is None else f"of its {p.point_of}" if p.lat or p.lon else "looked up",
            f"{p.population:,}",
        )
        for p in places
    ]
    print_table(("id", "name", "kind", "in", "point", "people"), rows, empty=empty)
