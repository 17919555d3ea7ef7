"""``hadba cluster``: an archive of reports read on a Spark cluster."""

from __future__ import annotations

from pathlib import Path

import click

from hadba.cli.options import ledger_option, now, screen_option


@click.command()
@click.argument("paths", metavar="IN...", nargs=-1, required=True)
@click.option("--master", required=True, help="The cluster: spark://HOST:7077, or local[2] on this machine.")
@click.option("--output", "-o", required=True, type=click.Path(file_okay=False), help="The folder for the Parquet tables.")
@ledger_option
@screen_option
def cluster(paths: tuple[str, ...], master: str, output: str, ledger: str | None, no_screen: bool) -> int:
    """Read an archive (.jsonl, .parquet, .warc.gz) on a Spark cluster: claims to Parquet.

    With --ledger postgresql://... the workers also write reports and claims into that ledger, and the incidents are derived.
    """
    from hadba.app import cluster as job
    from hadba.cli.feedback import tell
    from hadba.settings import settings

    chosen = settings(ledger=ledger, screen=not no_screen)
    claims, incidents = job.run(chosen, list(paths), master=master, out=Path(output), now=now(), keep=ledger is not None)
    tell(f"{claims} claims in {output}/claims; {incidents} incidents. What could not be used is in {output}/refused.")
    return 0
