"""Which words of a text name a party: names of the dictionary, descriptions ("US-backed Iraqi fighters"), unknown bodies.

Nothing is guessed: a description gets an id only where a name of the dictionary stands in it as the party itself
("Taliban insurgents"), never where it only qualifies ("Taliban-linked militants", "anti-ISIS fighters").
"""

from __future__ import annotations

from collections.abc import Iterator

from hadba.lexicon.actor_names import all_capitals
from hadba.lexicon.actor_words import actor_words
from hadba.lexicon.actors import dictionary
from hadba.model.parse import Parsed, Token
from hadba.model.reading import ActorName
from hadba.model.span import Span

_INSIDE = ("compound", "amod", "nmod", "poss")  # a generic word in such a place qualifies another noun


def read_actors(parsed: Parsed) -> tuple[ActorName, ...]:
    """The parties named in the text, in order, none overlapping another; the longer of two stands."""
    known = [*_known(parsed), *_countries(parsed)]
    sure = [k.span for k in known if k.actor_id]
    bodies = (b for b in _bodies(parsed) if not any(b.span.overlaps(s) for s in sure))
    found = [*known, *_descriptions(parsed), *bodies]
    kept: list[ActorName] = []
    for name in sorted(found, key=lambda n: (n.span.start - n.span.end, n.span.start, n.actor_id is None)):
        if not any(name.span.overlaps(k.span) for k in kept):
            kept.append(name)
    return tuple(sorted(kept, key=lambda n: n.span))


def _known(parsed: Parsed) -> Iterator[ActorName]:
    """Names of the dictionary, with the qualifiers before them ("so-called US-led coalition")."""
    book, text = dictionary(), parsed.text
    for hit in book.scan(text):
        written = hit.span.of(text)
        generic = all(u.theatre is not None and u.alias.islower() for u in book.uses[hit.folded])
        if (generic and not _stands_alone(parsed, hit.span)) or _is_verb(parsed, hit.span):
            continue
        actor = book.find(written) if any(u.theatre is None for u in book.uses[hit.folded]) else None
        span = _widened(text, hit.span) if _ends_in_force(written) else hit.span
        before = text[span.start : hit.span.start]
        same = actor is not None and actor_words().same_party(before, actor.kind)
        yield ActorName(span, span.of(text), actor.id if actor and same else None)


def _descriptions(parsed: Parsed) -> Iterator[ActorName]:
    """Force nouns with what qualifies them, and a known name straight before them."""
    words, text = actor_words(), parsed.text
    for match in words.descriptions(text):
        force = " ".join(match["force"].lower().split())
        span = Span(*match.span())
        if not _stands_alone(parsed, span):
            continue
        run = {w.lower() for w in match["run"].split()}
        known = _name_before(text, span.start) if run <= words.kinds else None
        if known is not None:
            before, actor_id = known
            whole = Span(before.start, span.end)
            yield ActorName(whole, whole.of(text), actor_id)
        elif run or force not in words.only_qualified:
            yield ActorName(span, span.of(text), _whole_of(span.of(text)))


def _whole_of(description: str) -> str | None:
    """The party of which the words name a part ("Syrian army units"), if they are its name and a word for a part."""
    first, _, last = description.rpartition(" ")
    actor = dictionary().find(first) if first and last.lower() in actor_words().units else None
    return actor.id if actor is not None and actor.armed else None


def _name_before(text: str, start: int) -> tuple[Span, str | None] | None:
    """The known party whose name ends right before ``start`` ("ISIS" in "ISIS militants"), and its id."""
    book = dictionary()
    window = max(0, start - 60)
    for hit in book.scan(text[window:start]):
        span = Span(hit.span.start + window, hit.span.end + window)
        joined = span.start > 0 and text[span.start - 1] in "-‐"
        cut = window and span.start == window and text[window - 1].isalnum()
        if text[span.end : start].strip() == "" and span.end < start and not cut:
            actor = book.find(span.of(text))
            armed = actor is not None and actor.armed and actor.kind in ("rebel", "militia")
            return (span, actor.id) if actor and armed and not joined else None
    return None


