"""Who "the group", "the source" or "the Britain-based monitor" is: somebody who was named or spoke before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hadba.extract.attribution.cues import speaker_lexicon
from hadba.model.parse import Parsed, Token

_BASED = "based"  # "the Britain-based monitor"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who was named or spoke: ``kind`` is person, body, either ("monitor"), group or paper; ``words`` are name and
    role, folded."""

    name: str
    kind: str
    at: int
    role: str | None
    words: frozenset[str]
    gender: str | None
    named: bool
    spoke: bool


def antecedent(parsed: Parsed, who: Token, members: Sequence[Member]) -> Member | None:
    """Whom of ``members``, in the order of the text, the definite phrase of ``who`` takes up; null where it is a description
    of its own.

    A bare noun takes up whose name or description held it, then the body or the person who spoke last. A noun that words
    for watching set apart ("the monitoring group", "the Britain-based monitor") is the named body that spoke last of those
    whose name tells that they watch.
    """
    if not _definite(parsed, who):
        return None
    lexicon = speaker_lexicon()
    words = [c for c in _before(parsed, who) if c.lower not in ("the", "this", "that")]
    if words:
        watching = who.lemma in lexicon.generic_bodies and all(_tells_of_watching(parsed, t) for t in words)
        return _last(m for m in members if _watches(m)) if watching else None
    for member in reversed(members):
        if who.lower in member.words and member.at < who.i:
            return member
    if who.lemma in lexicon.generic_bodies:
        return _last(m for m in members if m.kind in ("body", "either") and m.named and m.spoke)
    if who.lemma in lexicon.people and who.tag == "NN":
        return _last(m for m in members if m.kind == "person" and m.spoke and m.role is None)
    return None


def _last(members: Iterable[Member]) -> Member | None:
    return next(reversed(list(members)), None)


def _before(parsed: Parsed, who: Token) -> list[Token]:
    return [c for c in parsed.children(who) if c.i < who.i and c.dep != "punct"]


def _definite(parsed: Parsed, who: Token) -> bool:
    """Whether it is "the group": an article before it and nothing after it that would tell which."""
    after = [c for c in parsed.children(who) if c.i > who.i and c.dep in ("prep", "appos", "acl", "relcl", "conj")]
    first = _before(parsed, who)[:1]
    return bool(first) and first[0].lower in ("the", "this", "that") and not after


def _tells_of_watching(parsed: Parsed, word: Token) -> bool:
    """ "monitoring", "rights", "Britain-based"."""
    return word.lower in speaker_lexicon().watching or word.lower == _BASED or word.lower.endswith("-" + _BASED)


def _watches(member: Member) -> bool:
    """Whether a body's own name or role tells that it watches or helps, and fights or rules nothing."""
    own = member.words | {w for word in member.words for w in word.split("-")}
    told = member.kind in ("body", "either") and member.named and member.spoke
    return told and not own.isdisjoint(speaker_lexicon().watchers)
