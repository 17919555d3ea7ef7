"""The archive: bytes as they arrived, kept in the ledger's own database, so that one transaction or copy takes both.

Bytes are cut into blocks of 1 MiB, each kept once under the SHA-256 of its content, compressed where that helps. A block is
written before the capture that names it; a killed arrival leaves blocks that the next one finds again.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sqlalchemy import Connection, Engine, insert, select

from hadba.errors import LedgerError, UsageError
from hadba.model.capture import Arrival, Bearing, Capture, capture_id
from hadba.store import audit, schema
from hadba.store.codec import decode, encode
from hadba.store.database import reading, writing
from hadba.store.parts import IDS_A_QUERY, parts

BLOCK = 1 << 20  # bytes
_TOGETHER = 8  # blocks a transaction: bounds memory, and the wait of other writers
_LEVEL = 6
_NAMED = 3  # reports that a failing names


class SqlArchive:
    """The captures of one ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, stream: BinaryIO, arrival: Arrival) -> Capture:
        """All bytes of ``stream``, hashed as they arrive. Those that came from the same origin before stay that capture."""
        whole, size, blocks = hashlib.sha256(), 0, []
        waiting: dict[str, bytes] = {}
        while raw := stream.read(BLOCK):
            whole.update(raw)
            size += len(raw)
            blocks.append(hashlib.sha256(raw).hexdigest())
            waiting[blocks[-1]] = raw
            if len(waiting) >= _TOGETHER:
                with writing(self._engine) as connection:
                    _keep_blocks(connection, waiting)
                waiting = {}
        digest = whole.hexdigest()
        new = Capture(capture_id(arrival.origin, digest), digest, size, tuple(blocks), arrival)
        with writing(self._engine) as connection:
            held = connection.scalar(select(schema.capture.c.json).where(schema.capture.c.id == new.id))
            if held is not None:
                return decode(held, Capture)
            _keep_blocks(connection, waiting)
            text = encode(new)
            row = {"id": new.id, "sha256": digest, "origin": arrival.origin, "at": arrival.at.isoformat(), "json": text}
            connection.execute(insert(schema.capture), [row])
            audit.extend(connection, "capture", [(new.id, text)])
        return new

    def captures(self) -> Iterator[Capture]:
        """All captures, in the order of their arrival."""
        query = select(schema.capture.c.json).order_by(schema.capture.c.at, schema.capture.c.id)
        with reading(self._engine) as connection:
            for row in connection.execute(query.execution_options(yield_per=IDS_A_QUERY)):
                yield decode(row.json, Capture)

    def capture(self, beginning: str) -> Capture:
        """The one capture whose id or SHA-256 begins so; the first arrival where several have these bytes."""
        c = schema.capture.c
        query = select(c.json).order_by(c.at, c.id)
        with reading(self._engine) as connection:
            held = [
                decode(text, Capture)
                for column in (c.id, c.sha256)
                for text in connection.scalars(query.where(column.startswith(beginning, autoescape=True)).limit(20))
            ]
        if not held or not beginning:
            raise UsageError(f"The archive holds nothing under {beginning!r}; `hadba archive list` shows what it holds.")
        if len({capture.sha256 for capture in held}) > 1:
            raise UsageError(f"{beginning} may be several captures; give more of it.")
        return held[0]

    def content(self, capture: Capture) -> Iterator[bytes]:
        """The bytes of a capture, block by block; ``LedgerError`` where one is missing or was changed."""
        with reading(self._engine) as connection:
            yield from _content(connection, capture)

    def bearings(self, report_ids: Iterable[str]) -> list[tuple[Bearing, Capture]]:
        """What each of these reports was read from, ordered by report, then arrival."""
        wanted = sorted(set(report_ids))
        joined = schema.bearing.join(schema.capture, schema.capture.c.id == schema.bearing.c.capture_id)
        columns = (schema.bearing.c.json.label("bearing"), schema.capture.c.json.label("capture"))
        order = (schema.bearing.c.report_id, schema.capture.c.at, schema.capture.c.id)
        held = []
        with reading(self._engine) as connection:
            for part in parts(wanted):
                query = select(*columns).select_from(joined).where(schema.bearing.c.report_id.in_(part)).order_by(*order)
                for row in connection.execute(query):
                    held.append((decode(row.bearing, Bearing), decode(row.capture, Capture)))
        return held


