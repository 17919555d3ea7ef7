"""``hadba brief`` and ``hadba export``: what leaves the ledger, through the gate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from hadba.cli.feedback import tell
from hadba.cli.options import convention_option, jobs_option, ledger_option, output_option, selection_options
from hadba.errors import UsageError

FILES = ("geoparquet", "geopackage", "datapackage", "site")  # not text: these need -o
FORMATS = ("jsonl", "claims-jsonl", "csv", "acled", "ged", "hxl", "geojson", *FILES)  # named here, so that help loads no writer
_BY_ENDING = {
    ".csv": "csv",
    ".geojson": "geojson",
    ".json": "geojson",
    ".parquet": "geoparquet",
    ".gpkg": "geopackage",
}


@click.command()
@selection_options
@convention_option
@click.option(
    "--format", "form", type=click.Choice(["md", "html", "pdf", "docx"]), help="Default: by the ending of OUT, else md."
)
@click.option(
    "--kind",
    type=click.Choice(["brief", "sitrep"]),
    default="brief",
    show_default=True,
    help="sitrep: a situation report, with drawings, every sector, and empty slots for what news cannot tell.",
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A template of your own (Jinja) in place of Hadba's, for a brief as text: Markdown, HTML or what you like.",
)
@output_option
@ledger_option
def brief(
    convention: str, form: str | None, kind: str, template: Path | None, output: str, ledger: str | None, **chosen: Any
) -> None:
    """Write the brief: what happened where, who says what, what is disputed; every sentence with its citation.

    Names of victims are withheld, and points of hospitals, camps and shelters are blurred.
    """
    from hadba.app import looking, opening, publishing
    from hadba.settings import settings

    out = None if output == "-" else Path(output)
    endings = {".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx"}
    form = form or (endings.get(out.suffix.lower(), "md") if out else "md")
    selection = looking.Selection(**chosen)
    with opening.open_ledger(settings(ledger=ledger)) as held:
        if form in ("pdf", "docx"):
            if template:
                raise UsageError(f"A {form} has a form of its own; a template makes md or html, which can be printed.")
            if out is None:
                raise UsageError(f"A {form} is no text; name a file with -o.")
            publishing.write_printed(held, selection, convention=convention, form=form, out=out, kind=kind)
        else:
            text = publishing.write_brief(
                held, selection, convention=convention, form=form, out=out, kind=kind, template=template
            )
    if out:
        tell(f"The brief is in {out}.")
    else:
        sys.stdout.write(text)


@click.command()
@selection_options
@convention_option
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="The kind of file. Default: by the ending of OUT, else jsonl."
)
@output_option
@jobs_option
@ledger_option
def export(convention: str, form: str | None, output: str, jobs: int | None, ledger: str | None, **chosen: Any) -> None:
    """Write what may be published as a data file: everything (csv, jsonl, claims-jsonl) or as other tools want it (acled,
    ged, hxl, geojson, geoparquet, geopackage), or as a data package with a dictionary of its columns; or as a
    static site that opens from disk.

    Each file carries the rule for ranges, its version, the ledger's revision and the licence. Equal ledgers give equal
    files, byte for byte.
    """
    from hadba.app import looking, opening, publishing
    from hadba.settings import settings

    name = form or _BY_ENDING.get(Path(output).suffix.lower(), "jsonl")
    if name in FILES and output == "-":
        raise UsageError(f"A {name} is no text; name a file with -o.")
    selection = looking.Selection(**chosen)
    known = settings(ledger=ledger, jobs=jobs)
    with opening.open_ledger(known) as held:
        if output == "-":
            lines = publishing.export(held, selection, format=name, convention=convention, jobs=known.jobs)
            sys.stdout.writelines(lines)
        else:
            place = Path(output)
            publishing.write_export(held, selection, format=name, convention=convention, out=place, jobs=known.jobs)
            tell(f"The {name} file is {output}.{_NARROW.get(name, '')}")


_TOO_COARSE = "incident known less well than to the month, and none"
_NARROW = {
    name: f" It holds no {what} without a day, a country and a point, for which the format has no row; csv holds all."
    for name, what in (("acled", _TOO_COARSE), ("ged", "incident without a death, and none"))
}
