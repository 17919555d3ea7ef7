"""Secrets planted in every field of a ledger are in no output: each file is made as a user makes it, opened as its reader
opens it, and looked through byte by byte, packed or not."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet
import pypdf
import pytest

from hadba.app import publishing
from hadba.app.looking import Selection
from hadba.app.releasing import make_release
from hadba.cli.out import FORMATS
from hadba.store.ledger import SqlLedger
from tests.planted import NOW, plant

BRIEFS = ("md", "html", "pdf", "docx")


def make_all(ledger: SqlLedger, folder: Path) -> None:
    """Every output that there is: two releases in all formats, of which the second tells what changed since the first, and
    situation reports."""
    formats = [*FORMATS, *BRIEFS]
    for when in (NOW, NOW + timedelta(days=1)):
        make_release(ledger, folder / "releases", formats=formats, convention="ucdp", who="Rana", why="", now=when)
    for form in BRIEFS:
        out, chosen = folder / f"sitrep.{form}", {"convention": "airwars", "form": form, "kind": "sitrep"}
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
    elif file.suffix == ".parquet":
        table = pyarrow.parquet.read_table(file)
        yield str(table.to_pylist()) + str(table.schema.metadata)
    elif file.suffix == ".gpkg":
        with sqlite3.connect(file) as base:
            names = [row[0] for row in base.execute("select name from sqlite_master where type = 'table'")]
            yield from (str(base.execute(f'select * from "{name}"').fetchall()) for name in names)
    elif file.suffix == ".pdf":
        held = pypdf.PdfReader(file)
        yield str(held.metadata) + " ".join(page.extract_text() for page in held.pages)


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found, and how much was looked through: files, and bytes of them unpacked and as their readers show them."""

    leaks: frozenset[tuple[str, str]]
    files: int
    bytes: int


def scanned(folder: Path, secrets: set[str]) -> Scan:
    low = {s: s.lower() for s in secrets}
    found: set[tuple[str, str]] = set()
    files = read = 0
    for file in folder.rglob("*"):
        files += file.is_file()
        for text in texts(file) if file.is_file() else ():
            read += len(text.encode())
            plain = " ".join(text.lower().split())
            found |= {(file.name, s) for s, one in low.items() if one in plain}
    return Scan(frozenset(found), files, read)


def trial(folder: Path, worlds: int) -> int:
    out = folder / "out"
    out.mkdir()
    with SqlLedger(str(folder / "planted.db")) as ledger:
        secrets = plant(ledger, worlds)
        make_all(ledger, out)
    scan = scanned(out, secrets)
    print(f"{len(secrets)} secrets; {scan.files} files, {scan.bytes:,} bytes")
    assert scan.leaks == frozenset()
    files = [f for f in out.rglob("*") if f.is_file()]
    shown = {f.relative_to(out).parts[:3] for f in files if any("Tigris Wire" in text for text in texts(f))}
    whole = 2 * len([*FORMATS, *BRIEFS]) + len(BRIEFS)
    assert len(shown) >= whole - 6, shown  # what may be seen is there: but for PDFs' glyphs and two formats without outlets
    return len(secrets)


def test_planted_secrets_are_in_no_byte_of_any_output(tmp_path: Path) -> None:
    assert trial(tmp_path, 8) > 50


@pytest.mark.campaign
def test_hundreds_of_planted_secrets_are_in_no_byte_of_any_output(tmp_path: Path) -> None:
    assert trial(tmp_path, 200) > 200
