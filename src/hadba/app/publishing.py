"""What leaves a ledger: the brief and the data files, through the gate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from hadba.app.exporting import written
from hadba.app.looking import Selection
from hadba.app.outgoing import Outgoing, outgoing
from hadba.model.act import RELEASE, Act
from hadba.publish import gate
from hadba.publish.brief import brief_of, print_brief
from hadba.publish.export import all_facts, check, framed
from hadba.publish.geopackage import geopackage
from hadba.publish.geoparquet import geoparquet
from hadba.publish.package import data_package
from hadba.publish.site import site
from hadba.store.ledger import SqlLedger


def write_brief(
    ledger: SqlLedger,
    selection: Selection,
    *,
    convention: str,
    form: str,
    out: Path | None,
    kind: str = "brief",
    template: Path | None = None,
) -> str:
    """The brief in Markdown or HTML; also written to ``out``, whole or not at all, where that is given."""
    held = outgoing(ledger)
    text = brief_of(
        held.whole(selection),
        convention=convention,
        since=selection.since,
        until=selection.until,
        place=selection.place,
        format=form,
        last=last_release(ledger),
        kind=kind,
        template=template,
    )
    if template:  # what it makes of gated facts is looked through as a file is, also where it is only shown
        gate.no_secret_in_text(text, held.rules.secrets.ids, held.rules.policy.withhold)
    if out:
        gate.write(out, [text], validate=held.check)
    return text


def write_printed(
    ledger: SqlLedger, selection: Selection, *, convention: str, form: str, out: Path, kind: str = "brief"
) -> None:
    """The brief as PDF or DOCX at ``out``, whole or not at all."""
    held = outgoing(ledger)
    released = held.whole(selection)

    def fill(part: Path) -> None:
        print_brief(
            released,
            part,
            format=form,
            convention=convention,
            since=selection.since,
            until=selection.until,
            place=selection.place,
            names=held.rules.policy.withhold,
            last=last_release(ledger),
            kind=kind,
        )

    gate.make(out, fill, validate=held.check)


def last_release(ledger: SqlLedger) -> Act | None:
    """The last release, null before the first."""
    return next(iter(ledger.acts(RELEASE)[-1:]), None)


def export(ledger: SqlLedger, selection: Selection, *, format: str, convention: str, jobs: int = 0) -> Iterator[str]:
    """The lines of a data file of what is selected and may be published."""
    return _lines(outgoing(ledger), selection, format, convention, jobs)


def write_export(ledger: SqlLedger, selection: Selection, *, format: str, convention: str, out: Path, jobs: int = 0) -> None:
    """The data file (or folder) at ``out``, whole or not at all; looked through for what may not be in it before it takes
    its place. ``jobs`` processes write it; 0 for as many as fit."""
    held = outgoing(ledger)
    revision = held.rules.revision
    if format == "datapackage":

        def package(folder: Path) -> None:
            data_package(lambda: held.parts(selection, loose=True), folder, convention=convention, revision=revision)

        gate.make_folder(out, package, validate=held.check)
    elif format == "site":

        def pages(folder: Path) -> None:
            site(held.parts(selection), folder, convention=convention, revision=revision, before=out)

        gate.make_folder(out, pages, validate=held.check)
    elif format == "geopackage":
        incidents = all_facts(held.parts(selection), convention=convention, revision=revision)
        moment = f"{held.rules.today.isoformat()}T00:00:00.000Z"
        gate.make(out, lambda part: geopackage(incidents, part, made=moment), validate=held.check)
    elif format == "geoparquet":
        tables = written(held, selection, format=format, convention=convention, jobs=jobs)
        gate.make(out, lambda part: geoparquet(tables, part), validate=held.check)
    else:
        gate.write(out, _lines(held, selection, format, convention, jobs, whole=True), validate=held.check)


def _lines(
    held: Outgoing, selection: Selection, format: str, convention: str, jobs: int, *, whole: bool = False
) -> Iterator[str]:
    check(format, convention)
    parts = written(held, selection, format=format, convention=convention, jobs=jobs, whole=whole)
    return framed(format, chain.from_iterable(parts))
