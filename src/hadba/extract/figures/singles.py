"""One person, told by an article, by whose they are, or by neither in headlines: "a woman", "his brother", "kills boy"."""

from __future__ import annotations

from hadba.extract.figures.bounds import Quantity
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import harm_words, people_words
from hadba.model.parse import Parsed, Sentence, Token

_LONGEST_PHRASE = 10  # tokens from "a" to its noun: "a Taliban improvised explosive device cell leader"
_STANDS_FOR_ONE = {"dobj", "nsubj", "nsubjpass", "appos", "ROOT"}
_THEIRS = ("his", "her", "their")


def one_person(parsed: Parsed, sentence: Sentence, i: int) -> Quantity | None:
    """ "A woman", "another soldier", "a Moroccan": one person, where the noun is one; "an elderly couple": two. "Two were
    killed and another was hurt"."""
    first, people = parsed.tokens[i], people_words()
    if first.lower in _THEIRS:
        return _of_kin(parsed, sentence, i)
    if first.lower not in ("a", "an", "another"):
        return _in_a_headline(parsed, sentence, i)
    more = first.lower == "another"
    following = parsed.tokens[i + 1] if i + 1 < sentence.last else first
    if more and first.dep in ("nsubj", "nsubjpass") and following.pos != "NUM":
        return Quantity(i, i + 1, i, i, None, 1, 1, 1, more=True, indefinite=True)
    for token in parsed.tokens[i + 1 : min(sentence.last, i + _LONGEST_PHRASE)]:
        national = token.tag == "NNP" and token.lower in people.nationals
        if (token.tag == "NN" or national) and token.dep not in ("compound", "nmod", "npadvmod", "poss"):
            if not national and (token.lemma in people.collectives or not people.knows(token.lemma)):
                return None
            n = 2 if token.lemma == "couple" else 1
            if n == 2 and token.i + 1 < sentence.last and parsed.tokens[token.i + 1].lower == "of":
                return None  # "a couple of soldiers"
            return Quantity(i, token.i + 1, i, token.i, token.i, n, n, n, more=more, indefinite=True)
        if token.pos not in ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB") and token.text not in ("-", ",", "'s", "’s"):
            return None
    return None


def _of_kin(parsed: Parsed, sentence: Sentence, i: int) -> Quantity | None:
    """ "His brother", "a man and his wife": one person; beside people who are not counted, one of a number that is not told."""
    noun = parsed.tokens[i + 1] if i + 1 < sentence.last else None
    if noun is None or noun.tag != "NN" or noun.lemma not in word_set("one_of_theirs") or noun.dep in ("compound", "poss"):
        return None
    beside = [c for c in parsed.children(noun) if c.dep == "conj"] + ([parsed.head(noun)] if noun.dep == "conj" else [])
    beside += [
        c for c in parsed.children(parsed.head(noun)) if c.dep == noun.dep and c.i < noun.i and c.dep.startswith("nsubj")
    ]
    if not all(_counted(parsed, other) for other in beside):
        return None  # "the girls and their mother", "the murder of Ada Lom and her son"
    return Quantity(i, i + 2, i, i + 1, i + 1, 1, 1, 1, indefinite=True)


def _in_a_headline(parsed: Parsed, sentence: Sentence, i: int) -> Quantity | None:
    """ "Sniper kills policeman", "Former commander shot dead": headlines leave the article out."""
    noun, people = parsed.tokens[i], people_words()
    one = noun.tag == "NN" and noun.lemma in people.status and noun.lemma not in (*people.collectives, *harm_words().nouns)
    if sentence.i or not one or noun.dep not in _STANDS_FOR_ONE:
        return None
    following = parsed.tokens[i + 1] if i + 1 < sentence.last else None
    goes_on = following is not None and (following.pos in ("NOUN", "PROPN", "NUM") or following.text in ("-", "'s", "’s"))
    told = {c.dep for c in parsed.children(noun)} & {"det", "poss", "nummod", "predet", "conj", "preconj"}
    if goes_on or told or (i > sentence.first and parsed.tokens[i - 1].pos in ("DET", "NUM", "PRON")):
        return None
    return Quantity(i, i + 1, i, i, i, 1, 1, 1, indefinite=True)


def _counted(parsed: Parsed, noun: Token) -> bool:
    return noun.pos == "NOUN" and any(c.dep == "nummod" or c.lower in ("a", "an", *_THEIRS) for c in parsed.children(noun))
