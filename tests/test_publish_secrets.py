"""Secrets planted in every field of a ledger are in no output: each file is made as a user makes it, opened as its reader
opens it, and looked through byte by byte, packed or not."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pypdf
import pytest

from hadba.app import publishing
from hadba.app.looking import Selection
from hadba.cli.out import FORMATS
from hadba.store.ledger import SqlLedger
from tests.planted import plant

BRIEFS = ("md", "html", "pdf", "docx")


def make_all(ledger: SqlLedger, folder: Path) -> None:
    """Every output that there is, under every rule where rules differ."""
    for format in FORMATS:
        publishing.write_export(ledger, Selection(), format=format, convention="ucdp", out=folder / f"out.{format}")
    for form in BRIEFS:
        out, chosen = folder / f"brief.{form}", {"convention": "airwars", "form": form, "kind": "sitrep"}
        if form in ("pdf", "docx"):
            publishing.write_printed(ledger, Selection(), out=out, **chosen)
        else:
            publishing.write_brief(ledger, Selection(), out=out, **chosen)


def texts(file: Path) -> Iterator[str]:
    """What stands in a file, as its bytes and as its reader shows it; names of files too."""
    yield str(file.name)
    yield file.read_bytes().decode("utf-8", "replace")
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            yield from (name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    elif file.suffix == ".geoparquet":
        table = pyarrow.parquet.read_table(file)
        yield str(table.to_pylist()) + str(table.schema.metadata)
    elif file.suffix == ".geopackage":
        with sqlite3.connect(file) as base:
            names = [row[0] for row in base.execute("select name from sqlite_master where type = 'table'")]
            yield from (str(base.execute(f'select * from "{name}"').fetchall()) for name in names)
    elif file.suffix == ".pdf":
        held = pypdf.PdfReader(file)
        yield str(held.metadata) + " ".join(page.extract_text() for page in held.pages)


def leaks(folder: Path, secrets: set[str]) -> set[tuple[str, str]]:
    low = {s: s.lower() for s in secrets}
    found = set()
    for file in folder.rglob("*"):
        for text in texts(file) if file.is_file() else ():
            plain = " ".join(text.lower().split())
            found |= {(file.name, s) for s, one in low.items() if one in plain}
    return found


def trial(folder: Path, worlds: int) -> int:
    out = folder / "out"
    out.mkdir()
    with SqlLedger(str(folder / "planted.db")) as ledger:
        secrets = plant(ledger, worlds)
        make_all(ledger, out)
    assert leaks(out, secrets) == set()
    assert {f.name.partition(".")[2] for f in out.iterdir()} == {*FORMATS, *BRIEFS}  # all of them were looked through
    shown = [f for f in out.rglob("*") if f.is_file() and any("Tigris Wire" in text for text in texts(f))]
    assert len(shown) >= len(FORMATS) - 1  # and what may be seen is there
    return len(secrets)


def test_planted_secrets_are_in_no_byte_of_any_output(tmp_path: Path) -> None:
    assert trial(tmp_path, 8) > 50


@pytest.mark.campaign
def test_hundreds_of_planted_secrets_are_in_no_byte_of_any_output(tmp_path: Path) -> None:
    assert trial(tmp_path, 200) > 200
