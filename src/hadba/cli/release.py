"""``hadba release``: numbered releases with a manifest of hashes."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import click

from hadba.cli.feedback import tell
from hadba.cli.options import convention_option, ledger_option, now
from hadba.cli.out import FORMATS

BRIEFS = ("md", "html", "pdf", "docx")


@click.group()
def release() -> None:
    """Publish in numbered releases: files, a manifest of their hashes, and what changed since the last one."""


@release.command("make")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--format",
    "formats",
    type=click.Choice([*FORMATS, *BRIEFS]),
    multiple=True,
    default=("csv", "jsonl", "geojson", "html"),
    show_default=True,
    help="May be given several times; md, html, pdf and docx are the brief.",
)
@convention_option
@click.option("--who", help="Who publishes. Default: $HADBA_WHO, else the name of the account.")
@click.option("--why", default="", help="A word to the readers.")
@ledger_option
def make(folder: Path, formats: tuple[str, ...], convention: str, who: str | None, why: str, ledger: str | None) -> None:
    """Write the next release into FOLDER/0001, FOLDER/0002 ..., whole or not at all, and record it in the ledger."""
    from hadba.app import opening, releasing
    from hadba.settings import settings

    name = who or os.environ.get("HADBA_WHO") or getpass.getuser()
    with opening.open_ledger(settings(ledger=ledger)) as held:
        made = releasing.make_release(held, folder, formats=formats, convention=convention, who=name, why=why, now=now())
    change = made.difference
    tell(
        f"Release {made.number} is in {folder / f'{made.number:04d}'}: {made.incidents} incidents, {len(made.files)} files; "
        f"{len(change.new)} new, {len(change.gone)} gone, {len(change.moved)} moved, {len(change.restated)} restated."
    )


@release.command("list")
@ledger_option
def list_releases(ledger: str | None) -> None:
    """List the releases of a ledger."""
    from hadba.app import opening, releasing
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        for act in releasing.releases(held):
            click.echo(
                f"{act.number:04d}  {act.at:%Y-%m-%d %H:%M}  {act.who}  {len(act.standing)} incidents  {act.why}".rstrip()
            )


@release.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path) -> int:
    """Compare the files of a release with its manifest; needs no ledger."""
    from hadba.app import releasing

    wrong = releasing.check_release(folder)
    for sentence in wrong:
        click.echo(sentence)
    if not wrong:
        tell(f"All files of {folder} are as its manifest says.")
    return 1 if wrong else 0
