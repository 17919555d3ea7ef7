"""``hadba serve``: the desk in the browser, on this machine only."""

from __future__ import annotations

import getpass
import importlib.util
import os
import webbrowser
from pathlib import Path

import click

from hadba.cli.feedback import tell
from hadba.cli.options import ledger_option
from hadba.errors import UsageError

PORT = 8765
HERE = "127.0.0.1"
SOON = 1.0  # seconds after which pages are served, though not all of the ledger is listed yet


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Where to listen, on 127.0.0.1.")
@click.option("--who", help="Whose decisions these are. Default: $HADBA_WHO, else the name of the account.")
@click.option(
    "--tiles",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own map, a PMTiles file.",
)
@click.option("--open/--no-open", "open_", default=False, help="Open the browser too.")
@ledger_option
def serve(port: int, who: str | None, tiles: Path | None, open_: bool, ledger: str | None) -> None:
    """Open the ledger in the browser: read, check, decide; all day.

    The desk listens on 127.0.0.1 only and loads nothing from elsewhere. Ctrl-C ends it.
    """
    if importlib.util.find_spec("uvicorn") is None or importlib.util.find_spec("fastapi") is None:
        raise UsageError("The desk needs two more packages; run `pip install hadba[desk]`.")
    import uvicorn

    from hadba.app import opening
    from hadba.app.desk.desk import Desk
    from hadba.settings import settings
    from hadba.web.application import application

    name = who or os.environ.get("HADBA_WHO") or getpass.getuser()
    with opening.open_ledger(settings(ledger=ledger)) as held:
        desk = Desk(held, who=name)
        desk.open_behind(wait=SOON)
        app = application(desk, hosts=frozenset({f"{HERE}:{port}", f"localhost:{port}"}), tiles=tiles)
        address = f"http://{HERE}:{port}/"
        tell(f"The desk is at {address} for {name}; Ctrl-C ends it.")
        if open_:
            webbrowser.open(address)
        uvicorn.run(app, host=HERE, port=port, log_level="warning", access_log=False, server_header=False)
