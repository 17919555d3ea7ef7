"""Armed and civil parties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hadba.model.span import Span


class Role(StrEnum):
    """The part that an actor has in a happening."""

    PERPETRATOR = "perpetrator"
    TARGET = "target"
    OTHER = "other"


class Responsibility(StrEnum):
    """On what it rests that somebody did it: told as a fact, claimed or denied by themselves, said by others, presumed."""

    TOLD = "told"
    CLAIMED = "claimed"
    DENIED = "denied"
    ACCUSED = "accused"
    PRESUMED = "presumed"


@dataclass(frozen=True, slots=True)
class ActorRole:
    """A dated part in a war: ``since`` and ``until`` included, null where open. ``theatre`` is an ISO country code."""

    theatre: str
    side: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A party with its aliases. ``kind`` is state, rebel, militia, coalition, un, ngo, media or civil."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    roles: tuple[ActorRole, ...] = ()
    member_of: tuple[str, ...] = ()
    armed: bool = True


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor in a claim, as written; ``actor_id`` is null until resolved, and stays null where nobody is known.

    ``certain`` is false where the words leave doubt; ``responsibility`` says on what a perpetrator's part rests."""

    role: Role
    text: str
    span: Span
    actor_id: str | None = None
    certain: bool = True
    responsibility: Responsibility = Responsibility.TOLD
