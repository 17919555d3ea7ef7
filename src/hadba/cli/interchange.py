"""``hadba extract`` and ``hadba annotate``: the interchange format (v1), without a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from hadba.cli.feedback import list_quarantined, progress
from hadba.cli.files import opened
from hadba.cli.options import jobs_option, now, outlet_option, output_option, screen_option
from hadba.model.quarantine import Quarantined
from hadba.model.reading import Reading
from hadba.settings import Settings

_in = click.argument("source", metavar="IN", default="-", type=click.Path(exists=True, allow_dash=True))


@click.command()
@_in
@output_option
@outlet_option
@jobs_option
@screen_option
def extract(source: str, output: str, outlet: str | None, jobs: int | None, no_screen: bool) -> int:
    """Read reports, one a line as JSON, and write their claims, one a line.

    IN is a JSONL file or - for stdin. Each line holds "id", "outlet", "text" and, where known, "title", "published",
    "url", "lang". Claims come in the order of the reports, then of the text. A line that cannot be used is told at the
    end with its number; the rest goes on.
    """
    from hadba.settings import settings

    return _write(settings(jobs=jobs, screen=not no_screen), source, output, outlet, _claims)


@click.command()
@_in
@output_option
@outlet_option
@jobs_option
@click.option("--no-link", is_flag=True, help="Do not link events across reports: each line is written as it is read.")
def annotate(source: str, output: str, outlet: str | None, jobs: int | None, no_link: bool) -> int:
    """Read reports, one a line as JSON, and write all that was read in each, one report a line.

    Times, places, attributions, events, figures and actors with their spans, whether or not a claim came of them. Events
    of one happening have one key in all reports; for that all reports are held in memory until the last is read.
    """
    from hadba.settings import settings

    return _write(settings(jobs=jobs, screen=False), source, output, outlet, _annotation, link=not no_link)


def _claims(reading: Reading) -> list[str]:
    from hadba.store.codec import encode

    return [encode(claim) for claim in reading.claims]


def _annotation(reading: Reading) -> list[str]:
    from hadba.cli.annotation import annotation
    from hadba.store.codec import encode

    return [encode(annotation(reading))]


def _write(
    settings: Settings,
    source: str,
    output: str,
    outlet: str | None,
    lines: Callable[[Reading], list[str]],
    *,
    link: bool = False,
) -> int:
    from hadba.app import telling

    refused: list[Quarantined] = []
    told: Iterator[list[str] | Quarantined]
    if link:
        linked = telling.read_linked(settings, [source], outlet=outlet, today=now().date())
        told = (outcome if isinstance(outcome, Quarantined) else lines(outcome) for outcome in linked)
    else:
        told = telling.tell_without_ledger(settings, [source], tell=lines, outlet=outlet, today=now().date())
    with progress("Reading reports") as tick, opened(output) as out:
        for outcome in told:
            if isinstance(outcome, Quarantined):
                refused.append(outcome)
            else:
                out.writelines(line + "\n" for line in outcome)
            tick(1)
    return list_quarantined(refused)
