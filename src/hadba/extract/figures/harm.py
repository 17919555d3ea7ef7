"""What befell those counted: from a quantity to the word that says so."""

from __future__ import annotations

from dataclasses import replace

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.counted import Harm
from hadba.extract.figures.nouns import harms_as_headline, lemma_of, named_as_people
from hadba.extract.figures.numerals import VAGUE
from hadba.extract.figures.order import beside, near
from hadba.extract.figures.pairs import counts_both
from hadba.extract.figures.partitives import counted_out_of, some_of_counted
from hadba.extract.figures.predicates import by_company, by_predicate, in_company
from hadba.extract.figures.relatives import told_beside
from hadba.extract.figures.tolls import are_lives, loses_life, toll
from hadba.extract.figures.verbs import PATIENT, destroyed_by, lost_by_arms, undone_by, undone_together, with_complements
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import HarmWords, harm_words, people_words
from hadba.model.figure import FigureKind, Victims
from hadba.model.parse import Parsed, Sentence, Token

_STATES = frozenset((FigureKind.DISPLACED, FigureKind.DETAINED, FigureKind.ABDUCTED, FigureKind.TRAPPED, FigureKind.MISSING))
_BEFALLS = frozenset((FigureKind.KILLED, FigureKind.INJURED))
_CLIMB = {"conj", "appos", "nmod", "compound", "nummod", "quantmod", "npadvmod", "amod", "poss"}


def harm_of(parsed: Parsed, sentence: Sentence, q: Quantity) -> Harm | None:
    """The harm that the quantity's own words and their governors tell, or null."""
    words = harm_words()
    if q.indefinite:  # "a soldier": only where syntax says that something befell this very person
        found = _governed(parsed, sentence, q, words)
        by_form = q.noun is not None and lemma_of(parsed.tokens[q.noun]) not in people_words().status
        if found is not None and parsed.tokens[found.token].lemma in word_set("tolls"):
            return None  # "the toll was confirmed to a correspondent"
        if found is not None and by_form and parsed.tokens[found.token].lemma not in words.only_people:
            return None  # "arrested a dealer", but neither "found a tanker" nor "moved a trailer"
        return found
    headline = harms_as_headline(parsed.tokens[q.first - 1]) if q.first > sentence.first else None
    if headline is not None:
        return Harm(headline, q.first - 1)
    if counted_out_of(parsed, q):  # "15 of the 350 hostages were shot": what befell the 15 is no word on the 350
        participle = parsed.tokens[q.last].lower if q.last < sentence.last else ""
        follows = Harm(words.participles[participle], q.last) if participle in words.participles else None
        return _of_noun(parsed, q, words) or told_beside(parsed, q, parsed.tokens[q.head], words) or follows
    if some_of_counted(parsed, q):
        return _governed(parsed, sentence, replace(q, head=q.number, noun=None), words, own=False)
    found = (
        _of_victims(parsed, sentence, q, words)
        or _of_noun(parsed, q, words)
        or _at_toll(parsed, q, words)
        or _harm(beside(parsed, sentence, q, words))
        or _governed(parsed, sentence, q, words)
        or _harm(near(parsed, sentence, q, words))
    )
    if found is not None and found.kind in _STATES:
        found = _befell_those(parsed, sentence, q, found, words) or found
    if found is not None and parsed.tokens[found.token].lemma in words.weak_subject_verbs:
        status = people_words().status.get(lemma_of(parsed.tokens[q.noun])) if q.noun is not None else None
        manoeuvre = found.kind is FigureKind.DISPLACED and (status is Victims.COMBATANT or q.high == 1)
        if q.noun is None or manoeuvre:
            return None  # "three or four fell outside": bombs fall too; "numerous insurgents moved to attack" flee nothing
    if found is not None and counts_both(parsed, q, found.token):
        return replace(found, kind=FigureKind.KILLED_OR_INJURED)
    return found


def _befell_those(parsed: Parsed, sentence: Sentence, q: Quantity, state: Harm, words: HarmWords) -> Harm | None:
    """What befell people of whom only the state is told by the word found: "killed 120 fighters fleeing the town", "six
    displaced people were killed", "twelve detainees died"."""
    governor = parsed.tokens[state.token]
    if governor.i not in (q.head, q.noun) and governor.head not in (q.head, q.noun):
        return None  # the verb itself: "fled after the raid"
    found = _governed(parsed, sentence, q, words, own=False)
    taken = state.kind is FigureKind.DISPLACED and found is not None and found.kind in _STATES
    return found if found is not None and (found.kind in _BEFALLS or taken) else None


def _harm(found: tuple[FigureKind, int] | None) -> Harm | None:
    return Harm(*found) if found is not None else None


