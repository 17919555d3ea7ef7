"""Which addresses may be asked: http and https, on the public internet, or in networks that the user named.

Checked for every hop of a redirect, and for every IP address that a name stands for; the connection then goes to the very
address that was checked, so that a second answer of the name server changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from hadba.errors import InputError, UsageError

Network = IPv4Network | IPv6Network
_LONGEST = 4_000  # characters of an address
_NAT64 = ip_network("64:ff9b::/96")  # IPv4 in IPv6 (RFC 6052)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked, taken apart. ``path`` has the query with it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what has one robots.txt."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")


def target_of(url: str) -> Target:
    """``url`` taken apart; ``InputError`` where it is none that may be asked."""
    shown = url[:200]
    if len(url) > _LONGEST or any(ord(c) <= 0x20 or ord(c) == 0x7F for c in url):
        raise InputError(f"The address {shown!r} is too long or holds spaces or controls.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        ascii_host = (host or "").encode("idna").decode("ascii") if host and not host.isascii() else host
    except ValueError as error:  # UnicodeError is one
        raise InputError(f"{shown} is no address ({error}).") from error
    if parts.scheme not in ("http", "https"):
        raise InputError(f"{shown} is not fetched: only http and https are.")
    if not ascii_host:
        raise InputError(f"{shown} names no host.")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"An address with a name and password in it is not fetched ({parts.scheme}://...@{ascii_host}).")
    path = _escaped(parts.path or "/") + (f"?{_escaped(parts.query)}" if parts.query else "")
    return Target(parts.scheme, ascii_host.lower(), port or (443 if parts.scheme == "https" else 80), path)


def _escaped(part: str) -> str:
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode("utf-8")) for c in part)


def networks(names: Sequence[str]) -> tuple[Network, ...]:
    """Networks as the user writes them: 127.0.0.1, 10.1.0.0/16."""
    try:
        return tuple(ip_network(name, strict=False) for name in names)
    except ValueError as error:
        raise UsageError(f"This is no network: {error}; write it as 10.1.0.0/16.") from error


def resolved(target: Target, allowed: Sequence[Network]) -> list[str]:
    """The IP addresses of the host, all of which may be asked; ``InputError`` where one may not, ``OSError`` where the name
    server gives none."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not may_be_asked(address, allowed):
            reason = "not on the public internet; allow_private names networks that may be asked nevertheless"
            raise InputError(f"{target.host} is {address}, {reason}.")
    return addresses


def may_be_asked(address: str, allowed: Sequence[Network]) -> bool:
    """Whether an IP address is on the public internet or in a network that the user named; also what it hides inside."""
    ip = ip_address(address.partition("%")[0])
    inside = _inside(ip)
    return any(ip in network for network in allowed if network.version == ip.version) or (
        ip.is_global and not ip.is_multicast and (inside is None or may_be_asked(str(inside), allowed))
    )


def _inside(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
