"""Time-stamps as of RFC 3161: an authority signs a hash together with the moment at which it was shown it.

What is signed is the SHA-256 of a link's hash as it is printed (64 hex digits, ASCII), so that ``openssl ts -query -data``
over a file with these 64 characters asks for the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import TYPE_CHECKING

from hadba.errors import InputError, UsageError

if TYPE_CHECKING:
    import rfc3161_client
    from cryptography.x509 import Certificate

# what the parser of certificates raises at bytes that are none: names whose text has an unknown type give a KeyError
_UNREADABLE = (ValueError, LookupError, TypeError, OverflowError)
_SHA256 = "2.16.840.1.101.3.4.2.1"
_GRANTED = 0
_LARGEST = 1_000_000  # bytes of an answer; usual are 2 to 8 thousand


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time-stamp as the ledger keeps it: the link whose ``hash`` it covers, where it is from, the authority's answer."""

    link: int
    hash: str
    origin: str
    answer: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What an authority is asked; ``nonce`` must come back."""

    content: bytes
    nonce: int | None


@dataclass(frozen=True, slots=True)
class Attested:
    """What an answer says: the SHA-256 that was shown (hex), when, and the signer by its own certificate."""

    imprint: str
    at: datetime
    signer: str
    nonce: int | None


def imprint_of(hash: str) -> str:
    """What is signed for a link of that hash, in hex."""
    return hashlib.sha256(hash.encode("ascii")).hexdigest()


def request_for(hash: str) -> Request:
    """A request for a time-stamp over a link's hash, and for the certificates that go with it."""
    library = _library()
    builder = library.TimestampRequestBuilder(nonce=True, cert_req=True)
    made = builder.data(hash.encode("ascii")).hash_algorithm(library.HashAlgorithm.SHA256).build()
    return Request(made.as_bytes(), made.nonce)


def attested(answer: bytes) -> Attested:
    """What an authority's answer says; its signature is not looked at. ``InputError`` where it is none."""
    response = _decoded(answer)
    try:
        info = response.tst_info
        shown = info.message_imprint
        if shown.hash_algorithm.dotted_string != _SHA256:
            raise InputError("The time-stamp is over another hash than SHA-256.")
        return Attested(shown.message.hex(), info.gen_time, _signer(response), info.nonce)
    except _UNREADABLE as error:
        raise InputError("The answer holds no time-stamp that can be read.") from error


def certificates_in(pem: bytes) -> list[Certificate]:
    """The certificates of a PEM file."""
    _library()
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(pem)
    except ValueError as error:
        raise UsageError("The file of --authority-certificate holds no certificate in PEM.") from error


def is_signed(answer: bytes, trusted: Sequence[Certificate]) -> bool:
    """Whether somebody certified for time-stamps signed it, whose certificate leads to one of these that signs itself. The
    certificates must have been valid when the stamp was made, not today."""
    library = _library()
    builder = library.VerifierBuilder(roots=list(dict.fromkeys(trusted)))
    response = _decoded(answer)
    try:
        return bool(builder.build().verify(response, response.tst_info.message_imprint.message))
    except (library.VerificationError, *_UNREADABLE):
        return False


def can_be_read() -> bool:
    """Whether the package that reads time-stamps is installed."""
    try:
        _library()
    except UsageError:
        return False
    return True


def _decoded(answer: bytes) -> rfc3161_client.TimeStampResponse:
    library = _library()
    if len(answer) > _LARGEST:
        raise InputError("The answer is too long for a time-stamp.")
    try:
        response: rfc3161_client.TimeStampResponse = library.decode_timestamp_response(answer)
        status, told = response.status, response.status_string
    except _UNREADABLE as error:
        raise InputError("The answer is no time-stamp as of RFC 3161.") from error
    if status != _GRANTED:
        said = "; ".join("".join(c for c in text if c.isprintable())[:200] for text in told or [])
        raise InputError(f"The authority refused a time-stamp (status {status}{f': {said}' if said else ''}).")
    return response


def _signer(response: rfc3161_client.TimeStampResponse) -> str:
    """The subject of the certificate that the token says it is signed with; its issuer and number where it has none."""
    from cryptography.x509 import load_der_x509_certificate

    held = [load_der_x509_certificate(raw) for raw in response.signed_data.certificates]
    for info in response.signed_data.signer_infos:
        for certificate in held:
            if (certificate.issuer, certificate.serial_number) == (info.issuer, info.serial_number):
                return _printable(certificate.subject.rfc4514_string())
        return f"number {info.serial_number} of {_printable(info.issuer.rfc4514_string())}"
    raise ValueError("nobody signed it")


def _printable(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:300]


def _library() -> ModuleType:
    try:
        import rfc3161_client
    except ImportError as error:
        raise UsageError("Time-stamps need the package rfc3161-client; run `pip install hadba[archive]`.") from error
    return rfc3161_client
