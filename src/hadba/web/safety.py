"""What keeps the desk to the person in front of it: which hosts it answers to, what a page may load, who may change things.

The desk listens on this machine only. A page from elsewhere in the same browser could still send requests to it; so every
request must name this host (a rebound DNS name does not), every change must come from the desk's own pages (Origin, where
the browser sends one) and carry the token that only they can read.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-desk-token"  # noqa: S105 - a name, no secret
READING = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST = 262_144  # bytes of a request's body

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}


@dataclass(frozen=True)
class Lock:
    """The hosts that the desk answers to ("127.0.0.1:8765") and the token that a change must carry."""

    hosts: frozenset[str]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def refusal(self, method: str, headers: Headers) -> str | None:
        """Why a request is refused; null where it may pass."""
        if headers.get("host", "") not in self.hosts:
            return "This desk answers only to its own address."
        if method in READING:
            return None
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] not in self.hosts:
            return "Changes are made from the desk's own pages."
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "Changes are made from the desk's own pages."
        if not hmac.compare_digest(headers.get(TOKEN_HEADER, "").encode(), self.token.encode()):
            return f"A change needs the header {TOKEN_HEADER}; GET /api/token gives its value."
        if not headers.get("content-length", "0").isdigit() or int(headers.get("content-length", "0")) > LARGEST:
            return "The request is too large."
        return None


class Safety:
    """Refuses what ``Lock`` refuses, and puts the safety headers on every answer."""

    def __init__(self, app: ASGIApp, lock: Lock) -> None:
        self.app, self.lock = app, lock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        why = self.lock.refusal(scope["method"], Headers(scope=scope))
        if why:
            await JSONResponse({"detail": why}, status_code=403)(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)
