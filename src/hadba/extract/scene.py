"""What stands in a text, looked up by token: places, armed parties, ground to be held, clauses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hadba.extract.arms import may_be_armed
from hadba.extract.modality import clause_verb
from hadba.lexicon.control import control_words
from hadba.model.actor import ActorMention, Role
from hadba.model.parse import Parsed, Token
from hadba.model.reading import ActorName
from hadba.model.span import Span, cover
from hadba.model.where import PlaceMention

_APART = ("conj", "advcl", "relcl", "ccomp", "parataxis")
_RELATIVE = frozenset(("which", "that", "who"))
_SAME = frozenset(("they", "we", "it"))  # of "the army says they are closing in": the speakers themselves
_TIMES = frozenset(("DATE", "TIME"))  # "retaken by Sunday"
_ENDS = frozenset(("end", "beginning", "start", "time", "then", "now", "force", "surprise", "air", "land", "sea"))


@dataclass(frozen=True)
class Scene:
    """A parsed text with the places and parties read in it."""

    parsed: Parsed
    place_at: dict[int, PlaceMention]  # token index -> the place mention that it belongs to
    actor_at: dict[int, ActorName]  # token index -> the armed party

    @staticmethod
    def of(parsed: Parsed, places: tuple[PlaceMention, ...], actors: tuple[ActorName, ...]) -> Scene:
        armed = [a for a in actors if may_be_armed(a)]
        return Scene(
            parsed,
            {t.i: p for p in places for t in parsed.tokens_in(p.span)},
            {t.i: a for a in armed for t in parsed.tokens_in(a.span)},
        )

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first dependant with one of ``deps``."""
        return next((c for c in self.parsed.children(token) if c.dep in deps), None)

    def after(self, token: Token, preps: frozenset[str]) -> Token | None:
        """The object of one of ``preps`` below ``token`` or its particle ("out of", "deeper into")."""
        for child in self.parsed.children(token):
            if child.dep in ("prep", "advmod", "prt", "agent") and (child.lower in preps or child.dep != "prep"):
                if child.lower in preps:
                    found = self.child(child, "pobj", "pcomp")
                    if found:
                        return found
                nested = next((c for c in self.parsed.children(child) if c.dep == "prep"), None)
                if nested and (nested.lower in preps or child.lower in preps):
                    return self.child(nested, "pobj", "pcomp")
        return None

    def subject(self, verb: Token) -> Token | None:
        """The doer of ``verb``: its subject, that of the verb it shares it with, the noun that it qualifies, or its agent."""
        passive = self.is_passive(verb)
        if passive:
            agent = self.child(verb, "agent")
            doer = self.child(agent, "pobj") if agent else None
            return None if doer is not None and (doer.entity in _TIMES or doer.lower in _ENDS) else doer
        return self._subject(verb, 4)

    def _subject(self, verb: Token, depth: int) -> Token | None:
        own = self.child(verb, "nsubj")
        head = self.parsed.head(verb)
        if own is not None and own.lower not in _RELATIVE:
            speaker = self.child(head, "nsubj") if verb.dep == "ccomp" and own.lower in _SAME else None
            return speaker if self.is_armed(speaker) else own
        if head.i == verb.i or depth == 0:
            return None
        if verb.dep == "relcl" or (verb.dep == "acl" and verb.tag == "VBG"):
            return head
        if verb.dep in ("conj", "xcomp", "advcl", "pcomp") and (own is None):
            if head.dep == "prep":
                kept_from = head.lower == "from"
                head = self.parsed.head(head)
                if kept_from:  # "blocked convoys from entering"
                    return self.child(head, "dobj", "nsubjpass")
            if verb.dep == "xcomp":
                moved = self.child(head, "dobj")
                if moved is not None and head.lemma in ("force", "help", "allow", "enable", "urge", "ask", "order"):
                    return moved
            if head.pos in ("VERB", "AUX"):
                return self._subject(head, depth - 1)
        return None

    def object(self, verb: Token) -> Token | None:
        """What ``verb`` is done to: its object, its subject in the passive, the noun that a participle qualifies."""
        if self.is_passive(verb):
            subject = self.child(verb, "nsubjpass")
            if subject is not None and subject.lower not in _RELATIVE:
                return subject
            subject = subject or self._before_auxiliaries(verb)
            head = self.parsed.head(verb)
            if subject is not None and subject.lower not in _RELATIVE:
                return subject
            if verb.dep in ("acl", "relcl"):
                return head
            if verb.dep == "conj" and self.is_passive(head):
                return self.object(head)
            return subject
        found = self.child(verb, "dobj", "obj")
        if found is None and verb.dep == "amod":
            return None
        if found is not None and found.lower in _RELATIVE:
            return self.parsed.head(verb)
        return found

    def _before_auxiliaries(self, verb: Token) -> Token | None:
        """The place right before "would be retaken", which the parser gives to the verb before where "that" is left out."""
        auxiliaries = [c for c in self.parsed.children(verb) if c.dep in ("aux", "auxpass")]
        before = min(auxiliaries, key=lambda t: t.i).i - 1 if auxiliaries else -1
        return self.parsed.tokens[before] if before in self.place_at else None

    def is_passive(self, verb: Token) -> bool:
        """Whether ``verb`` is a passive or a participle after a noun ("villages held by")."""
        if any(c.dep in ("auxpass", "nsubjpass", "agent") for c in self.parsed.children(verb)):
            return True
        head = self.parsed.head(verb)
        if verb.tag == "VBN" and verb.dep == "acl":
            return True
        return (
            verb.dep == "conj"
            and verb.tag == "VBN"
            and head.i != verb.i
            and self.child(verb, "dobj") is None
            and (head.pos == "VERB" and self.is_passive(head))
        )

    def is_ground(self, token: Token, depth: int = 3) -> bool:
        """Whether ``token`` heads words for a place or for ground to be held ("nearly all parts of Mosul")."""
        if token.i in self.place_at:
            return True
        words = control_words()
        if token.lemma in words.parts and depth:
            inner = self.after(token, frozenset(("of",)))
            if inner is not None:
                return self.is_ground(inner, depth - 1)
        return token.pos in ("NOUN", "PROPN") and token.lemma in words.place_nouns

    def is_armed(self, token: Token | None) -> bool:
        """Whether ``token`` belongs to an armed party, or is joined to one ("soldiers and police")."""
        if token is None:
            return False
        return token.i in self.actor_at or any(
            c.i in self.actor_at for c in self.parsed.children(token) if c.dep in ("conj", "compound", "appos", "nmod")
        )

    def parties(self, token: Token | None, role: Role) -> tuple[ActorMention, ...]:
        """The armed parties that ``token`` heads, joined ones too."""
        if token is None:
            return ()
        found: dict[Span, ActorMention] = {}
        for t in self._joined(token):
            name = self.actor_at.get(t.i)
            if name is not None:
                found.setdefault(name.span, ActorMention(role, name.text, name.span, name.actor_id))
        return tuple(found.values())

    def places(self, token: Token | None) -> tuple[PlaceMention, ...]:
        """The places in the phrase that ``token`` heads, in text order, clauses within it left out."""
        if token is None:
            return ()
        found = {self.place_at[t.i].span: self.place_at[t.i] for t in self.phrase(token) if t.i in self.place_at}
        return tuple(found[s] for s in sorted(found))

    def phrase(self, token: Token) -> list[Token]:
        """The words that ``token`` heads, relative clauses and participles left out."""
        kept, waiting = [], [token]
        while waiting:
            current = waiting.pop()
            kept.append(current)
            waiting.extend(c for c in self.parsed.children(current) if c.dep not in ("relcl", "acl", "advcl", "ccomp"))
        return sorted(kept, key=lambda t: t.i)

    def _joined(self, token: Token) -> list[Token]:
        kept, waiting = [], [token]
        while waiting:
            current = waiting.pop()
            kept.append(current)
            waiting.extend(
                c for c in self.parsed.children(current) if c.dep in ("conj", "compound", "appos", "amod", "nmod", "poss")
            )
        return sorted(kept, key=lambda t: t.i)

    def bearing(self, token: Token, others: Iterable[Span]) -> Span:
        """The clause of ``token``, widened to hold ``others``."""
        return cover([self.clause(token), *others])

    def clause(self, token: Token) -> Span:
        """The clause of ``token`` without clauses joined to it, as one run; of an adjective, its noun's phrase."""
        if token.dep == "amod":
            return self.parsed.span_of(self.phrase(self.parsed.head(token)))
        verb = clause_verb(self.parsed, token)
        kept, waiting = [], [verb]
        while waiting:
            current = waiting.pop()
            kept.append(current.i)
            waiting.extend(
                c
                for c in self.parsed.children(current)
                if not (c.dep in _APART and c.pos in ("VERB", "AUX") and c.i != token.i)
            )
        sentence = self.parsed.sentence_of(token)
        inside = [i for i in sorted(kept) if sentence.first <= i < sentence.last]
        words = [self.parsed.tokens[i] for i in inside if self.parsed.tokens[i].pos not in ("SPACE",)]
        while len(words) > 1 and words[-1].pos == "PUNCT":
            words.pop()
        while len(words) > 1 and words[0].pos == "PUNCT":
            words.pop(0)
        return self.parsed.span_of(words or [token])
