"""Writing: whole or not at all. What is half made stands beside its place under another name, and goes when it fails."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hadba.errors import PublishError

Check = Callable[[Path], None]


def write(out: Path, content: Iterable[str], *, validate: Check | None = None) -> Path:
    """Write ``content`` to ``out`` in UTF-8: a file beside it, checked, then renamed over it."""

    def fill(part: Path) -> None:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(content)

    return make(out, fill, validate=validate)


def make(out: Path, fill: Callable[[Path], None], *, validate: Check | None = None) -> Path:
    """The same for a file that ``fill`` makes itself (a database, an archive). What is no file but a device or a pipe is
    written into, and never replaced."""
    if out.exists() and not out.is_file() and not out.is_dir():
        return _into(out, fill, validate)
    with _told_plainly(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
        os.close(handle)
    part = Path(name)
    try:
        with _told_plainly(out):
            fill(part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            if validate:
                validate(part)
            part.chmod(0o644)
            part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return out


def _into(device: Path, fill: Callable[[Path], None], validate: Check | None) -> Path:
    with tempfile.TemporaryDirectory() as folder, _told_plainly(device):
        whole = Path(folder) / device.name
        fill(whole)
        if validate:
            validate(whole)
        with whole.open("rb") as held, device.open("wb") as out:
            shutil.copyfileobj(held, out)
    return device


def make_folder(out: Path, fill: Callable[[Path], None], *, validate: Check | None = None) -> Path:
    """A folder of files: ``fill`` makes it beside its place; the old one goes only when the new one is whole."""
    with _told_plainly(out):
        if out.exists() and not out.is_dir():
            raise PublishError(f"{out} is a file; name a folder.")
        out.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part"))
    old = part.with_suffix(".old")
    try:
        with _told_plainly(out):
            fill(part)
            if validate:
                validate(part)
            part.chmod(0o755)
            if out.exists():
                out.replace(old)
            part.replace(out)
    finally:
        if old.exists() and not out.exists():
            old.replace(out)
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return out


@contextmanager
def _told_plainly(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishError(f"{out} could not be written: {error.strerror or error}.") from error
