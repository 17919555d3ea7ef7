"""``hadba verify``, ``hadba backup`` and ``hadba restore``: that nothing was changed, and copies."""

from __future__ import annotations

from pathlib import Path

import click

from hadba.cli.feedback import tell
from hadba.cli.main import DONE, FAILED
from hadba.cli.options import authority_option, ledger_option


@click.command()
@authority_option
@ledger_option
def verify(certificates: tuple[Path, ...], ledger: str | None) -> int:
    """Check hashes, the audit chain, the archived bytes, and that every claim's words stand in its report.

    It prints the length of the audit chain and its last hash: noted down elsewhere, they prove later that nothing was
    cut off.

    It proves that nothing was changed since it arrived. It does not prove that what arrived is true, that others were
    shown the same, that the clock was right, or that nobody who owns the file made all of it anew: for that, keep the
    printed hash where that person cannot change it, or have it time-stamped (`hadba archive stamp`). Time-stamps are
    checked against the links that they cover; their signatures where --authority-certificate is given.
    """
    from hadba.app import opening, stamping
    from hadba.settings import settings

    trusted = stamping.certificates_in(certificates)
    with opening.open_ledger(settings(ledger=ledger)) as held:
        stamps = stamping.check(held, trusted)
        wrong = [*held.verify(), *stamps.wrong]
        links, last = held.head()
    for sentence in wrong:
        click.echo(sentence)
    if wrong:
        tell(f"{len(wrong)} things do not hold.")
        return FAILED
    click.echo(f"All holds: {links} links in the audit chain, the last is {last}.")
    if stamps.told:
        click.echo(stamps.told)
    return DONE


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@ledger_option
def backup(file: Path, ledger: str | None) -> None:
    """Copy the ledger to FILE, also while it is in use."""
    from hadba.settings import settings
    from hadba.store.copies import back_up

    chosen = settings(ledger=ledger)
    back_up(chosen.ledger, file)
    tell(f"{chosen.ledger_shown} is copied to {file}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put the copy in the place of an existing ledger.")
@ledger_option
def restore(file: Path, replace: bool, ledger: str | None) -> None:
    """Make the copy in FILE the ledger, once its hashes and audit chain are found to hold."""
    from hadba.settings import settings
    from hadba.store import copies

    chosen = settings(ledger=ledger)
    copies.restore(file, chosen.ledger, replace=replace)
    tell(f"{file} is now the ledger {chosen.ledger}.")
