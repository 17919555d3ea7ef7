"""``hadba demo``: the whole way on the sample reports."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from hadba.cli.feedback import list_quarantined, progress
from hadba.cli.options import jobs_option, now

LEDGER = "hadba.db"


@click.command()
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Where to write.",
)
@jobs_option
def demo(folder: Path, jobs: int | None) -> int:
    """The main job on the sample reports that come with Hadba, in a fresh ledger: incidents, brief, where to look next.

    The reports are invented after two real wars: echoes of one wire, rival tolls, a denial, a concession, a toll that
    grows. The ledger of an earlier demo in the same folder is replaced.
    """
    from hadba import samples
    from hadba.app import looking, opening, publishing, reading
    from hadba.cli.look import incident_table
    from hadba.settings import settings

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LEDGER
    for old in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        old.unlink(missing_ok=True)
    chosen = settings(ledger=str(path), jobs=jobs)

    sources = [str(p) for p in samples.paths()]
    added = reading.add(chosen, sources, outlet=None, now=now())
    click.echo(f"1. Added {len(added.new)} sample reports to {path}. The outlets are invented.")
    with ExitStack() as stack:
        ran = reading.run(chosen, rebuild=False, now=now(), begin=lambda n: stack.enter_context(progress("Reading reports", n)))
    with opening.open_ledger(chosen) as ledger:
        count = sum(1 for _ in ledger.claims())
        click.echo(f"2. Read them: {count} claims, each with the words that carry it and who said it.")
        found = [i for i in looking.incidents(ledger, looking.Selection()) if i.ranges]
        click.echo(f"3. Linked them: {ran.derived.incidents} incidents and states, {len(found)} with a toll:")
        incident_table(found, "airwars")
        for form in ("md", "html"):
            publishing.write_brief(ledger, looking.Selection(), convention="airwars", form=form, out=folder / f"brief.{form}")
    click.echo(f"4. Wrote the brief, every sentence with its citation: {folder / 'brief.md'} and {folder / 'brief.html'}\n")
    click.echo(_next_steps(path, max(found, key=lambda i: len(i.claims)).incident_id if found else None))
    return list_quarantined((*added.refused, *ran.refused, *ran.derived.refused))


def _next_steps(ledger: Path, incident: str | None) -> str:
    called = Path(sys.argv[0])
    on_path = shutil.which("hadba") or called.name != "hadba"
    hadba = "hadba" if on_path else os.path.relpath(called)
    steps = [
        (f"{hadba} incidents --convention ucdp --ledger {ledger}", "the same under another rule"),
        (f"{hadba} claims --ledger {ledger}", "who says what"),
        (f"{hadba} review --ledger {ledger}", "what a person should look at"),
        (f"{hadba} add REPORTS; {hadba} run", "your own reports"),
    ]
    if incident:
        steps.insert(0, (f"{hadba} explain {incident} --ledger {ledger}", "every number back to votes and quotes"))
    width = max(len(command) for command, _ in steps)
    return "Look next:\n" + "\n".join(f"  {command:<{width}}  {what}" for command, what in steps)