def keep_bearings(connection: Connection, bearings: Iterable[Bearing]) -> None:
    """Note what reports were read from; the caller holds the write lock and has stored the reports."""
    wanted = {b.id: b for b in bearings}
    ids = sorted(wanted)
    known: set[str] = set()
    for part in parts(ids):
        known.update(connection.scalars(select(schema.bearing.c.id).where(schema.bearing.c.id.in_(part))))
    new = [
        {"id": b.id, "report_id": b.report_id, "capture_id": b.capture_id, "json": encode(b)}
        for b in wanted.values()
        if b.id not in known
    ]
    if new:
        connection.execute(insert(schema.bearing), new)
        audit.extend(connection, "bearing", [(row["id"], row["json"]) for row in new])


def failings(connection: Connection) -> Iterator[str]:
    """What of the archive does not hold, one sentence each: the capture is named with its origin and its reports."""
    for text in connection.scalars(select(schema.capture.c.json).order_by(schema.capture.c.at)):
        capture = decode(text, Capture)
        try:
            for _ in _content(connection, capture):
                pass
        except LedgerError as error:
            borne = _reports_of(connection, capture.id)
            yield f"{error}{f' Read from it: {borne}.' if borne else ''}"


def _reports_of(connection: Connection, capture: str) -> str:
    b = schema.bearing.c
    query = select(b.report_id).where(b.capture_id == capture).order_by(b.report_id).limit(_NAMED + 1)
    ids = list(connection.scalars(query).all())
    return ", ".join(ids[:_NAMED]) + (" and others" if len(ids) > _NAMED else "")


def _keep_blocks(connection: Connection, blocks: dict[str, bytes]) -> None:
    query = select(schema.block.c.digest).where(schema.block.c.digest.in_(sorted(blocks)))
    known = set(connection.scalars(query)) if blocks else set()
    rows = []
    for digest, raw in blocks.items():
        if digest not in known:
            packed = zlib.compress(raw, _LEVEL)
            codec, kept = ("zlib", packed) if len(packed) < len(raw) else ("raw", raw)
            rows.append({"digest": digest, "codec": codec, "bytes": kept})
    if rows:
        connection.execute(insert(schema.block), rows)


def _content(connection: Connection, capture: Capture) -> Iterator[bytes]:
    name = f"The archived bytes of {capture.arrival.origin} (capture {capture.id}, arrived {capture.arrival.at.isoformat()})"
    whole, size = hashlib.sha256(), 0
    for number, digest in enumerate(capture.blocks, 1):
        row = connection.execute(select(schema.block).where(schema.block.c.digest == digest)).first()
        where = f"block {number} of {len(capture.blocks)}"
        if row is None:
            raise LedgerError(f"{name} lack {where}; restore them from a backup.")
        try:
            raw = _unpacked(row.codec, row.bytes)
        except (zlib.error, ValueError) as error:
            raise LedgerError(f"{name} are damaged in {where}; restore them from a backup.") from error
        if hashlib.sha256(raw).hexdigest() != digest:
            raise LedgerError(f"{name} were changed in {where}; restore them from a backup.")
        whole.update(raw)
        size += len(raw)
        yield raw
    if (whole.hexdigest(), size) != (capture.sha256, capture.size):
        raise LedgerError(f"{name} do not hash to what was noted on arrival; restore them from a backup.")


def _unpacked(codec: str, packed: bytes) -> bytes:
    if codec not in ("zlib", "raw"):
        raise ValueError(codec)
    if codec == "raw":
        return packed
    unpacker = zlib.decompressobj()
    return unpacker.decompress(packed, BLOCK + 1)  # no more than a block holds, whatever somebody put there