def counts_people(parsed: Parsed, q: Quantity) -> bool:
    """Whether the quantity may count people: no noun stands beside the number, the noun is one of people, or only people
    suffer what befell it."""
    if q.noun is None or named_as_people(parsed, q.noun):
        return True
    lemma = lemma_of(parsed.tokens[q.noun])
    if q.indefinite or lemma in people_words().not_people or lemma in word_set("units_of_measure"):
        return False
    harm = _governed(parsed, parsed.sentence_of(parsed.tokens[q.noun]), q, harm_words())
    return harm is not None and parsed.tokens[harm.token].lemma in harm_words().only_people


def _of_victims(parsed: Parsed, sentence: Sentence, q: Quantity, words: HarmWords) -> Harm | None:
    """What befell "14 of the victims", where more is told than the word says: they "died", or their bodies were brought."""
    if q.noun is None or lemma_of(parsed.tokens[q.noun]) != "victim":
        return None
    found = _governed(parsed, sentence, q, words)
    return found if found is not None and found.kind is not FigureKind.KILLED_OR_INJURED else None


def _of_noun(parsed: Parsed, q: Quantity, words: HarmWords) -> Harm | None:
    """ "12 deaths", "three fatalities", "20 casualties"."""
    if q.noun is None:
        return None
    token = parsed.tokens[q.noun]
    lemma = lemma_of(token)
    kind = words.nouns.get(lemma)
    if kind is None or token.pos not in ("NOUN", "PROPN") or (kind is FigureKind.DISPLACED and lemma != "displacement"):
        return None
    if q.point is None and q.low == VAGUE["several"] and lemma in word_set("acts_of_harm"):
        return None  # "several executions", "multiple injuries": how many people, it does not say
    return Harm(kind, token.i)


def _at_toll(parsed: Parsed, q: Quantity, words: HarmWords) -> Harm | None:
    """ "The toll rose to 32 and 115 wounded people", "the toll reached 330 rescue sources said": the parser may
    take the count for a count of a later noun."""
    if q.first < 2:
        return None
    before = parsed.tokens[q.first - 1]
    if before.lower in ("to", "at"):
        told = parsed.tokens[q.first - 2].lemma in word_set("toll_verbs")
        return _through_preposition(parsed, before, words) if told else None
    return _harm(toll(parsed, before, words)) if before.lemma in word_set("toll_verbs") and q.noun is None else None


def _governed(parsed: Parsed, sentence: Sentence, q: Quantity, words: HarmWords, *, own: bool = True) -> Harm | None:
    """Climbs from the counted noun to the verb or noun that says what befell it; ``own``: its own participles and
    relative clauses are heard first."""
    token = parsed.tokens[q.head]
    joined = in_company(parsed, token)
    if joined is not None:
        return Harm(*joined)
    for _ in range(7):
        if token.i == q.head:
            company = by_company(parsed, token)
            if company is not None:
                return Harm(*company)
            done = _patient_of(parsed, token, words)
            if done is not None:
                return done
            told = told_beside(parsed, q, token, words) if own else None
            if told is not None:
                return told
        head = parsed.head(token)
        if head.i == token.i or not sentence.first <= head.i < sentence.last:
            return None
        if token.dep in _CLIMB:
            token = head
            continue
        if token.dep == "prep":
            token = head
            continue
        if token.dep == "pobj" and head.pos == "ADP":
            found = _through_preposition(parsed, head, words)
            if found is not None:
                return found
            if head.lower in ("of", "including", "to", "at", "among", "with", "besides"):
                token = head
                continue
            return None
        if head.pos in ("VERB", "AUX") or head.tag.startswith("VB"):
            return _by_verb(parsed, token, head, words) or _harm(destroyed_by(parsed, q, token, head, words))
        if head.lower in words.participles and token.dep in ("nsubj", "nsubjpass"):
            return Harm(words.participles[head.lower], head.i)
        token = head
    return None


def _patient_of(parsed: Parsed, token: Token, words: HarmWords) -> Harm | None:
    """What a verb does to its own object, whatever befell them before: "executed fifteen men who had been captured"."""
    verb = parsed.head(token)
    kind = words.patient_verbs.get(verb.lemma) if token.dep == "dobj" and verb.tag.startswith("VB") else None
    return Harm(kind, verb.i) if kind in (FigureKind.KILLED, FigureKind.INJURED) else None


