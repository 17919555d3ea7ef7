"""Who does a verb of saying: by syntax, and by place where texts without commas mislead the parser."""

from __future__ import annotations

from hadba.extract.attribution.commaless import after_restored, named_before, nearer, who_is_there
from hadba.extract.attribution.cues import cue_lexicon, speaker_lexicon
from hadba.extract.attribution.draft import CLOSERS
from hadba.extract.attribution.marks import Quoted
from hadba.extract.attribution.phrases import SUBJECTS, before_participle, can_speak, is_passive, noun_before, subject_of
from hadba.extract.attribution.relays import citing_before
from hadba.model.parse import Parsed, Token

_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})
_CLIMB = frozenset({"advcl", "xcomp", "conj", "pcomp", "prep", "ccomp", "dep"})
_OPENS_SAYING = frozenset({"that", "“", '"', "''", "``"})


def speaker_of(parsed: Parsed, verb: Token, quoted: Quoted) -> Token | None:
    """Who does the active ``verb``: its subject, or that of the clause it hangs on, or the noun that it qualifies.

    Who stands inside a quotation does not say what stands outside of it.
    """
    found = _speaker_of(parsed, verb, quoted)
    if found is None:
        return None
    if found.i == verb.i - 1:
        found = who_is_there(parsed, found)
    return named_before(parsed, found) or _issuer(parsed, found) or found


def _speaker_of(parsed: Parsed, verb: Token, quoted: Quoted) -> Token | None:
    if (known := after_restored(parsed, verb) or citing_before(parsed, verb)) is not None:
        return known
    if _lost_subject(parsed, verb):
        return _trailing(parsed, verb)
    found = _by_syntax(parsed, verb, quoted)
    if found is not None and found.entity in ("DATE", "TIME"):
        return _trailing(parsed, verb)  # "a monitor said Thursday"
    if found is not None:
        return nearer(parsed, found, verb) or _unclosed(parsed, found, verb) or found
    if any(c.dep == "expl" for c in parsed.children(verb)):
        return None
    beside = _apposed(parsed, verb) or _inverted(parsed, verb, quoted)
    return beside or _before_participle(parsed, verb, quoted) or _trailing(parsed, verb)


def _issuer(parsed: Parsed, paper: Token) -> Token | None:
    """Who issued a paper that speaks for them: "released a statement saying", "said in a statement putting the toll at"."""
    if paper.lemma not in speaker_lexicon().papers:
        return None
    verb = parsed.head(parsed.head(paper)) if paper.dep == "pobj" and parsed.head(paper).lower == "in" else parsed.head(paper)
    says = verb.lemma in cue_lexicon().support_verbs if paper.dep == "dobj" else cue_lexicon().verb(verb) is not None
    if paper.dep not in ("dobj", "pobj") or verb.pos != "VERB" or not says or is_passive(parsed, verb):
        return None
    subject = subject_of(parsed, verb)
    return subject if subject is not None and subject.i < paper.i and _is_noun(subject) else None


def _is_noun(token: Token) -> bool:
    """Whether it names somebody; "WHO" does."""
    return token.pos in ("NOUN", "PROPN") or (len(token.text) > 2 and token.text.isupper())


def _unclosed(parsed: Parsed, found: Token, verb: Token) -> Token | None:
    """What the parser took for an apposition to the subject, where no comma closes it before the verb: the true subject, and
    the noun before it ends the clause that it says ("... near Raqqa, a monitor said")."""
    before = parsed.tokens[verb.i - 1] if verb.i else verb
    return before if before.dep == "appos" and before.head == found.i and found.entity in ("GPE", "LOC", "FAC") else None


def _lost_subject(parsed: Parsed, verb: Token) -> bool:
    """Whether a noun stands right before a co-ordinate verb of saying without "and": "A was hit in B X told Reuters"."""
    before = parsed.tokens[verb.i - 1] if verb.i else verb
    held = cue_lexicon().verb(verb)
    joined = verb.dep in ("conj", "advcl") and before.pos in ("NOUN", "PROPN") and subject_of(parsed, verb) is None
    return joined and held is not None and held.parenthetical and _trailing(parsed, verb) is not None


def _by_syntax(parsed: Parsed, verb: Token, quoted: Quoted) -> Token | None:
    at = verb
    for _ in range(6):
        own = subject_of(parsed, at)
        if own is not None:
            if own.dep == "nsubjpass" and at.i != verb.i and verb.dep == "conj":
                return None
            return own if quoted.level(own, verb) else None
        if any(c.dep == "expl" for c in parsed.children(at)):
            return None
        head = parsed.head(at)
        if at.dep == "acl" and _was_told(parsed, head):
            at = parsed.head(head)
            continue
        if at.dep == "acl" and head.pos in ("NOUN", "PROPN", "PRON"):
            return head if at.tag in ("VBG", "TO", "VB") and quoted.level(head, verb) else None
        if at.dep not in _CLIMB or head.i == at.i or not quoted.level(head, verb):
            return None
        told = _told(parsed, at, head)
        if told is not None:
            return told if quoted.level(told, verb) else None
        at = head
    return None


