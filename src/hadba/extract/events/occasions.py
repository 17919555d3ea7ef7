"""In the course of what people were arrested: "detained two men during an operation" tells of a raid."""

from __future__ import annotations

from collections.abc import Iterator

from hadba.lexicon.grammar import word_set
from hadba.model.parse import Parsed, Token

_STEPS = 3
_PARTS = frozenset(("part", "result", "course"))  # "as a result of the operation"
_COURSE = frozenset(("during", "in", "through", "amid", "as", "of"))
_AFTERWARDS = frozenset(("after", "following"))


def in_a_raid(parsed: Parsed, arrest: Token) -> bool:
    """Whether the words tie the arrest to a raid, a search or an operation in whose course it was made. Those who are arrested
    after "a raid" may have raided themselves."""
    return any(_raiding(parsed, verb, arrest) for verb in _joined(parsed, arrest))


def _joined(parsed: Parsed, arrest: Token) -> Iterator[Token]:
    """The word of arrest and the verbs that it hangs on: "conducted a raid, detaining five", "raided it and arrested five"."""
    token = arrest
    for _ in range(_STEPS):
        yield token
        head = parsed.head(token)
        if token.dep == "pobj" and head.lower in ("in", "to"):  # "the operation resulted in the arrest of five"
            head = parsed.head(head)
        shared = token.dep == "conj" and not _has_subject(parsed, token)
        participle = token.dep in ("advcl", "acl") and token.tag == "VBG"
        led_to = token.i == arrest.i and token.pos == "NOUN" and token.dep in ("pobj", "dobj")
        if head.i == token.i or not head.tag.startswith("VB") or not (shared or participle or led_to):
            return
        token = head


def _has_subject(parsed: Parsed, verb: Token) -> bool:
    return any(c.dep in ("nsubj", "nsubjpass") for c in parsed.children(verb))


def _raiding(parsed: Parsed, word: Token, arrest: Token) -> bool:
    raids = word_set("raids")
    if word.i != arrest.i and word.pos == "VERB" and word.lemma in word_set("raiding"):
        return True
    for child in parsed.children(word):
        if child.dep in ("dobj", "obj") and child.lemma in raids and word.lemma in word_set("conducts"):
            return True
        if child.dep == "nsubj" and child.lemma in raids and word.i != arrest.i:
            return True
        if child.dep == "advcl" and child.tag == "VBG" and child.lemma in word_set("raiding"):
            return True
        if child.dep == "prep" and _course(parsed, child):
            return True
    return False


def _course(parsed: Parsed, link: Token) -> bool:
    """ "During a raid", "as part of an operation", "in pursuit of a commander"."""
    for noun in parsed.children(link):
        if noun.dep != "pobj":
            continue
        if noun.lemma in word_set("raids") and (link.lower in _COURSE or (link.lower in _AFTERWARDS and noun.lemma != "raid")):
            return True
        if noun.lemma in _PARTS and any(_course(parsed, c) for c in parsed.children(noun) if c.dep == "prep"):
            return True
    return False
