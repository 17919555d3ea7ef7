"""Captures as a WARC 1.1 file (ISO 28500:2017), each record a gzip member of its own: what other archives read."""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC
from pathlib import Path
from urllib.parse import quote

from hadba.model.capture import Capture
from hadba.store.archive import SqlArchive

_GZIP = 31  # window bits: zlib writes a gzip member
# Of the transfer, not of the body that is kept; told under other names, as they no longer describe what follows.
_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def warc_of(archive: SqlArchive, captures: Iterable[Capture]) -> Iterator[bytes]:
    """The file, piece by piece. Equal captures give equal bytes."""
    for capture in captures:
        head = _http_head(capture) if capture.arrival.status else b""
        packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
        yield packer.compress(_record_head(capture, len(head) + capture.size) + head)
        for block in archive.content(capture):
            yield packer.compress(block)
        yield packer.compress(b"\r\n\r\n") + packer.flush()


def _record_head(capture: Capture, length: int) -> bytes:
    arrival = capture.arrival
    fields = {
        "WARC-Type": "response" if arrival.status else "resource",
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, capture.id)}>",
        "WARC-Target-URI": _address(arrival.address or arrival.origin),
        "WARC-Date": arrival.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WARC-IP-Address": arrival.peer,
        "WARC-Payload-Digest": f"sha256:{capture.sha256}",
        "Content-Type": "application/http;msgtype=response" if arrival.status else "application/octet-stream",
        "Content-Length": str(length),
    }
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in fields.items() if value)]
    return "\r\n".join([*lines, "", ""]).encode("utf-8")


def _address(origin: str) -> str:
    if "://" in origin:
        return quote(origin, safe=":/?#[]@!$&'()*+,;=%~")
    return f"urn:hadba:{quote(origin)}" if origin == "standard input" else "file://" + quote(str(Path(origin).absolute()))


def _http_head(capture: Capture) -> bytes:
    lines = [f"HTTP/1.1 {capture.arrival.status} "]
    for name, value in capture.arrival.headers:
        prefix = "X-Received-" if name.lower() in _TRANSFER else ""
        lines.append(f"{prefix}{name}: {' '.join(value.split())}")
    lines.append(f"Content-Length: {capture.size}")
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")
