"""What a means makes of a happening: "attacked the base with missiles" is a missile strike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from hadba.extract.events.people import has_subject
from hadba.extract.events.triggers import with_word_before
from hadba.lexicon.events import event_words
from hadba.lexicon.grammar import word_set
from hadba.model.claim import Weapon
from hadba.model.parse import Parsed, Token

_OPEN = {"armed_attack", "explosion", "killing"}  # types that leave the means open
_INSIDE = {"conj", "appos", "compound", "nmod", "amod"}
_STEPS = 6


def type_by_means(parsed: Parsed, trigger: Token, type_: str, weapons: Iterable[Weapon]) -> str:
    """The type that the means tells, where ``type_`` leaves it open and the words tie means of one class to ``trigger`` (the
    first of "rocket and mortar shells"); else ``type_``. A weapon that was seized, hit or carried is no means."""
    if type_ not in _OPEN:
        return type_
    by_weapon = event_words().by_weapon
    told = [
        by_weapon[w.type] for w in weapons if w.type in by_weapon and _is_means(parsed, parsed.tokens_in(w.span)[-1], trigger)
    ]
    told.extend(_by_doers(parsed, trigger))
    if type_ == "explosion":
        told.extend(_by_what_went_off(parsed, trigger))
    if len({event_words().classes[t] for t in told}) != 1:
        return type_
    only = told[0]
    return type_ if only == "shooting" and type_ != "killing" else only


def _by_doers(parsed: Parsed, trigger: Token) -> Iterator[str]:
    """The types that the doers' name alone tells: "killed by gunmen", "a sniper killed two", "snipers fired, killing two"."""
    by_doer = event_words().by_doer
    agents = [c for a in parsed.children(trigger) if a.dep == "agent" for c in parsed.children(a)]
    verb = acting(parsed, trigger)
    if verb.lemma in word_set("mishaps"):
        return  # "a plane crashed, killing eight"
    for doer in (*agents, *(c for c in parsed.children(verb) if c.dep == "nsubj" and trigger.tag != "NN")):
        type_ = by_doer.get(with_word_before(parsed, doer)) or by_doer.get(doer.lemma)
        if type_ is not None:
            yield type_


def _by_what_went_off(parsed: Parsed, trigger: Token) -> Iterator[str]:
    """ "A mine left by the fighters exploded"."""
    for thing in parsed.children(trigger):
        type_ = event_words().goes_off.get(thing.lemma) if thing.dep == "nsubj" else None
        if type_ is not None:
            yield type_


def acting(parsed: Parsed, trigger: Token) -> Token:
    """The verb whose subject did it: that of the main clause for "fired into the district killing two and wounding one",
    where the parser may hang the participle on the noun before it."""
    token = trigger
    for _ in range(_STEPS):
        tags = {parsed.head(token).tag, token.tag}  # the tagger may take "have killed and wounded" for one of each
        joined = token.dep == "conj" and (
            len(tags) == 1 or tags == {"VBN", "VBD"}
        )  # "gunmen stormed the house and killed five"
        participle = token.tag == "VBG" and token.dep in ("advcl", "acl")
        if not token.tag.startswith("VB") or has_subject(parsed, token) or not (joined or participle):
            break
        token = parsed.head(token)
        while not token.tag.startswith("VB") and parsed.head(token).i != token.i:
            token = parsed.head(token)
    return token


def _is_fired(token: Token) -> bool:
    """ "Wounded in mortar shells": shells in the plural, which nobody stands in."""
    return token.tag == "NNS" and token.lemma in event_words().projectiles


def _is_cause(parsed: Parsed, link: Token) -> bool:
    """Whether the preposition gives a cause: "due to a shell", "as a result of a rocket"."""
    around = [t.lower for t in parsed.tokens[max(0, link.i - 1) : link.i + 2]]  # the noun may hang on either word
    return any(f"{a} {b}" in word_set("causes") for a, b in pairwise(around))


def _is_means(parsed: Parsed, token: Token, trigger: Token) -> bool:
    """Whether the word climbs to the trigger as that with which, by which or from which it was done."""
    tied = in_act = False
    for _ in range(_STEPS):
        head = parsed.head(token)
        if head.i == token.i:
            return False
        in_act |= token.dep in ("compound", "nmod") and head.lemma in event_words().joins  # "in mortar shell attacks"
        if token.dep == "pobj":
            in_result = token.lemma == "result" and head.lower == "as"
            told = in_result or head.lower in word_set("means") or _is_cause(parsed, head)
            if not (told or (head.lower == "in" and (in_act or _is_fired(token)))):
                return False
            tied = True
        elif token.dep in ("dobj", "obj"):
            if not (head.lemma in word_set("wields") or (tied and head.i == trigger.i)):
                return False  # "targeted the quarter with shells": the parser may hang the means on the quarter
            tied = True
        elif token.dep == "nsubj" and (
            head.i in (trigger.i, acting(parsed, trigger).i) or (trigger.dep == "dobj" and trigger.head == head.i)
        ):
            return True  # "shells killed five", "mines have killed and wounded five", "shells claimed the lives of five"
        elif token.dep not in (*_INSIDE, "prep", "agent", "advcl", "acl", "xcomp", "pcomp"):
            return False
        if head.i == trigger.i:
            return tied
        token = head
    return False