def _bodies(parsed: Parsed) -> Iterator[ActorName]:
    """Organisations that the parser saw and whose name says that they bear arms, known or not."""
    bodies = actor_words().bodies
    for entity in parsed.entities:
        words = [t for t in parsed.tokens[entity.first : entity.last] if t.pos != "SPACE"]
        while words and words[0].lower in ("the", "a", "an"):
            words = words[1:]
        if entity.label == "ORG" and len(words) > 1 and (words[-1].text in bodies or words[0].text in bodies):
            span = parsed.span_of(words)
            if "\n" not in span.of(parsed.text):
                yield ActorName(span, span.of(parsed.text), None)


def _countries(parsed: Parsed) -> Iterator[ActorName]:
    """Bare countries as doers: "Sudan bombs a camp", "was shelled by Turkey"."""
    if all_capitals(parsed.text):
        return
    book, doing = dictionary(), actor_words().doing
    for entity in parsed.entities:
        words = [t for t in parsed.tokens[entity.first : entity.last] if t.lower != "the"]
        if entity.label != "GPE" or not words:
            continue
        span = parsed.span_of(words)
        head = _head(parsed, span)
        verb = parsed.head(head)
        agent = head.dep == "pobj" and verb.lower == "by" and verb.dep == "agent"
        actor = book.find(span.of(parsed.text)) if agent or (head.dep == "nsubj" and verb.lemma in doing) else None
        if actor is not None:
            yield ActorName(span, span.of(parsed.text), actor.id)


def _stands_alone(parsed: Parsed, span: Span) -> bool:
    """Whether the words are a noun phrase of their own and qualify no other noun ("army base", "rebel-held")."""
    head = _head(parsed, span)
    if head.tag in ("NNS", "NNPS") and all_capitals(parsed.text):
        return True  # the parser reads capitals badly; a plural seldom qualifies another noun
    after = parsed.text[span.end : span.end + 2]
    if (after[:1] in ("-", "‐") and after[1:].isalpha()) or head.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    if head.tag == "NNS" and _following(parsed, head).pos == "PROPN":
        return True  # "police forces al-Zinjili": a verb was told once for several, and the parser took the plural along
    return not (head.dep in _INSIDE and parsed.head(head).start >= span.end and _adjoins(parsed, head))


def _adjoins(parsed: Parsed, head: Token) -> bool:
    """Whether ``head`` qualifies a noun, with nothing like a possessive between ("the army's base" names the army)."""
    return _following(parsed, head).tag != "POS"


def _following(parsed: Parsed, token: Token) -> Token:
    """The next token, or the token itself at the end of the text."""
    return parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else token


def _is_verb(parsed: Parsed, span: Span) -> bool:
    """ "IS" where the sentence is set in capitals, "CARE" likewise."""
    tokens = parsed.tokens_in(span)
    return (
        len(tokens) == 1
        and tokens[0].pos in ("VERB", "AUX", "PRON", "SCONJ")
        and tokens[0].text.isupper()
        and len(tokens[0].text) <= 4
        and _shouted(parsed, tokens[0])
    )


def _shouted(parsed: Parsed, token: Token) -> bool:
    """Whether the neighbours of ``token`` are in capitals too."""
    near = [
        t for t in parsed.tokens[max(0, token.i - 2) : token.i + 3] if t.i != token.i and t.text.isalpha() and len(t.text) > 1
    ]
    return bool(near) and sum(t.text.isupper() for t in near) * 2 > len(near)


def _head(parsed: Parsed, span: Span) -> Token:
    """The token of ``span`` that hangs on a word outside it, the last one where there are more."""
    tokens = parsed.tokens_in(span)
    inside = {t.i for t in tokens}
    return next((t for t in reversed(tokens) if t.head not in inside or t.head == t.i), tokens[-1])


def _ends_in_force(written: str) -> bool:
    return written.split()[-1].lower() in actor_words().forces


def _widened(text: str, span: Span) -> Span:
    """``span`` with the qualifiers before it."""
    before = actor_words().qualifiers_before.search(text[max(0, span.start - 80) : span.start])
    return Span(span.start - len(before.group()), span.end) if before else span
