"""Words that speak of a happening."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hadba.extract.events.strikers import by_no_arms, of_rebels, of_workers, on_foot
from hadba.lexicon.events import EventWords, event_words
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import people_words
from hadba.model.parse import Parsed, Sentence, Token
from hadba.text.phrases import Match


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """A trigger at tokens ``[first, last)``; ``token`` governs it. ``weak`` ones count only with support."""

    type: str
    phrase: str
    token: int
    first: int
    last: int
    verbal: bool
    weak: bool


def triggers(parsed: Parsed, sentence: Sentence, aerial: bool) -> list[TriggerWord]:
    """All triggers of a sentence, in text order. ``aerial``: the report speaks of aircraft elsewhere, so that "strikes"
    and "bombed" are from the air."""
    words = event_words()
    found = [
        trigger
        for table, verbal in ((words.nouns, False), (words.verbs, True))
        for match in table.matches(parsed, sentence.first, sentence.last)
        if (trigger := _trigger(parsed, sentence, match, words, verbal=verbal, aerial=aerial)) is not None
    ]
    found.extend(_plain(parsed, sentence, words, aerial=aerial))
    found.extend(_projectiles(parsed, sentence, words))
    found.extend(_self_blown(parsed, sentence, {i for t in found for i in range(t.first, t.last)}))
    taken: dict[int, TriggerWord] = {}
    for trigger in sorted(found, key=lambda t: (-(t.last - t.first), t.verbal, t.first)):
        if not any(i in taken for i in range(trigger.first, trigger.last)):
            taken.update(dict.fromkeys(range(trigger.first, trigger.last), trigger))
    return sorted(set(taken.values()), key=lambda t: t.first)


def speaks_of_aircraft(parsed: Parsed) -> bool:
    """Whether the report names aircraft or strikes from the air anywhere."""
    words = event_words()
    lemmas = {t.lemma for t in parsed.tokens} | {t.lower for t in parsed.tokens}
    pairs = {f"{a.lower} {b.lemma}" for a, b in pairwise(parsed.tokens)}
    return bool((words.air - {"coalition", "helicopter", "air"}) & (lemmas | pairs)) or any(
        p.startswith(("air strike", "air raid")) for p in pairs
    )


def _trigger(
    parsed: Parsed, sentence: Sentence, match: Match, words: EventWords, *, verbal: bool, aerial: bool
) -> TriggerWord | None:
    token = parsed.tokens[match.head]
    if verbal:
        verbs = [t for t in parsed.tokens[match.first : match.last] if t.pos in ("VERB", "AUX") or t.tag.startswith("VB")]
        if not verbs:
            return None
        token = token if token in verbs else verbs[0]  # "shot dead a judge": the parser may give "dead" to the judge
        if match.label == "shooting" and any(t.lemma in words.projectiles for t in _sent_off(parsed, token)):
            return None  # "shells fired on the market": the shells tell what happened
        sieged = match.label == "siege_event"
        if _metaphor(parsed, token) or (sieged and (token.dep == "amod" or _by_a_crowd(parsed, token))):
            return None  # "in a besieged quarter" tells of no siege
        if words.classes[match.label] == "explosive" and _of_an_old_war(parsed, token):
            return None
        if words.classes[match.label] in ("killing", "detention") and _of_beasts(parsed, token):
            return None
    elif not _nominal(parsed, token) or _classifies(parsed, token, match):
        return None
    if match.phrase in words.plain and match.phrase != "bomb" and not verbal:
        return None
    bomb = match.label == "bombing" and token.lemma in ("bomb", "device") and not verbal
    if bomb and (not _goes_off(parsed, token) or _left_over(parsed, token)):
        return None
    label = match.label
    if label == "armed_attack" and not verbal:
        label = _fired(parsed, token, words) or label
    from_air = with_word_before(parsed, parsed.tokens[match.first]) in words.air  # "barrel bomb", "barrel bomb attacks"
    if label == "bombing" and not verbal and (from_air or _dropped(parsed, token)):
        label = "air_strike"
    if label == "bombing" and "campaign" in match.phrase and (aerial or _air_near(parsed, sentence, words)):
        label = "air_strike"
    if label in ("shelling", "raid") and verbal and _flies(parsed, token, words):
        label = "air_strike"
    if label == "bombing" and verbal and token.lemma == "bomb" and (aerial or _air_near(parsed, sentence, words)):
        label = "air_strike"
    return TriggerWord(label, match.phrase, token.i, match.first, match.last, verbal, (match.label, match.phrase) in words.weak)


def with_word_before(parsed: Parsed, token: Token) -> str:
    """The noun with the word before it ("barrel bomb")."""
    return f"{parsed.tokens[token.i - 1].lower} {token.lemma}" if token.i else ""


def _flies(parsed: Parsed, verb: Token, words: EventWords) -> bool:
    """Whether those who bombard are aircraft."""
    doers = [c for c in parsed.children(verb) if c.dep == "nsubj"]
    doers += [c for a in parsed.children(verb) if a.dep == "agent" for c in parsed.children(a)]
    return any(d.lemma in words.air or with_word_before(parsed, d) in words.air for d in doers)


def _sent_off(parsed: Parsed, verb: Token) -> list[Token]:
    """What a verb of firing sends off: its object, the subject of its passive, the noun that its participle is about."""
    own = [c for c in parsed.children(verb) if c.dep in ("dobj", "obj", "nsubjpass")]
    return [*own, parsed.head(verb)] if verb.dep == "acl" and verb.tag == "VBN" else own


def _fired(parsed: Parsed, token: Token, words: EventWords) -> str | None:
    """What an attack is called after: "mortar shell attacks", "a rocket and mortar assault" is the first of them."""
    before = (c.lemma for c in parsed.children(token) if c.dep in ("compound", "nmod"))
    told = [words.projectiles[lemma] for lemma in before if lemma in words.projectiles]
    return told[0] if told else None


def _nominal(parsed: Parsed, token: Token) -> bool:
    """Nouns, and gerunds without an object that the tagger takes for verbs ("the shelling of")."""
    joined = [token, *(c for c in parsed.children(token) if c.dep == "conj")]  # "killing or injuring scores"
    gerund = token.tag == "VBG" and not any(c.dep in ("dobj", "obj") for t in joined for c in parsed.children(t))
    return token.pos in ("NOUN", "PROPN", "ADJ") or gerund


def _plain(parsed: Parsed, sentence: Sentence, words: EventWords, *, aerial: bool) -> list[TriggerWord]:
    """ "Strikes", "raids", "bombing", "struck": the words around decide between air, artillery and ground."""
    found = []
    for token in parsed.sentence_tokens(sentence):
        noun = token.pos in ("NOUN", "PROPN") and token.lemma in words.plain and token.lemma != "bomb"
        verb = token.pos == "VERB" and token.lemma in ("strike", "hit", "pound") and not _metaphor(parsed, token)
        if not (noun or verb) or (noun and _classifies(parsed, token, Match("", "", token.i, token.i + 1, token.i))):
            continue
        if verb and (met := ran_into(parsed, token)) is not None:
            label = met
        elif any(c.lemma in ("drone", "uav") and c.dep in ("nsubj", "compound") for c in parsed.children(token)):
            label = "drone_strike"
        elif of_rebels(parsed, token):
            label = {"bombardment": "shelling", "bombing": "bombing"}.get(token.lemma, "raid")
        elif _air_near(parsed, sentence, words) or (aerial and not verb and not on_foot(parsed, token)):
            label = "air_strike"
        elif _words_near(parsed, sentence, words.artillery):
            label = "shelling"
        elif token.lemma in ("bombing", "bombardment"):
            label = "bombing" if token.lemma == "bombing" else "shelling"
        elif token.lemma in ("strike", "hit", "pound"):
            label = "armed_attack"
        else:
            label = "raid"
        if label == "armed_attack" and (by_no_arms(parsed, token) if verb else of_workers(parsed, token)):
            continue
        found.append(
            TriggerWord(label, token.lemma, token.i, token.i, token.i + 1, verb, verb or label in ("armed_attack", "raid"))
        )
    return found


def ran_into(parsed: Parsed, verb: Token) -> str | None:
    """What it was where those who "hit a mine" or "struck a roadside bomb" suffered it."""
    if verb.lemma not in ("hit", "strike"):
        return None
    met = event_words().ran_into
    return next((met[c.lemma] for c in parsed.children(verb) if c.dep in ("dobj", "obj") and c.lemma in met), None)


def _projectiles(parsed: Parsed, sentence: Sentence, words: EventWords) -> list[TriggerWord]:
    """ "Fired rocket shells on the market", "a mortar round landed in a schoolyard"."""
    found = []
    for token in parsed.sentence_tokens(sentence):
        if token.pos not in ("NOUN", "PROPN") or token.lemma not in words.projectiles:
            continue
        head = parsed.head(token)
        if head.pos == "ADP":
            head = parsed.head(head)
        if head.lemma in word_set("measuring") and head.dep in ("dobj", "obj", "nsubj", "nsubjpass"):
            head = parsed.head(head)
        fired = (c for c in parsed.children(token) if c.dep == "acl" and c.tag == "VBN")
        if not any(t.lemma in words.launched_by for t in (head, *fired)):
            continue
        kinds = [c.lemma for c in parsed.children(token) if c.dep in ("compound", "nmod") and c.lemma in words.projectiles]
        label = words.projectiles[kinds[0] if kinds else token.lemma]
        found.append(TriggerWord(label, token.lemma, token.i, token.i, token.i + 1, verbal=False, weak=False))
    return found


def _self_blown(parsed: Parsed, sentence: Sentence, told: set[int]) -> list[TriggerWord]:
    """ "Blew himself up at a checkpoint", unless the subject tells it already ("a suicide bomber")."""
    return [
        TriggerWord("suicide_attack", "blow up", t.i, t.i, t.i + 1, verbal=True, weak=False)
        for t in parsed.sentence_tokens(sentence)
        if t.pos == "VERB"
        and t.lemma in ("blow", "explode", "detonate")
        and any(c.dep in ("dobj", "obj", "nsubj") and c.lower in word_set("self") for c in parsed.children(t))
        and not any(c.i in told for c in parsed.children(t) if c.dep == "nsubj")
    ]


def _air_near(parsed: Parsed, sentence: Sentence, words: EventWords) -> bool:
    return _words_near(parsed, sentence, words.air)


def _words_near(parsed: Parsed, sentence: Sentence, wanted: frozenset[str]) -> bool:
    tokens = parsed.sentence_tokens(sentence)
    pairs = {f"{a.lower} {b.lemma}" for a, b in pairwise(tokens)}
    return bool(wanted & ({t.lemma for t in tokens} | {t.lower for t in tokens} | pairs))


def _classifies(parsed: Parsed, token: Token, match: Match) -> bool:
    """Whether the noun only classifies a following noun that is no happening ("attack helicopter")."""
    following = parsed.tokens[match.last] if match.last < len(parsed.tokens) else None
    if following is None or token.dep not in ("compound", "amod", "nmod"):
        return False
    head = parsed.head(token)
    return (following.lemma in word_set("carriers") and head.i >= following.i) or head.lemma in word_set("carriers")


def _goes_off(parsed: Parsed, token: Token) -> bool:
    """A bomb is a happening where it goes off, is dropped, or kills."""
    governor = parsed.head(token)
    if governor.lemma in word_set("bombs_go_off"):
        return True
    return any(
        c.dep in ("acl", "relcl") and c.lemma in ("explode", "detonate", "kill", "drop", "plant")
        for c in parsed.children(token)
    )


def _of_an_old_war(parsed: Parsed, verb: Token) -> bool:
    """Whether what goes off was left over by a war of the past."""
    return any(_left_over(parsed, c) for c in parsed.children(verb) if c.dep in ("nsubj", "nsubjpass", "dobj"))


def _left_over(parsed: Parsed, bomb: Token) -> bool:
    """ "A bomb from the Second World War", "a wartime bomb"."""
    return any(
        t.lower in ("wartime", "unexploded") or (t.lower == "world" and _next(parsed, t) == "war") for t in parsed.subtree(bomb)
    )


def _next(parsed: Parsed, token: Token) -> str:
    return parsed.tokens[token.i + 1].lower if token.i + 1 < len(parsed.tokens) else ""


def _by_a_crowd(parsed: Parsed, verb: Token) -> bool:
    """ "Villagers besieged the office", "besieged by reporters"."""
    doers = [c for c in parsed.children(verb) if c.dep == "nsubj"]
    doers += [c for a in parsed.children(verb) if a.dep == "agent" for c in parsed.children(a)]
    return any(d.lemma in word_set("crowds") for d in doers)


def _of_beasts(parsed: Parsed, verb: Token) -> bool:
    """ "42,000 ducks will be slaughtered", "wolves killed thirty sheep"."""
    hit = [c for c in parsed.children(verb) if c.dep in ("dobj", "obj", "nsubjpass")]
    return bool(hit) and all(c.lemma in people_words().not_people or c.lemma in word_set("goods") for c in hit)


def _dropped(parsed: Parsed, token: Token) -> bool:
    """Bombs that are dropped come from the air."""
    return parsed.head(token).lemma == "drop" or any(
        c.dep in ("acl", "relcl") and c.lemma == "drop" for c in parsed.children(token)
    )


def _metaphor(parsed: Parsed, verb: Token) -> bool:
    """ "Struck a deal", "hit a record", "killed the bill": the object is nothing that arms can reach."""
    objects = [c for c in parsed.children(verb) if c.dep in ("dobj", "obj", "nsubjpass")]
    return any(o.lemma in word_set("not_reached_by_arms") and not _stands_there(parsed, verb, o) for o in objects)


def _stands_there(parsed: Parsed, verb: Token, market: Token) -> bool:
    """Whether a market is one with stalls: "shelled the market", "hit a crowded market", "struck the market in Douma"."""
    if market.lemma != "market":
        return False
    told = {c.lower for c in parsed.children(market) if c.dep in ("det", "prep")}
    return verb.lemma in ("shell", "bomb", "bombard") or not told.isdisjoint({"a", "an", "in", "at", "near"})
