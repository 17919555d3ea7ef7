"""Where results go: stdout, or a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def opened(output: str) -> Iterator[TextIO]:
    """stdout, or a file that appears only when it is whole."""
    if output == "-":
        yield sys.stdout
        return
    path = Path(output)
    if path.exists() and not path.is_file():  # a device or a pipe is written into, never replaced
        with path.open("w", encoding="utf-8") as out:
            yield out
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_records(records: Iterable[object], output: str) -> None:
    """Records of the model, one JSON object a line."""
    from hadba.store.codec import encode

    with opened(output) as out:
        out.writelines(encode(record) + "\n" for record in records)
