"""Gets what is behind an address, with limits on time, size and redirects; what it is given is bytes, and not yet believed."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import urljoin

from hadba.errors import InputError
from hadba.ingest.guard import Network, Target, resolved, target_of
from hadba.model.capture import Header

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LASTING = frozenset({301, 308})
_CHUNK = 64 << 10
_PORTS = {"http": 80, "https": 443}


class FetchError(InputError):
    """It could not be had. ``passing``: worth another try later; ``retry_after``: not before so many seconds."""

    def __init__(self, reason: str, *, passing: bool, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.passing = passing
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one fetch, all redirects together: seconds, decoded bytes, hops."""

    seconds: float = 30.0
    size: int = 20_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave. ``moved`` is the new address where the first hops said that the move is for good; ``body`` is
    decoded of its transfer; of a 304 it is empty."""

    address: str
    peer: str
    status: int
    headers: tuple[Header, ...]
    body: bytes
    moved: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((h.value for h in self.headers if h.name.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """``agent`` is how we name ourselves; ``allowed`` are networks that may be asked though they are private. ``admit`` is
    told each address before it is asked, and may raise."""

    agent: str
    allowed: tuple[Network, ...] = ()
    limits: Limits = field(default_factory=Limits)

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        admit: Callable[[Target], None] = lambda _: None,
    ) -> Answer:
        """The answer behind ``url``, 200 or 304; ``FetchError`` or ``InputError`` where there is none to be had."""
        until = monotonic() + self.limits.seconds
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        address, moved, lasting = url, None, True
        for _ in range(self.limits.redirects + 1):
            target = target_of(address)
            asked = monotonic()
            admit(target)
            until += monotonic() - asked  # what manners cost is not the server's time
            answer = self._ask(target, address, {k: v for k, v in conditions.items() if v}, until)
            if answer.status not in _REDIRECTS:
                return _usable(answer, moved)
            address = urljoin(address, (answer.header("location") or "").strip()).partition("#")[0]
            lasting = lasting and answer.status in _LASTING
            moved = address if lasting else moved
        raise FetchError(f"{url} redirects more than {self.limits.redirects} times.", passing=False)

    def post(self, url: str, sent: bytes, *, headers: dict[str, str]) -> Answer:
        """What ``url`` answers to ``sent``; it is sent to no other address, so that a redirect is an error."""
        answer = self._ask(target_of(url), url, headers, monotonic() + self.limits.seconds, sent)
        if answer.status in _REDIRECTS:
            raise FetchError(f"{url} sends elsewhere, to {answer.header('location')}; name that address.", passing=False)
        return _usable(answer, None)

    def _ask(self, target: Target, address: str, special: dict[str, str], until: float, sent: bytes | None = None) -> Answer:
        sock: socket.socket | None = None
        try:
            peer, sock = _connected(target, self.allowed, until)
            connection = http.client.HTTPConnection(target.host, target.port)
            connection.default_port = _PORTS[target.scheme]
            # http.client uses of a socket what _Timed has: sendall, makefile and close.
            connection.sock = _Timed(sock, until)
            headers = {
                "User-Agent": self.agent,
                "Accept": "text/html, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5",
                "Accept-Encoding": "gzip, deflate",
                "Connection": "close",
                **special,
            }
            connection.request("GET" if sent is None else "POST", target.path, sent, headers)
            response = connection.getresponse()
            given = tuple(Header(name, value) for name, value in response.getheaders())
            body = b"" if response.status != 200 else self._body(response, until)
        except TimeoutError as error:
            raise FetchError(f"{address} took longer than {self.limits.seconds:.0f} seconds.", passing=True) from error
        except (ssl.SSLError, ssl.CertificateError) as error:
            raise FetchError(f"{address} cannot be trusted ({error.reason or error}).", passing=True) from error
        except OSError as error:
            raise FetchError(f"{address} cannot be reached ({error.strerror or error}).", passing=True) from error
        except (http.client.HTTPException, ValueError) as error:
            raise FetchError(f"{address} gave no sense ({type(error).__name__}).", passing=True) from error
        finally:
            if sock is not None:
                sock.close()
        return Answer(address, peer, response.status, given, body)

    def _body(self, response: http.client.HTTPResponse, until: float) -> bytes:
        """The body, decoded as it comes, so that no packing makes it larger than the limit."""
        unpack = _unpacker(response.getheader("Content-Encoding"))
        held = bytearray()
        while raw := response.read(_CHUNK):
            held += unpack(raw, self.limits.size + 1 - len(held))
            if len(held) > self.limits.size:
                raise FetchError(f"It is longer than {self.limits.size // 1_000_000} MB.", passing=False)
            if monotonic() > until:
                raise TimeoutError
        if response.length:
            raise FetchError("The answer broke off before its end.", passing=True)
        return bytes(held)


def _usable(answer: Answer, moved: str | None) -> Answer:
    """The answer, if it is one; what its status says, if not."""
    if answer.status in (200, 304):
        return Answer(answer.address, answer.peer, answer.status, answer.headers, answer.body, moved)
    passing = answer.status in (408, 425, 429) or answer.status >= 500
    told = f"{answer.address} answered {answer.status} {http.client.responses.get(answer.status, '')}".rstrip() + "."
    raise FetchError(told, passing=passing, status=answer.status, retry_after=retry_after(answer.header("retry-after")))


def retry_after(written: str | None) -> float | None:
    """Seconds, at most a day, of a Retry-After header, given as seconds or as a moment."""
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    if not written:
        return None
    if written.strip().isascii() and written.strip().isdigit():
        return min(float(written.strip()[:9]), 86_400.0)
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), 86_400.0)


def _unpacker(encoding: str | None) -> Callable[[bytes, int], bytes]:
    named = (encoding or "identity").strip().lower()
    if named in ("identity", ""):
        return lambda raw, _most: raw
    if named not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"It is packed as {named[:40]!r}, which was not asked for.", passing=False)
    state = zlib.decompressobj(47 if named != "deflate" else zlib.MAX_WBITS)

    begun = False

    def unpack(raw: bytes, most: int) -> bytes:
        nonlocal state, begun
        first, begun = not begun, True
        try:
            return state.decompress(raw, most)
        except zlib.error as error:
            if named == "deflate" and first:  # some servers send raw deflate under this name
                state = zlib.decompressobj(-zlib.MAX_WBITS)
                try:
                    return state.decompress(raw, most)
                except zlib.error:
                    pass
            raise FetchError(f"Its packing is damaged ({error}).", passing=True) from error

    return unpack


def _connected(target: Target, allowed: tuple[Network, ...], until: float) -> tuple[str, socket.socket]:
    """(IP address, socket): connected to the address that was checked, and to no other."""
    addresses = resolved(target, allowed)
    last: OSError | None = None
    for address in addresses:
        left = until - monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            sock = socket.create_connection((address, target.port), timeout=min(left, 10.0))
        except OSError as error:
            last = error
            continue
        if target.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)
        return address, sock
    raise last or OSError("the name has no address")


class _Timed:
    """A socket of which every wait ends when the time of the whole fetch does: a server that sends a byte every few
    seconds gets no more time than one that sends none."""

    def __init__(self, sock: socket.socket, until: float) -> None:
        self._sock = sock
        self._until = until

    def sendall(self, data: Any) -> None:
        self._sock.settimeout(self._left())
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._sock, self._left))

    def close(self) -> None:
        """Nothing: http.client closes before the body is read, and counts on the file to keep the socket open."""

    def _left(self) -> float:
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _TimedReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, left: Callable[[], float]) -> None:
        self._sock = sock
        self._left = left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._left())
        return self._sock.recv_into(buffer)
