"""``hadba brief`` and ``hadba export``: what leaves the ledger, through the gate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from hadba.cli.feedback import tell
from hadba.cli.options import convention_option, ledger_option, output_option, selection_options


@click.command()
@selection_options
@convention_option
@click.option("--format", "form", type=click.Choice(["md", "html"]), help="Default: by the ending of OUT, else md.")
@output_option
@ledger_option
def brief(convention: str, form: str | None, output: str, ledger: str | None, **chosen: Any) -> None:
    """Write the brief: what happened where, who says what, what is disputed; every sentence with its citation.

    Names of victims are withheld, and points of hospitals, camps and shelters are blurred.
    """
    from hadba.app import looking, opening, publishing
    from hadba.settings import settings

    out = None if output == "-" else Path(output)
    suffix = {".html": "html", ".htm": "html"}.get(out.suffix.lower(), "md") if out else "md"
    with opening.open_ledger(settings(ledger=ledger)) as held:
        text = publishing.write_brief(held, looking.Selection(**chosen), convention=convention, form=form or suffix, out=out)
    if out:
        tell(f"The brief is in {out}.")
    else:
        sys.stdout.write(text)


@click.command()
@selection_options
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="The kind of file.")
@output_option
@ledger_option
def export(form: str, output: str, ledger: str | None, **chosen: Any) -> None:
    """Write sources, claims and incidents that may be published, one JSON object a line.

    Each line is {"source": ...}, {"claim": ...} or {"incident": ...}. Equal ledgers give equal files, byte for byte.
    """
    from hadba.app import looking, opening, publishing
    from hadba.publish.gate import write
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        lines = publishing.export(held, looking.Selection(**chosen))
        if output == "-":
            sys.stdout.writelines(lines)
        else:
            write(Path(output), lines)
            tell(f"The {form} file is {output}.")
