"""A PostgreSQL server of the tests' own: started once a session, on a socket in a folder that is thrown away.

Where no PostgreSQL is installed the tests that need one are skipped, and fail where HADBA_TEST_ALL is set (as in CI).
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

FreshDatabase = Callable[[], str]


def programs() -> Path | None:
    """The folder of initdb and postgres."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((f for f in folders if (f / "initdb").is_file() and (f / "postgres").is_file()), None)


@contextmanager
def server() -> Iterator[FreshDatabase]:
    """A running server; gives the URL of a new, empty database each time it is asked."""
    bin_folder = programs()
    if bin_folder is None:
        if os.environ.get("HADBA_TEST_ALL"):
            pytest.fail("PostgreSQL is not installed, and HADBA_TEST_ALL allows no skips.")
        pytest.skip("PostgreSQL is not installed (initdb and postgres)")
    folder = Path(tempfile.mkdtemp(prefix="hadba-pg-"))
    # PostgreSQL refuses to run as root; in a container the tests often do.
    user = None if os.geteuid() else next(u.pw_name for u in pwd.getpwall() if u.pw_name in ("postgres", "nobody"))
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    make = [bin_folder / "initdb", "-D", data, "-U", "hadba", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(make, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
    serve = [bin_folder / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-F"]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(serve, user=user, cwd=folder, stdout=log, stderr=log)
    try:
        numbers = count()
        yield lambda: _fresh(folder, next(numbers))
    finally:
        running.terminate()
        running.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _fresh(folder: Path, number: int) -> str:
    engine = create_engine(f"postgresql+psycopg://hadba@/postgres?host={folder}", isolation_level="AUTOCOMMIT")
    for attempt in range(200):
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE ledger_{number}")
            break
        except OperationalError:
            if attempt == 199:
                raise
            time.sleep(0.1)
    engine.dispose()
    return f"postgresql://hadba@/ledger_{number}?host={folder}"
