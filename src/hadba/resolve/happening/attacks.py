"""What a killing is of which its own words do not tell how: which other act it may have been, and when it is an attack."""

from __future__ import annotations

from hadba.lexicon.grammar import word_set
from hadba.model.actor import Role
from hadba.model.claim import Claim, Realis
from hadba.model.figure import Victims
from hadba.model.parse import Parsed, Token
from hadba.resolve.happening.bare import nouns_under
from hadba.resolve.happening.counts import same_toll
from hadba.resolve.happening.sides import cannot_be
from hadba.resolve.happening.words import Word, class_of

_UNDER = ("in", "during", "by", "from", "of", "to")


def is_attack(parsed: Parsed, token: Token, claim: Claim) -> bool:
    """Whether the claim of a bare killing or wounding tells of an attack: a party did it, or combatants were killed and nothing
    is said of what they died of. ACLED's codebook files the former under attacks on civilians, the latter under battles."""
    harmed = [f for f in claim.figures if f.low != 0]
    if not harmed:
        return False
    if any(a.role is Role.PERPETRATOR for a in claim.actors):
        return True
    violent = token.lemma in ("kill", "wound", "injure", "martyr", "eliminate", "slay", "killing")
    return violent and all(f.victims is Victims.COMBATANT for f in harmed) and not of_another_cause(parsed, token)


def of_another_cause(parsed: Parsed, token: Token) -> bool:
    """ "Killed in a crash", "died of malnutrition": the words name what it was, and it is no attack."""
    causes = word_set("ills") | word_set("accidents")
    return token.lemma == "starve" or any(n.lemma in causes for n in nouns_under(parsed, token, _UNDER))


def may_type(word: Word, other: Word) -> bool:
    """Whether the other word of a happening may tell what sort of act the word is: nobody's explosion is no deed of the army,
    and 15 who were executed do not make an execution of 236 dead."""
    if other.realis is Realis.NEGATED:
        return False  # "neither fired on the other"
    if cannot_be(word.sides, other.type, other.sides) or (word.set_off and other.type in ("suicide_attack", "car_bomb")):
        return False
    if word.type == "killing" and word.sides and class_of(other.type) == "explosive" and not word.sides & other.sides:
        return False
    deliberate = class_of(other.type) == "killing" and other.type not in ("killing", "massacre")
    counted = bool(word.figures and other.figures) or word.token.lemma in word_set("tolls")
    return not (deliberate and counted) or same_toll(word, [other])
