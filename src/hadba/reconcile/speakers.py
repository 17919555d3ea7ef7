"""How the one who gives a figure stands to the happening: party or not, named or not, and how far to be relied on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hadba.lexicon.actors import dictionary
from hadba.lexicon.allies import allied
from hadba.lexicon.speaking_for import source_key, speaks_for
from hadba.model.actor import Role
from hadba.model.attribution import Speaker, Stance
from hadba.model.claim import Claim
from hadba.model.figure import Victims

RUMOUR = frozenset(("rumor", "rumors", "rumour", "rumours", "rumored", "rumoured", "unconfirmed", "unverified"))


@dataclass(frozen=True, slots=True)
class Standing:
    """``actor_id`` is the speaker's in the dictionary of parties, null where it is in none; ``reliability`` is A to E.

    A (best) is given by people only. B, too, is a person's ruling on a source. C is a named source, D an unnamed one or a
    party to the war that speaks in its own favour, E what the report itself calls rumour.
    """

    actor_id: str | None
    belligerent: bool
    conceding: bool
    reliability: str


def standing(claim: Claim, chain: Sequence[Speaker], *, doers: frozenset[str], victims: Victims = Victims.UNKNOWN) -> Standing:
    """The standing of the innermost speaker of ``chain`` that can be told, as the one who bears ``claim``.

    ``doers`` are the perpetrators as ``blamed_by`` tells them. Who accuses another concedes nothing.
    """
    actor_id = next((i for s in reversed(chain[1:]) if (i := speaks_for(s))), None)
    belligerent = actor_id is not None and speaks_for_a_belligerent(actor_id)
    own_act = belligerent and bool(doers) and all(allied(actor_id or "", doer) for doer in doers)
    refused = claim.stance in (Stance.DENIES, Stance.DISPUTES, Stance.ALLEGES) or victims is Victims.COMBATANT
    conceding = claim.stance is Stance.CONCEDES or (own_act and not refused)
    unnamed = len(chain) > 1 and actor_id is None and not any(source_key(s) for s in chain[1:])
    doubtful = unnamed or (belligerent and not conceding)
    reliability = "E" if _hedged_as_rumour(claim) else "D" if doubtful else "C"
    return Standing(actor_id, belligerent or claim.stance is Stance.CONCEDES, conceding, reliability)


def blamed_by(claim: Claim, claims: Iterable[Claim]) -> frozenset[str]:
    """Ids of those who did it, in the eyes of the one who bears ``claim``: named there; else by other claims of its report,
    among them "" for one whom the dictionary does not know; else by the other ``claims`` of the incident. A state's news
    agency is taken at the word of its own report only: it tells of many acts that are not its side's."""
    if own := doers_of([claim]):
        return own
    told = [a.actor_id or "" for c in claims if c.report_id == claim.report_id for a in c.actors if a.role is Role.PERPETRATOR]
    if told:
        return frozenset(told)
    agency = next((i for s in reversed(claim.attribution[1:]) if (i := speaks_for(s))), None)
    return frozenset() if agency and not dictionary().is_belligerent(agency) else doers_of(claims)


def doers_of(claims: Iterable[Claim]) -> frozenset[str]:
    """Ids of the perpetrators that the claims name."""
    return frozenset(a.actor_id for c in claims for a in c.actors if a.role is Role.PERPETRATOR and a.actor_id)


def speaks_for_a_belligerent(actor_id: str) -> bool:
    """Whether the party fights, or is the mouthpiece of one that does."""
    parties = dictionary()
    if parties.is_belligerent(actor_id):
        return True
    if actor_id not in parties.by_id:
        return False
    return parties.by_id[actor_id].kind == "media" and any(parties.is_belligerent(g) for g in parties.groups_of(actor_id))


def _hedged_as_rumour(claim: Claim) -> bool:
    return bool(claim.hedge and RUMOUR & set(claim.hedge.casefold().split()))
