"""A real browser before a real desk on the sample reports: fixtures for the journeys.

Debian's Chromium is used as it is; where there is none the tests are skipped, but not in CI, where they must run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hadba import samples
from hadba.app import reading
from hadba.app.desk.desk import Desk
from hadba.settings import Settings
from hadba.store.ledger import SqlLedger
from tests.web.texts import ARABIC

STATIC = Path(reading.__file__).parents[1] / "web" / "static"
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
FLAGS = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
NOW = datetime(2018, 9, 2, 9, 0, tzinfo=UTC)
NOT_BUILT = "the desk's bundle is not built, or of an older front (make install)"
PATIENCE = 60  # seconds that another worker may take to make the ledger


def needed(what: object, why: str) -> None:
    """Skip without it, but fail in CI."""
    if not what:
        if os.environ.get("CI"):
            pytest.fail(f"CI must have it: {why}")
        pytest.skip(why)


def built() -> bool:
    """Whether the bundle is there and made of the front as it is now."""
    front, stamp = Path(__file__).parents[2] / "front", STATIC / "built-from.txt"
    sources = sorted(p for p in front.rglob("*") if p.is_file() and "node_modules" not in p.parts)
    made_of = hashlib.sha256(b"".join(p.read_bytes() for p in sources)).hexdigest()  # as hatch_build.py does
    return stamp.is_file() and stamp.read_text() == made_of


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the sample reports and an Arabic one; made once for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "desk-samples"
    done = folder / "done"
    try:
        folder.mkdir()
    except FileExistsError:
        limit = time.monotonic() + PATIENCE
        while not done.exists() and time.monotonic() < limit:
            time.sleep(0.2)
    if not done.exists():
        settings = Settings(ledger=str(folder / "l.db"), jobs=1)
        reading.add(settings, [str(p) for p in samples.paths()], outlet=None, now=NOW)
        with SqlLedger(settings.ledger) as ledger:
            ledger.add_reports([ARABIC], at=NOW)
        reading.run(settings, rebuild=False, now=NOW)
        done.touch()
    return folder / "l.db"


@contextmanager
def serving(sample_ledger: Path, folder: Path, *, tiles: Path | None = None) -> Iterator[tuple[str, Desk]]:
    """A desk on a copy of the sample ledger: its address and itself."""
    uvicorn = pytest.importorskip("uvicorn")
    from hadba.web.application import application

    needed(built(), NOT_BUILT)
    copy = folder / "l.db"
    shutil.copy(sample_ledger, copy)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with SqlLedger(str(copy)) as ledger:
        desk = Desk(ledger, who="Rana")
        desk.open()
        app = application(desk, hosts=frozenset({f"127.0.0.1:{port}"}), tiles=tiles)
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}", desk
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def desk_at(sample_ledger: Path, tmp_path: Path) -> Iterator[tuple[str, Desk]]:
    """The address of a desk on a copy of the sample ledger, and the desk."""
    with serving(sample_ledger, tmp_path) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """The browser, once a worker."""
    needed(CHROMIUM, "no Chromium is installed (Debian: apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: object, desk_at: tuple[str, Desk]) -> Iterator[Callable[..., object]]:
    """Opens a path in a page of its own; whatever the console complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, *, width: int = 1280, height: int = 860, scheme: str = "light") -> object:
        context = chromium.new_context(  # type: ignore[attr-defined]
            viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.goto(desk_at[0] + path)
        page.wait_for_selector("html[data-started]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    expected = ("WebGL", "status of 404")  # a software renderer; a page that is asked for in vain
    assert [c for c in complaints if not any(words in c for words in expected)] == []