def _through_preposition(parsed: Parsed, preposition: Token, words: HarmWords) -> Harm | None:
    """ "the death of 12", "the toll to 237", "the lives of nine"."""
    governor = parsed.head(preposition)
    lemma = lemma_of(governor)
    if preposition.lower == "of":
        beside = parsed.tokens[preposition.i - 1]  # the parser may hang "injury of 13" on the dead told before
        kind = words.nouns.get(lemma_of(beside)) if preposition.i and beside.pos == "NOUN" else None
        if kind is not None:
            return Harm(kind, beside.i)
        ended = governor.tag == "NNS" or parsed.head(governor).lemma in word_set("takes_lives")  # not "the life of a refugee"
        if (lemma in ("life", "lives") and ended) or governor.lower in ("bodies", "corpses"):
            return Harm(FigureKind.KILLED, governor.i)  # "the bodies of ten victims arrived"
        kind = words.nouns.get(lemma)
        if kind is not None:
            return Harm(kind, governor.i)
    if preposition.lower in ("to", "at", "of", "from", "by", "as", "in"):
        above = parsed.head(governor)
        if governor.pos == "ADJ" and above.pos == "ADP":
            above = parsed.head(above)  # "put the toll at as high as 470,000"
        told = toll(parsed, governor, words) or (toll(parsed, above, words) if governor.pos == "ADJ" else None)
        if told is not None:
            return Harm(*told)
    return None


def _by_verb(parsed: Parsed, token: Token, verb: Token, words: HarmWords) -> Harm | None:
    """What the verb does to the part of speech that climbed to it."""
    if verb.lemma in word_set("raising"):  # "are said to be moving", "is believed to have died"
        below = next((c for c in parsed.children(verb) if c.dep == "xcomp"), None)
        if below is not None:
            verb = below
    lemma, dep = verb.lemma, token.dep
    compounds = with_complements(parsed, verb)
    equated = by_predicate(parsed, token, verb)
    if equated is not None:
        return Harm(*equated)
    passive = dep == "nsubjpass" or any(c.dep == "auxpass" for c in parsed.children(verb))
    if dep in ("nsubj", "nsubjpass", "csubj", "expl"):
        if lemma in words.subject_verbs:
            return Harm(words.subject_verbs[lemma], verb.i)
        for compound in compounds:
            if compound in words.subject_verbs:
                return Harm(words.subject_verbs[compound], verb.i)
        if not words.lives.isdisjoint(compounds) or loses_life(parsed, verb):
            return Harm(FigureKind.KILLED, verb.i)
        undone = _harm(undone_by(verb, compounds, words) or undone_together(parsed, verb, words)) if passive else None
        if undone is not None:
            return undone
        for child in parsed.children(verb):
            if (
                child.dep in ("acomp", "attr", "oprd", "advcl", "xcomp", "prt")
                and child.lower in words.participles
                and child.pos != "NOUN"
                and not any(c.dep in ("nsubj", "nsubjpass") for c in parsed.children(child))  # "protected; no one was hurt"
            ):
                return Harm(words.participles[child.lower], child.i)
            if (
                passive
                and lemma in words.causes
                and child.dep == "xcomp"
                and (child.lemma in words.subject_verbs or child.lemma in ("leave", "move"))
            ):
                return Harm(FigureKind.DISPLACED, child.i)
        if passive and lemma in words.body_verbs and lemma_of(token) in words.bodies:
            return Harm(FigureKind.KILLED, verb.i)
        told = toll(parsed, token, words)
        return Harm(*told) if told else None
    if dep in PATIENT:
        if lemma in ("claim", "cost", "take", "lose") and are_lives(parsed, token):
            return Harm(FigureKind.KILLED, verb.i)  # "claimed 21 lives"
        undone = _harm(undone_by(verb, compounds, words) or undone_together(parsed, verb, words))
        if undone is not None:
            return undone
        lost = _harm(lost_by_arms(parsed, token, verb))
        if lost is not None:
            return lost
        if lemma in words.body_verbs and lemma_of(token) in words.bodies:
            return Harm(FigureKind.KILLED, verb.i)
        if lemma in words.causes:
            for child in parsed.children(verb):
                if child.dep in ("xcomp", "ccomp") and (child.lemma in words.subject_verbs or child.lemma in ("leave", "move")):
                    return Harm(FigureKind.DISPLACED, child.i)
        for child in parsed.children(verb):
            if (
                child.dep in ("oprd", "acomp", "xcomp", "ccomp", "advcl", "acl")
                and child.lower in words.participles
                and (child.i > token.i or child.dep in ("oprd", "acomp"))  # "leaving injured about 50"
                and not any(c.dep in ("dobj", "obj") for c in parsed.children(child))  # "took a town, wounded many"
            ):
                return Harm(words.participles[child.lower], child.i)
        told = toll(parsed, verb, words)
        return Harm(*told) if told else None
    return None
