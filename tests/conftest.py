"""What every test needs: a log of its own, and one thread a process."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["HADBA_LOG"] = str(Path(tempfile.mkdtemp(prefix="hadba-test-")) / "hadba.log")
