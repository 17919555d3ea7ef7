"""Who struck, as far as it tells whose blow something cannot have been: rebels have no warplanes, men on foot do not bomb."""

from __future__ import annotations

from hadba.lexicon.actors import dictionary
from hadba.lexicon.grammar import word_set
from hadba.model.actor import ActorMention, Role
from hadba.model.claim import Claim
from hadba.model.parse import Parsed, Token

STATE, REBEL, AFOOT, SOMEBODY = "state", "rebel", "afoot", "somebody"
_KINDS = {"state": STATE, "coalition": STATE, "rebel": REBEL}


def sides_of(parsed: Parsed, token: Token, claim: Claim) -> frozenset[str]:
    """The sides of those who are told to have done it by the claim's word ``token``: ``SOMEBODY`` where the words name a doer
    whose side is not known, nothing where nobody is named."""
    sides = {side for a in claim.actors if a.role is Role.PERPETRATOR and (side := _side(a)) is not None}
    roles = {*(a.role for a in claim.actors), *(p.role for p in claim.people)}
    below = {c.dep for c in parsed.children(token)}
    if "nsubjpass" in below and "agent" not in below:
        return frozenset()  # "two were killed": whoever else the clause names did something else
    afoot = any(c.dep == "nsubj" and c.lower in word_set("afoot") for c in parsed.children(_verb(parsed, token)))
    named = frozenset(sides if len(sides) == 1 else {SOMEBODY} if Role.PERPETRATOR in roles else ())
    return named | frozenset({AFOOT} if afoot else ())


def cannot_be(sides: frozenset[str], type_: str, others: frozenset[str]) -> bool:
    """Whether those of ``sides`` cannot have done an act of ``type_`` that ``others`` are told to have done. A clash has two
    sides."""
    if type_ == "armed_clash":
        return False
    if type_ == "air_strike" and sides & {REBEL, AFOOT}:
        return True
    own, theirs = sides & {STATE, REBEL}, others & {STATE, REBEL}
    return bool(own and theirs) and not own & theirs


def _side(actor: ActorMention) -> str | None:
    known = dictionary().by_id.get(actor.actor_id) if actor.actor_id else None
    if known is not None:
        return _KINDS.get(known.kind)
    words = set(actor.text.lower().replace("-", " ").split())
    if words & word_set("rebels"):
        return REBEL
    return STATE if words & word_set("of_states") else None


def _verb(parsed: Parsed, token: Token) -> Token:
    """The verb that bears the subject: of "killing" after "the troops stormed the town"."""
    participle = token.tag == "VBG" and token.dep in ("advcl", "acl", "xcomp")
    return parsed.head(token) if participle else token
