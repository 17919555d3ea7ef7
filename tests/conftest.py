"""What every test needs: a log of its own, and one thread a process."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgresql import FreshDatabase, server

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["HADBA_LOG"] = str(Path(tempfile.mkdtemp(prefix="hadba-test-")) / "hadba.log")

# the first call of a property compiles lexicons, and machines are busy: how long one example takes proves nothing
settings.register_profile("hadba", deadline=None)
settings.load_profile("hadba")


@pytest.fixture(scope="session")
def fresh_postgresql() -> Iterator[FreshDatabase]:
    """Makes new databases on a PostgreSQL server of the tests' own."""
    with server() as fresh:
        yield fresh