def _was_told(parsed: Parsed, noun: Token) -> bool:
    """Whether ``noun`` is who was told, so that "told Reuters adding that" has the speaker of "told"."""
    held = cue_lexicon().verb(parsed.head(noun))
    return noun.dep in ("dobj", "dative") and held is not None and held.recipient


def _told(parsed: Parsed, clause: Token, head: Token) -> Token | None:
    """Who shall do or did it in "urged X to do it", "criticized X for doing it", "quoted X saying it": the object
    before the clause."""
    quoting = head.lemma in ("quote", "cite") and clause.tag == "VBG"
    held = cue_lexicon().verb(head)
    adds = clause.tag == "VBG" and held is not None and held.recipient  # "told Reuters, stressing that"
    asked = clause.dep == "xcomp" and not adds
    leads = ("as",) if head.lemma in ("quote", "cite") else ("for", "of", "from", "into")  # "quoted X as saying"
    if quoting or asked or (clause.dep == "prep" and clause.lower in leads):
        return next((c for c in parsed.children(head) if c.dep == "dobj" and head.i < c.i < clause.i), None)
    return None


def _inverted(parsed: Parsed, verb: Token, quoted: Quoted) -> Token | None:
    """ "...", said X; A was hit said X: the noun after the verb, which the parser may take for its object."""
    if verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    before = verb.i - 1
    while before >= 0 and parsed.tokens[before].pos == "SPACE":
        before -= 1
    first = last = verb.i + 1
    while last < len(parsed.tokens) and parsed.tokens[last].pos in _NOMINAL and not quoted.holds(parsed.tokens[last]):
        last += 1
    set_off = before >= 0 and parsed.tokens[before].text in CLOSERS | {",", "?", "!"}
    held = cue_lexicon().verb(verb)
    told = held is not None and held.recipient  # "Salim told Reuters"
    if verb.lemma == "tell" or (not set_off and (told or not _ends_with_name(parsed, verb))):
        return None
    heads = [t for t in parsed.tokens[first:last] if t.pos in ("NOUN", "PROPN", "PRON") and t.entity not in ("DATE", "TIME")]
    return next((t for t in heads if not first <= t.head < last), heads[-1]) if heads else None


def _apposed(parsed: Parsed, verb: Token) -> Token | None:
    """The name before an apposition that a comma closes right before ``verb``, where the parser took the two for no subject:
    "The Observatory, a monitoring group, said ..."."""
    if verb.i < 2 or parsed.tokens[verb.i - 1].text != "," or verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    last = parsed.tokens[verb.i - 2]
    told = next((t for t in (last, *parsed.ancestors(last)) if t.dep == "appos"), None)
    if told is None or told.sentence != verb.sentence or parsed.head(told).sentence != verb.sentence:
        return None
    named = parsed.head(told)
    if named.pos in ("NOUN", "PROPN") and named.i < told.i and can_speak(named):
        return named
    beyond = told.pos in ("NOUN", "PROPN") and can_speak(told)
    return told if beyond else None  # "... in the raid, a source who asked not to be named, told AFP"


def _ends_with_name(parsed: Parsed, verb: Token) -> bool:
    """Whether nothing but one noun phrase stands between ``verb`` and the end of its sentence, and a clause before it."""
    sentence = parsed.sentence_of(verb)
    after = [t for t in parsed.tokens[verb.i + 1 : sentence.last] if t.pos not in ("PUNCT", "SPACE")]
    clause = any(t.pos in ("VERB", "AUX") for t in parsed.tokens[sentence.first : verb.i])
    return (
        clause and bool(after) and all(t.pos in _NOMINAL or t.pos == "ADP" for t in after) and after[0].pos in ("DET", "PROPN")
    )


def _trailing(parsed: Parsed, verb: Token) -> Token | None:
    """The noun right before a verb of saying that no other verb follows in its sentence, or that "that" or a quotation
    follows, where the parser lost its subject (texts without commas)."""
    after = before_participle(parsed.tokens[verb.i + 1 : parsed.sentence_of(verb).last])
    before = noun_before(parsed, verb)
    if before is None:
        return None
    if any(t.pos in ("VERB", "AUX") for t in after) and after[0].lower not in _OPENS_SAYING:
        return None
    return before if before.pos in ("NOUN", "PROPN") or before.lower in ("he", "she", "they") else None


def _before_participle(parsed: Parsed, verb: Token, quoted: Quoted) -> Token | None:
    """ "...", X said, adding "...": the participle's speaker is the subject outside the quotations before it."""
    if verb.tag != "VBG" or verb.dep in ("amod", "acl") or quoted.holds(verb):
        return None
    first = parsed.sentence_of(verb).first
    for token in reversed(parsed.tokens[first : verb.i]):
        if token.dep in SUBJECTS and not quoted.holds(token) and parsed.head(token).pos == "VERB":
            return token
    return None
