"""Harm told by word order alone, beside the number: "12 killed", "kills 12"."""

from __future__ import annotations

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.nouns import lemma_of, named_as_people
from hadba.extract.figures.pairs import harm_follows
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import HarmWords
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Sentence, Token

_QUOTES = {"'", '"', "‘", "“", "’", "”"}
Told = tuple[FigureKind, int]  # what befell them, and the token that says so

_ASIDE = 9  # tokens of what stands beside a count
_AUXILIARIES = 5  # tokens from "were" to the participle: "were also slightly hurt"


def beside(parsed: Parsed, sentence: Sentence, q: Quantity, words: HarmWords) -> Told | None:
    """ "12 killed", "56 dead", "nine wounded soldiers", "36 people are still missing"."""
    start = q.number + 1
    for token in parsed.tokens[start : q.last]:
        if token.lower in words.participles and (token.i == q.noun or token.tag in ("VBN", "VBD", "JJ", "VBG", "NN", "NNS")):
            return (words.participles[token.lower], token.i)
    hurt = parsed.tokens[q.last : min(sentence.last, q.last + 4)]
    if hurt and hurt[0].lower in ("sustaining", "suffering", "receiving"):  # "several sustaining critical injuries"
        kinds = [words.nouns[t.lemma] for t in hurt if t.lemma in words.nouns]
        return (kinds[0], hurt[0].i) if kinds else None
    held = any(t.lemma in ("take", "hold", "keep", "seize") for t in parsed.tokens[max(sentence.first, q.first - 2) : q.first])
    if held and q.last < sentence.last and parsed.tokens[q.last].lower in ("hostage", "captive"):
        return (FigureKind.ABDUCTED, q.last)
    skip = word_set("before_harm")
    after = q.last
    while after < sentence.last and parsed.tokens[after].lower in ("more", "other", "others"):
        after += 1
    after = _past_parenthesis(parsed, sentence, after)
    for token in parsed.tokens[after : min(sentence.last, after + 6)]:
        if token.lower in words.participles and token.pos != "NOUN":
            if (
                token.tag == "VBD"
                and token.dep in ("ROOT", "conj", "ccomp", "relcl", "advcl")
                and any(c.dep in ("dobj", "obj") for c in parsed.children(token))
                and not harm_follows(parsed, sentence, token, words)
            ):
                return None  # active: "four gunmen killed ..."
            return (words.participles[token.lower], token.i)
        if token.lower == "shot" and token.i + 1 < sentence.last and parsed.tokens[token.i + 1].lower == "dead":
            return (FigureKind.KILLED, token.i)  # whatever the tagger makes of it
        if token.text in _QUOTES:
            continue  # "nine guerrillas 'neutralised'"
        if token.lower not in skip or (token.lower == "and" and q.noun is not None):
            return None
    return None


def _past_parenthesis(parsed: Parsed, sentence: Sentence, i: int) -> int:
    """The index after what commas set off to tell who some of them were: "twenty more, including a colleague, were hurt"."""
    if i + 1 >= sentence.last or parsed.tokens[i].text != "," or parsed.tokens[i + 1].lower not in ("including", "among"):
        return i
    closing = next((t.i for t in parsed.tokens[i + 2 : sentence.last] if t.text == ","), None)
    following = parsed.tokens[closing + 1] if closing is not None and closing + 1 < sentence.last else None
    return following.i if following is not None and following.pos in ("AUX", "VERB") else i


def near(parsed: Parsed, sentence: Sentence, q: Quantity, words: HarmWords) -> Told | None:
    """The word order alone, for headlines and text without punctuation: "kills 12", "killing at least 12 civilians"."""
    i = q.first - 1
    if q.noun is not None and i >= sentence.first and lemma_of(parsed.tokens[q.noun]) in ("life", "lives"):
        taking = parsed.tokens[i].lemma in ("claim", "cost", "take")
        return (FigureKind.KILLED, i) if taking else None  # "claimed hundreds of lives wounded many others"
    for _ in range(3):
        if i < sentence.first:
            return None
        token = parsed.tokens[i]
        lemma = "wound" if token.lower == "wound" else token.lemma  # "wound 21": the parser's lemma may be "wind"
        if lemma in words.patient_verbs and (
            token.tag in ("VBG", "VBZ", "VBD", "VBP", "VB")
            or token.lower in ("kill", "killed", "kills", "killing")
            or _of_thing(parsed, token)
        ):
            return (words.patient_verbs[lemma], i)
        if token.lower not in ("the", "of", "another", "some", "a", "all", "up", '"', "“"):
            return None
        i -= 1
    return None


def lone_passive(parsed: Parsed, sentence: Sentence, q: Quantity, words: HarmWords) -> Told | None:
    """A passive that the parser left without a subject, after the count or what stands beside it: "In the port, a girl and her
    grandmother were hurt", "two villagers, a husband and wife, were killed"."""
    start = _past_aside(parsed, sentence, q.last)
    verbs = [t for t in parsed.tokens[start : min(sentence.last, start + _AUXILIARIES)] if t.pos in ("AUX", "VERB")]
    last = next((t for t in verbs if t.tag == "VBN" and t.lower not in ("been", "being")), None)
    opened = start < sentence.last and parsed.tokens[start].pos == "AUX"
    if not opened or last is None or last.lower not in words.participles:
        return None
    subjects = any(c.dep in ("nsubj", "nsubjpass") for c in parsed.children(last))
    return None if subjects else (words.participles[last.lower], last.i)


def _past_aside(parsed: Parsed, sentence: Sentence, i: int) -> int:
    """The index after "and her grandmother" or ", a husband and wife,": a few words without a verb."""
    if i < sentence.last and parsed.tokens[i].lower == "of":  # "six members of one family, aged four to 70,"
        i = next((t.i for t in parsed.tokens[i : min(sentence.last, i + _ASIDE)] if t.text == ","), i)
    end = min(sentence.last, i + _ASIDE)
    if i < end and parsed.tokens[i].text == ",":
        closing = next((t.i for t in parsed.tokens[i + 1 : end] if t.text == ","), None)
        plain = closing is not None and not any(
            t.pos in ("AUX", "VERB") and t.lower != "aged" for t in parsed.tokens[i + 1 : closing]
        )
        return closing + 1 if closing is not None and plain else i
    if i + 2 < end and parsed.tokens[i].lower == "and" and parsed.tokens[i + 1].tag == "PRP$":
        return next((t.i for t in parsed.tokens[i + 2 : end] if t.pos == "AUX"), i)
    return i


def _of_thing(parsed: Parsed, token: Token) -> bool:
    """ "An attack wounded ten": the verb, taken for a participle under a noun that names no people."""
    return token.dep == "acl" and token.tag == "VBN" and not named_as_people(parsed, token.head)
