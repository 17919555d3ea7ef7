"""Releases: numbered folders of what may be published, with a manifest of hashes and the difference from the last one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from hadba.app import publishing
from hadba.app.looking import Selection
from hadba.app.outgoing import outgoing, policy_text
from hadba.errors import PublishError, UsageError
from hadba.model.act import RELEASE, Act, make_act
from hadba.publish import gate
from hadba.publish.difference import Difference, difference, standing
from hadba.publish.export import all_facts
from hadba.publish.facts import LICENCE
from hadba.store.ledger import SqlLedger

MANIFEST = "MANIFEST.json"
BRIEFS = ("md", "html", "pdf", "docx")
_NAMES = {
    "geoparquet": "data.parquet",
    "geopackage": "data.gpkg",
    "claims-jsonl": "claims.jsonl",
    "acled": "acled.csv",
    "ged": "ged.csv",
    "hxl": "hxl.csv",
    "datapackage": "datapackage",
    "site": "site",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release, by its path in the folder."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release says of itself. ``previous`` is the SHA-256 of the last release's manifest, null for the first."""

    number: int
    made: datetime
    by: str
    why: str
    revision: str
    convention: str
    policy_sha256: str
    licence: str
    incidents: int
    previous: str | None
    difference: Difference
    files: tuple[File, ...]


def make_release(
    ledger: SqlLedger,
    folder: Path,
    *,
    formats: Sequence[str],
    convention: str,
    who: str,
    why: str,
    now: datetime,
    selection: Selection | None = None,
) -> Manifest:
    """Write the next release into ``folder``/NNNN, whole or not at all, and record it in the ledger."""
    chosen = selection or Selection()
    last = publishing.last_release(ledger)
    number = last.number + 1 if last else 1
    out = folder / f"{number:04d}"
    if out.exists():
        raise UsageError(f"{out} is there already; name a folder that does not hold another ledger's releases.")
    held = outgoing(ledger)
    facts = all_facts(held.parts(chosen), convention=convention, revision=held.rules.revision)
    stands = {f.incident.incident_id: standing(f) for f in facts}
    # a release under another rule is not compared number by number
    before = last.standing if last and last.convention == convention else {}
    manifests: list[Manifest] = []

    def fill(part: Path) -> None:
        for format in formats:
            _write(ledger, chosen, part / _name(format), format, convention)
        manifest = Manifest(
            number=number, made=now, by=who, why=why, revision=held.rules.revision, convention=convention,
            policy_sha256=hashlib.sha256(policy_text(ledger).encode()).hexdigest(), licence=LICENCE, incidents=len(stands),
            previous=hashlib.sha256(last.text.encode()).hexdigest() if last else None,
            difference=difference(before, stands, secret=held.rules.secrets.ids), files=tuple(_files(part)),
        )  # fmt: skip
        (part / MANIFEST).write_text(_text(manifest), encoding="utf-8")
        manifests.append(manifest)

    gate.make_folder(out, fill, validate=held.check)
    (manifest,) = manifests
    ledger.add_act(make_act(RELEASE, number, _text(manifest), who=who, at=now, why=why, convention=convention, standing=stands))
    return manifest


def releases(ledger: SqlLedger) -> list[Act]:
    """The releases of a ledger, by number."""
    return ledger.acts(RELEASE)


def check_release(folder: Path) -> list[str]:
    """What of a release is not as its manifest says, one sentence each."""
    path = folder / MANIFEST
    if not path.is_file():
        raise UsageError(f"{folder} is no release: it has no {MANIFEST}.")
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except msgspec.DecodeError as error:
        raise PublishError(f"{path} cannot be read: {error}.") from error
    said = {f.path: f for f in manifest.files}
    there = {f.path: f for f in _files(folder) if f.path != MANIFEST}
    wrong = [f"{name} is missing." for name in sorted(set(said) - set(there))]
    wrong += [f"{name} is not in the manifest." for name in sorted(set(there) - set(said))]
    return wrong + [f"{name} was changed." for name in sorted(set(said) & set(there)) if said[name] != there[name]]


def _name(format: str) -> str:
    return _NAMES.get(format, f"{'brief' if format in BRIEFS else 'data'}.{format}")


def _write(ledger: SqlLedger, chosen: Selection, out: Path, format: str, convention: str) -> None:
    if format in ("pdf", "docx"):
        publishing.write_printed(ledger, chosen, convention=convention, form=format, out=out)
    elif format in BRIEFS:
        publishing.write_brief(ledger, chosen, convention=convention, form=format, out=out)
    else:
        publishing.write_export(ledger, chosen, format=format, convention=convention, out=out)


def _files(folder: Path) -> Iterator[File]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            yield File(path.relative_to(folder).as_posix(), digest, path.stat().st_size)


def _text(manifest: Manifest) -> str:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2).decode("utf-8") + "\n"
