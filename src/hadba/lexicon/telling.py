"""What has another date or place than its clause, told by the words around it: the content of a telling, the reason of an
act, acts in the plural, where the hurt were brought."""

from __future__ import annotations

from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import people_words
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span

_LONG = {"week", "month", "year"}
_TOWARDS = {"to", "into", "at", "in", "inside"}


def is_reason(parsed: Parsed, word: Token) -> bool:
    """Whether a word stands in a phrase for what was before: "fired missiles in retaliation for the raid"."""
    for token in parsed.ancestors(word):
        if token.lemma in word_set("reasons"):
            return True
        if token.pos in ("VERB", "AUX") and token.dep not in ("relcl", "acl"):
            return False
    return False


def dates_the_telling(parsed: Parsed, word: Token, time: Token) -> bool:
    """Whether the time stands before a verb of telling, and the word is in its content or its object: "On Saturday they
    admitted their troops had shot ...", "The following day, they noted five more strikes"."""
    token = word
    while token.head != token.i:
        above = parsed.head(token)
        if token.dep in ("ccomp", "dobj") and above.lemma in word_set("telling") and time.i < above.i < word.i:
            subject = next((c for c in parsed.children(above) if c.dep in ("nsubj", "nsubjpass")), above)
            return time.i < subject.i
        token = above
    return False


def dates_a_life(parsed: Parsed, word: Token, time: Token) -> bool:
    """Whether the time stands in a clause that tells of somebody, and the word outside it: "the mother of a soldier who died on
    18 June spoke of an attack"."""
    for token in (time, *parsed.ancestors(time)):
        if token.dep == "relcl":
            somebody = parsed.head(token)
            inside = token.i == word.i or any(a.i == token.i for a in parsed.ancestors(word))
            person = somebody.entity == "PERSON" or people_words().knows(somebody.lemma)
            return person and not inside and not any(a.i == word.i for a in parsed.ancestors(token))
    return False


def dates_another(parsed: Parsed, word: Token, time: Token) -> bool:
    """Whether the time stands in a clause of something else, and the word outside of it: one that tells what a place is ("two
    died in the city, divided since July 2012"), or which act was before ("the second raid, after ten died in a 2 May raid";
    "after they were driven out last month")."""
    around = {word.i, *(t.i for t in parsed.ancestors(word))}
    for token in (time, *parsed.ancestors(time)):
        if token.i in around:
            return False
        if token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBN"):
            place = parsed.head(token)
            return place.i != word.i and (place.entity in ("GPE", "LOC") or place.lemma in word_set("settlements"))
        if token.dep == "advcl" and any(c.dep == "mark" and c.lower == "after" for c in parsed.children(token)):
            return (time.dep in ("compound", "nmod", "poss") and time.head > time.i) or time.lemma in _LONG
    return False


def of_many(parsed: Parsed, word: Token) -> bool:
    """Acts of which it is said that they became more or fewer ("attacks intensified in June"): that dates no single one."""
    if word.tag != "NNS":
        return False
    said = [parsed.head(word)] if word.dep == "nsubj" else []
    return any(t.lemma in word_set("phases") for t in (*said, *(c for c in parsed.children(word) if c.dep == "acl")))


def brought_there(parsed: Parsed, place: Span) -> bool:
    """Whether a place is where the hurt or the dead were brought: "rushed dozens of injured to a hospital in Azaz"."""
    last = parsed.tokens_in(place)[-1]
    heads = [last, *parsed.ancestors(last)]
    for n, token in enumerate(heads):
        if token.dep != "prep" or token.lower not in _TOWARDS:
            continue
        verb = heads[n + 1]
        for above in heads[n + 1 : n + 5]:  # the parser may hang "to" on those who are brought
            verb = above
            if above.pos in ("VERB", "AUX") and above.dep != "pobj":
                break
        if verb.lemma in word_set("carrying") and token.lower in ("to", "into"):
            return verb.i < token.i
        if verb.lemma in word_set("treating") and verb.i == token.head:
            return verb.i < token.i
    return False


def since(parsed: Parsed, time: Span) -> Token | None:
    """The word "since" that a time expression stands under in its sentence: "since March", "since the war began in March"."""
    tokens = parsed.tokens_in(time)
    if not tokens:
        return None
    for token in (tokens[0], *parsed.ancestors(tokens[0])):
        if token.sentence != tokens[0].sentence:
            return None
        led = next((c for c in (token, *parsed.children(token)) if c.lower == "since" and c.i < tokens[0].i), None)
        if led is not None:
            return led
    before = parsed.tokens[tokens[0].i - 1] if tokens[0].i else None
    return before if before is not None and before.lower.endswith("since") else None  # "conflictsince 2011"


def by_the_law(parsed: Parsed, arrest: Token) -> bool:
    """Whether an arrest has a reason of its own or was made at a protest: "over the bombing", "after the raid on the post", "on
    charges of", "with a warrant", "at the rally"."""
    for link in parsed.children(arrest):
        words = {c.lemma for c in parsed.children(link)} if link.dep == "prep" else set()
        protest = words & word_set("protests")
        sequel = link.lower in ("after", "following") and words & word_set("crimes")
        if link.lower == "over" or protest or sequel or (link.lower in ("on", "with", "under") and words & word_set("charges")):
            return True
    hit = (c for c in parsed.children(arrest) if c.dep in ("dobj", "obj", "nsubjpass"))
    return any(c.lemma in word_set("dissenters") for c in hit)
