"""What every request finds in the room: the desk, the atlas, the lock, and the user's own map tiles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from fastapi import HTTPException, Request

from hadba.app.desk.desk import Desk
from hadba.app.desk.places import Atlas
from hadba.app.desk.selecting import mark_of
from hadba.web.safety import Lock


@dataclass(frozen=True, slots=True)
class Room:
    """``tiles`` is a PMTiles file of the user's, null where the bundled world is all there is."""

    desk: Desk
    atlas: Atlas
    lock: Lock
    tiles: Path | None

    def mark(self, after: str) -> tuple[float, int] | None:
        """Where a page goes on."""
        return mark_of(after)


def room_of(request: Request) -> Room:
    """The room of the request's application."""
    return cast(Room, request.app.state.room)


def whole_of(request: Request) -> Room:
    """The room, where the desk has read all of the ledger: what leaves it must not leave out what is not listed yet."""
    room = room_of(request)
    if found := room.desk.unlisted():
        told = f"The desk is still reading the ledger ({found.listed:,} of {found.whole:,} incidents); ask again in a while."
        raise HTTPException(503, told)
    return room
