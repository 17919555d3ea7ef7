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
from hadba.cli.options import authority_option, format_option, ledger_option, now, output_option, private_option
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


@archive.command()
@click.option("--authority", metavar="URL", help="Ask this time-stamp authority, and keep its answer in the ledger.")
@click.option(
    "--request",
    "request_file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE.tsq",
    help="Only write the request, to be sent by other means.",
)
@click.option(
    "--reply",
    "reply_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.tsr",
    help="Take in the answer to a request, also one that was written before more came in.",
)
@click.option(
    "--copy",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE.tsr",
    help="Write the authority's answer to this file as well, to be kept elsewhere.",
)
@authority_option
@private_option
@ledger_option
def stamp(
    authority: str | None,
    request_file: Path | None,
    reply_file: Path | None,
    copy: Path | None,
    certificates: tuple[Path, ...],
    private: tuple[str, ...],
    ledger: str | None,
) -> None:
    """Have a time-stamp authority (RFC 3161) attest when the audit chain stood as it stands.

    The authority sees one hash, and nothing of the ledger. Its answer is sealed in the audit chain; `hadba verify` checks it.
    """
    from hadba.app import opening, stamping
    from hadba.settings import settings

    if sum(way is not None for way in (authority, request_file, reply_file)) != 1:
        raise click.UsageError("Give one of --authority URL, --request FILE.tsq and --reply FILE.tsr.")
    trusted = stamping.certificates_in(certificates)
    with opening.open_ledger(settings(ledger=ledger)) as held:
        if request_file is not None:
            request_file.write_bytes(stamping.request(held).content)
            tell(f"The request is in {request_file}; take the answer in with `hadba archive stamp --reply FILE.tsr`.")
            return
        if reply_file is not None:
            answer, origin = reply_file.read_bytes(), reply_file.name
        elif authority is not None:
            answer, origin = stamping.ask(authority, stamping.request(held), private=private), authority
        told = stamping.take(held, answer, origin, trusted=trusted, at=now())
    if copy is not None:
        copy.write_bytes(answer)
    click.echo(told)


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
