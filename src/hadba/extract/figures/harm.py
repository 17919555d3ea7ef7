"""What befell those counted: from a quantity to the word that says so."""

from __future__ import annotations

from dataclasses import replace

from hadba.extract.figures.befell import as_harm, by_verb
from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.counted import HURTS, Harm
from hadba.extract.figures.nouns import harms_as_headline, lemma_of, named_as_people
from hadba.extract.figures.numerals import VAGUE
from hadba.extract.figures.order import beside, lone_passive, near
from hadba.extract.figures.pairs import counts_both
from hadba.extract.figures.partitives import counted_out_of, dead_of_the_hurt, some_of_counted
from hadba.extract.figures.predicates import by_company, in_company
from hadba.extract.figures.relatives import told_beside
from hadba.extract.figures.rows import in_a_row
from hadba.extract.figures.tolls import STEPS, before_a_step, toll
from hadba.extract.figures.verbs import destroyed_by
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import HarmWords, harm_words, people_words
from hadba.model.figure import FigureKind, Victims
from hadba.model.parse import Parsed, Sentence, Token

_STATES = frozenset((FigureKind.DISPLACED, FigureKind.DETAINED, FigureKind.ABDUCTED, FigureKind.TRAPPED, FigureKind.MISSING))
_CLIMB = {"conj", "appos", "nmod", "compound", "nummod", "quantmod", "npadvmod", "amod", "poss"}


def harm_of(parsed: Parsed, sentence: Sentence, q: Quantity) -> Harm | None:
    """The harm that the quantity's own words and their governors tell, or null."""
    words = harm_words()
    if q.indefinite:  # "a soldier": only where syntax says that something befell this very person
        found = _governed(parsed, sentence, q, words) or as_harm(lone_passive(parsed, sentence, q, words))
        lemma = lemma_of(parsed.tokens[q.noun]).lower() if q.noun is not None else ""
        by_form = lemma not in people_words().status and lemma not in people_words().nationals
        if found is not None and parsed.tokens[found.token].lemma in word_set("tolls"):
            return None  # "the toll was confirmed to a correspondent"
        befalls_people = words.only_people | word_set("befalls_one")
        if found is not None and by_form and parsed.tokens[found.token].lemma not in befalls_people:
            return None  # "arrested a dealer", but neither "found a tanker" nor "moved a trailer"
        return found
    headline = harms_as_headline(parsed.tokens[q.first - 1]) if q.first > sentence.first else None
    if headline is not None:
        return Harm(headline, q.first - 1)
    if (row := in_a_row(parsed, sentence, q)) is not None:
        return row
    if (died := dead_of_the_hurt(parsed, q)) is not None:
        return died
    if counted_out_of(parsed, q):  # "15 of the 350 hostages were shot": what befell the 15 is no word on the 350
        near_end = parsed.tokens[q.last - 1 : min(q.last + 1, sentence.last)]  # "the 120 dead", "the 14 killed"
        here = next((t for t in near_end if t.lower in words.participles), None)
        follows = Harm(words.participles[here.lower], here.i) if here is not None else None
        return _of_noun(parsed, q, words) or told_beside(parsed, q, parsed.tokens[q.head], words) or follows
    if some_of_counted(parsed, q):
        return _governed(parsed, sentence, replace(q, head=q.number, noun=None), words, own=False)
    found = (
        _of_victims(parsed, sentence, q, words)
        or _of_noun(parsed, q, words)
        or _at_toll(parsed, q, words)
        or as_harm(beside(parsed, sentence, q, words))
        or _governed(parsed, sentence, q, words)
        or as_harm(near(parsed, sentence, q, words) or lone_passive(parsed, sentence, q, words))
    )
    hurt = found is not None and found.kind is FigureKind.INJURED and q.noun is not None and q.number < found.token < q.noun
    if found is not None and (hurt or found.kind in _STATES):  # hurt: "six wounded civilians died"
        found = _befell_those(parsed, sentence, q, found, words) or found
    status = people_words().status.get(lemma_of(parsed.tokens[q.noun])) if q.noun is not None else None
    if found is not None and parsed.tokens[found.token].lemma == "flee" and status is Victims.COMBATANT:
        return None  # "multiple assailants fled"
    if found is not None and parsed.tokens[found.token].lemma in words.weak_subject_verbs:
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
    if found is None or parsed.tokens[found.token].lemma in word_set("tolls"):
        return None  # "the toll rose to 32 and 115 wounded people"
    if state.kind is FigureKind.INJURED:
        return found if found.kind is FigureKind.KILLED else None
    taken = state.kind is FigureKind.DISPLACED and found.kind in _STATES
    return found if found.kind in HURTS or taken else None


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
        told = before_a_step(parsed, q.first - 2).lemma in word_set("toll_verbs")
        return _through_preposition(parsed, before, words) if told else None
    return as_harm(toll(parsed, before, words)) if before.lemma in word_set("toll_verbs") and q.noun is None else None


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
            own_bound = q.first <= head.i < q.number  # "over 130 people were killed", where the parser hangs them on a dateline
            if own_bound or head.lower in ("of", "including", "to", "at", "among", "with", "besides"):
                token = head
                continue
            return None
        if head.pos in ("VERB", "AUX") or head.tag.startswith("VB"):
            return by_verb(parsed, token, head, words) or as_harm(destroyed_by(parsed, q, token, head, words))
        if head.lower in words.participles and token.dep in ("nsubj", "nsubjpass"):
            return Harm(words.participles[head.lower], head.i)
        if head.lower == "dead" and token.dep in ("dobj", "pobj") and parsed.tokens[head.i - 1].lower == "shot":
            return Harm(FigureKind.KILLED, head.i)  # "a settler shot dead a farmer", where the parser sees a shot
        token = head
    return None


