"""Time-stamps of the audit chain: had from an authority, sealed in the chain, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from hadba.app.keeping import account
from hadba.app.taking import fetcher_for
from hadba.errors import InputError, UsageError
from hadba.ingest.fetch import Limits
from hadba.ingest.guard import networks
from hadba.model.act import STAMP, make_act
from hadba.store import audit, timestamp
from hadba.store.codec import decode, encode
from hadba.store.database import reading
from hadba.store.ledger import SqlLedger
from hadba.store.timestamp import Attested, Request, Stamp

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
_LIMITS = Limits(seconds=30.0, size=1_000_000)


def certificates_in(files: Sequence[Path]) -> list[Certificate]:
    """The certificates of PEM files."""
    return [certificate for file in files for certificate in timestamp.certificates_in(file.read_bytes())]


def request(ledger: SqlLedger) -> Request:
    """What an authority is to be asked for the chain as it stands."""
    links, last = ledger.head()
    if links == 0:
        raise UsageError("The ledger is empty: there is nothing to stamp.")
    return timestamp.request_for(last)


def ask(authority: str, asked: Request, *, private: Sequence[str]) -> bytes:
    """The authority's answer, which must bear the request's nonce."""
    answer = fetcher_for(None, networks(private), _LIMITS).post(authority, asked.content, headers=_HEADERS).body
    if timestamp.attested(answer).nonce != asked.nonce:
        raise InputError(f"{authority} answered another request (its nonce is not ours).")
    return answer


def take(ledger: SqlLedger, answer: bytes, origin: str, *, trusted: Sequence[Certificate], at: datetime) -> str:
    """Seal an answer; in a sentence, what it attests. ``InputError`` where it covers no link of this chain."""
    said = timestamp.attested(answer)
    if trusted and not timestamp.is_signed(answer, trusted):
        raise InputError(f"The time-stamp of {said.signer} does not lead to the certificate given; it was not taken in.")
    with reading(ledger.engine) as connection:
        by_imprint = {timestamp.imprint_of(hash): (link, hash) for link, hash in audit.hashes(connection).items()}
    if said.imprint not in by_imprint:
        raise InputError(
            "The time-stamp covers no link of this audit chain: it is of another ledger, or the chain was made anew."
        )
    link, hash = by_imprint[said.imprint]
    held = ledger.acts(STAMP)
    if all(decode(act.text, Stamp).answer != answer for act in held):
        text = encode(Stamp(link, hash, origin, answer))
        ledger.add_act(make_act(STAMP, len(held) + 1, text, who=account(), at=at))
    return _sentence(link, said, checked=bool(trusted))


@dataclass(frozen=True, slots=True)
class Checked:
    """``wrong`` is what does not hold, one sentence each; ``told`` is what the time-stamps attest, empty where none do."""

    wrong: tuple[str, ...]
    told: str


def check(ledger: SqlLedger, trusted: Sequence[Certificate] = ()) -> Checked:
    """Every time-stamp against the link that it covers, and against the certificates where any are given."""
    try:
        held = [(act, decode(act.text, Stamp)) for act in ledger.acts(STAMP)]
    except msgspec.DecodeError:
        return Checked(("A time-stamp in the ledger is damaged and cannot be read.",), "")
    if not held:
        return Checked((), "")
    with reading(ledger.engine) as connection:
        hashes = audit.hashes(connection)
    readable = timestamp.can_be_read()
    wrong, good = [], []
    for act, stamp in held:
        try:
            if hashes.get(stamp.link) != stamp.hash:
                raise InputError(f"link {stamp.link} of the audit chain lacks the hash that it covers: it was made anew.")
            if readable:
                good.append((stamp.link, _checked(stamp, trusted)))
        except InputError as error:
            wrong.append(f"Time-stamp {act.number} (taken in {act.at.isoformat()}): {error}")
    if not readable:
        many = f"{len(held)} time-stamps are" if len(held) > 1 else "1 time-stamp is"
        return Checked(tuple(wrong), f"{many} not read: that needs the package rfc3161-client (`pip install hadba[archive]`).")
    if not good:
        return Checked(tuple(wrong), "")
    link, said = max(good, key=lambda g: (g[0], -g[1].at.timestamp()))
    more = f" {len(good)} time-stamps hold in all." if len(good) > 1 else ""
    return Checked(tuple(wrong), _sentence(link, said, checked=bool(trusted)) + more)


def _checked(stamp: Stamp, trusted: Sequence[Certificate]) -> Attested:
    """What a stamp attests; ``InputError`` where it is not over the hash that it was kept for, or not rightly signed."""
    said = timestamp.attested(stamp.answer)
    if said.imprint != timestamp.imprint_of(stamp.hash):
        raise InputError(f"it is over another hash than that of link {stamp.link} of the audit chain.")
    if trusted and not timestamp.is_signed(stamp.answer, trusted):
        raise InputError(f"its signature ({said.signer}) does not lead to the certificate given.")
    return said


def _sentence(link: int, said: Attested, *, checked: bool) -> str:
    links = f"The first {link} links stood" if link > 1 else "The first link stood"
    signature = "its signature holds" if checked else "its signature was not checked (--authority-certificate does)"
    return f"{links} by {said.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC, attested by {said.signer}; {signature}."
