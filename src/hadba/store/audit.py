"""The audit chain: one link for each report, decision, capture, bearing and act, each sealing the one before it.

link n = (kind, subject, digest of the subject's JSON, hash of link n-1); its hash covers all four, so that no stored
record can be changed, removed or slipped in between without a hash that no longer fits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from hadba.store import schema
from hadba.store.bulk import insert_rows

FIRST = "0" * 64
# kind of link -> the table of what it seals
SEALED = {
    "report": schema.report,
    "decision": schema.decision,
    "capture": schema.capture,
    "bearing": schema.bearing,
    "act": schema.act,
}


def digest_of(text: str) -> str:
    """SHA-256 of a stored JSON text, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def seal(seq: int, kind: str, subject: str, digest: str, previous: str) -> str:
    """The hash of a link."""
    return digest_of("\n".join((str(seq), kind, subject, digest, previous)))


def extend(connection: Connection, kind: str, subjects: Iterable[tuple[str, str]]) -> None:
    """Append a link for each (id, JSON text); the caller holds the write lock."""
    head = connection.execute(
        select(schema.audit.c.seq, schema.audit.c.hash).order_by(schema.audit.c.seq.desc()).limit(1)
    ).first()
    seq, previous = (head.seq, head.hash) if head else (0, FIRST)
    rows = []
    for subject, text in subjects:
        seq, digest = seq + 1, digest_of(text)
        sealed = seal(seq, kind, subject, digest, previous)
        rows.append({"seq": seq, "kind": kind, "subject": subject, "digest": digest, "previous": previous, "hash": sealed})
        previous = sealed
    if rows:
        insert_rows(connection, schema.audit, rows)


def broken_links(connection: Connection) -> Iterator[str]:
    """What does not hold in the chain itself, and between it and the records that it seals."""
    expected, previous = 1, FIRST
    held: dict[tuple[str, str], str] = {}
    for row in connection.execute(select(schema.audit).order_by(schema.audit.c.seq)):
        if row.seq != expected:
            yield f"The audit chain lacks link {expected}."
        if row.previous != previous or row.hash != seal(row.seq, row.kind, row.subject, row.digest, row.previous):
            yield f"Link {row.seq} of the audit chain ({row.kind} {row.subject}) does not fit the one before it."
        expected, previous = row.seq + 1, row.hash
        held[row.kind, row.subject] = row.digest
    for kind, table in SEALED.items():
        for row in connection.execute(select(table.c.id, table.c.json)):
            digest = held.pop((kind, row.id), None)
            if digest is None:
                yield f"The {kind} {row.id} is not in the audit chain."
            elif digest != digest_of(row.json):
                yield f"The {kind} {row.id} was changed after it was stored."
    for kind, subject in held:
        yield f"The {kind} {subject} is in the audit chain and no longer in the ledger."


def head(connection: Connection) -> tuple[int, str]:
    """How many links the chain has, and the hash of the last: noted down elsewhere, it proves that none was cut off."""
    row = connection.execute(
        select(schema.audit.c.seq, schema.audit.c.hash).order_by(schema.audit.c.seq.desc()).limit(1)
    ).first()
    return (row.seq, row.hash) if row else (0, FIRST)


def hashes(connection: Connection) -> dict[int, str]:
    """The hash of each link, by its number."""
    return {row.seq: row.hash for row in connection.execute(select(schema.audit.c.seq, schema.audit.c.hash))}


def contents(connection: Connection) -> tuple[int, str]:
    """How many reports and decisions the chain holds, and a hash of them whatever the order in which they came. Acts are
    left out: to publish a ledger does not change what it says."""
    whole, count = hashlib.sha256(), 0
    of_content = select(schema.audit.c.digest).where(schema.audit.c.kind != "act")
    query = of_content.order_by(schema.audit.c.kind, schema.audit.c.subject)
    for digest in connection.scalars(query.execution_options(yield_per=1000)):
        whole.update(digest.encode("ascii"))
        count += 1
    return count, whole.hexdigest()