def _patient_of(parsed: Parsed, token: Token, words: HarmWords) -> Harm | None:
    """What a verb does to its own object, whatever befell them before: "executed fifteen men who had been captured"."""
    verb = parsed.head(token)
    kind = words.patient_verbs.get(verb.lemma) if token.dep == "dobj" and verb.tag.startswith("VB") else None
    return Harm(kind, verb.i) if kind in HURTS else None


def _through_preposition(parsed: Parsed, preposition: Token, words: HarmWords) -> Harm | None:
    """ "the death of 12", "the toll to 237", "the lives of nine"."""
    governor = parsed.head(preposition)
    while governor.lower in STEPS and parsed.head(governor).i != governor.i:
        governor = parsed.head(governor)
    lemma = lemma_of(governor)
    if preposition.lower == "of":
        beside = parsed.tokens[preposition.i - 1]  # the parser may hang "injury of 13" on the dead told before
        kind = words.nouns.get(lemma_of(beside)) if preposition.i and beside.pos == "NOUN" else None
        kind = FigureKind.KILLED if beside.lower in word_set("eliminations") else kind
        wanted = beside.dep == "dobj" and parsed.head(beside).lemma in word_set("plans")
        if kind is not None and (wanted or any(c.lower in word_set("not_done") for c in parsed.children(beside))):
            return None  # "planned the murder of a general", "the attempted assassination of a mayor"
        if kind is not None:
            return Harm(kind, beside.i)
        ended = governor.tag == "NNS" or parsed.head(governor).lemma in word_set("takes_lives")  # not "the life of a refugee"
        if (lemma in ("life", "lives") and ended) or governor.lower in ("bodies", "corpses"):
            return Harm(FigureKind.KILLED, governor.i)  # "the bodies of ten victims arrived"
        kind = words.nouns.get(lemma)
        if kind is not None:
            return Harm(kind, governor.i)
    if preposition.lower in ("to", "at", "of", "by", "as", "in"):  # "from 21" is a toll of before
        above = parsed.head(governor)
        if governor.pos == "ADJ" and above.pos == "ADP":
            above = parsed.head(above)  # "put the toll at as high as 470,000"
        told = toll(parsed, governor, words) or (toll(parsed, above, words) if governor.pos == "ADJ" else None)
        if told is not None:
            return Harm(*told)
    return None
