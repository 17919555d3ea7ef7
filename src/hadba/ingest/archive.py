"""The bytes that reports were read from, kept by their hash: what a page said can be shown after it is gone."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from hadba.errors import InputError, LedgerError
from hadba.model.report import Report

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of compressed files, each named by the SHA-256 of its content. The same bytes are kept once."""

    folder: Path

    @classmethod
    def beside(cls, ledger: Path) -> Archive:
        """The archive of the ledger in that file: ``hadba.db`` -> ``hadba.archive``."""
        return cls(ledger.with_suffix(".archive"))

    def keep(self, raw: bytes) -> str:
        """Store ``raw``; returns its SHA-256 as 64 hex digits. A killed write leaves no half file under a digest."""
        digest = hashlib.sha256(raw).hexdigest()
        if not self._path(digest).exists():
            _write(self._path(digest), zlib.compress(raw, 6))
        return digest

    def fetch(self, digest: str) -> bytes:
        """The bytes of that hash; ``InputError`` where they are not held, ``LedgerError`` where they no longer fit it."""
        if not _DIGEST.fullmatch(digest) or not self._path(digest).exists():
            raise InputError(f'The archive {self.folder} holds nothing under "{digest}".')
        try:
            raw = zlib.decompress(self._path(digest).read_bytes())
        except zlib.error as error:
            raise LedgerError(
                f"The archive file {self._path(digest)} is damaged ({error}); restore it from a backup."
            ) from error
        if hashlib.sha256(raw).hexdigest() != digest:
            raise LedgerError(f"The archive file {self._path(digest)} was changed; restore it from a backup.")
        return raw

    def keep_for(self, report: Report, raw: bytes) -> None:
        """Store ``raw`` as what ``report`` was read from."""
        _write(self._note(report), self.keep(raw).encode("ascii"))

    def raw_of(self, report: Report) -> bytes | None:
        """The bytes that ``report`` was read from, null where none were kept."""
        note = self._note(report)
        return self.fetch(note.read_text(encoding="ascii")) if note.exists() else None

    def _note(self, report: Report) -> Path:
        return self.folder / "reports" / report.sha256[:2] / report.sha256[2:]

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest[2:]}.z"


def _write(path: Path, content: bytes) -> None:
    """Write all of a file or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(path)
