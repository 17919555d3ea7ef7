"""What every test needs: a log of its own, and one thread a process."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import settings

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["HADBA_LOG"] = str(Path(tempfile.mkdtemp(prefix="hadba-test-")) / "hadba.log")

# the first call of a property compiles lexicons, and machines are busy: how long one example takes proves nothing
settings.register_profile("hadba", deadline=None)
settings.load_profile("hadba")
