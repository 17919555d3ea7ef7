"""``hadba archive``: the bytes that reports were read from."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from hadba.cli.feedback import tell
from hadba.cli.files import write_records
from hadba.cli.options import format_option, ledger_option, output_option
from hadba.model.capture import Bearing, Capture


def archived(bearing: Bearing, capture: Capture) -> str:
    """In words, what a report was read from."""
    arrival = capture.arrival
    part = f", {bearing.part}" if bearing.part else ""
    return (
        f"Archived: {capture.size:,} bytes of {arrival.origin}{part}, arrived {arrival.at.isoformat()} by {arrival.by}\n"
        f"          sha256 {capture.sha256}; hadba archive get {capture.id}"
    )


@click.group()
def archive() -> None:
    """The bytes that reports were read from, as they arrived: when, from where, by whom.

    They lie in the ledger itself and never change; `hadba verify` proves it.
    """


@archive.command("list")
@format_option
@output_option
@ledger_option
def list_(form: str, output: str, ledger: str | None) -> None:
    """List what arrived, in order of time. A file (-o) is always JSONL."""
    from hadba.app import opening
    from hadba.cli.tables import print_table
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        captures = held.archive.captures()
        if form == "jsonl" or output != "-":
            write_records(captures, output)
            return
        rows = [(c.id, c.arrival.at.isoformat(), f"{c.size:,}", c.arrival.origin, c.arrival.by) for c in captures]
        empty = "The archive is empty. Add reports with `hadba add`."
        print_table(("capture", "arrived", "bytes", "from", "by"), rows, empty=empty)


@archive.command()
@click.argument("id")
@output_option
@ledger_option
def get(id: str, output: str, ledger: str | None) -> None:
    """Write the bytes of a capture, found by the beginning of its id or SHA-256."""
    from hadba.app import opening
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        _write(held.archive.content(held.archive.capture(id)), output)


@archive.command()
@output_option
@ledger_option
def export(output: str, ledger: str | None) -> None:
    """Write the whole archive as a WARC file, which the tools of web archives read."""
    from hadba.app import opening
    from hadba.settings import settings
    from hadba.store.warc import warc_of

    with opening.open_ledger(settings(ledger=ledger)) as held:
        _write(warc_of(held.archive, held.archive.captures()), output)
    if output != "-":
        tell(f"The archive is in {output}.")


def _write(pieces: Iterable[bytes], output: str) -> None:
    with _opened(output) as out:
        out.writelines(pieces)


@contextmanager
def _opened(output: str) -> Iterator[BinaryIO]:
    """stdout, or a file that appears only when it is whole."""
    if output == "-":
        yield sys.stdout.buffer
        return
    if Path(output).exists() and not Path(output).is_file():  # a device or a pipe is written into, never replaced
        with Path(output).open("wb") as out:
            yield out
        return
    part = Path(output).with_name(Path(output).name + ".part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
