"""Attributions without a verb of saying: "according to X", "X's report that", "reportedly"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hadba.extract.attribution.cues import cue_lexicon, speaker_lexicon
from hadba.extract.attribution.draft import JOINTS, Draft, run_around, trimmed
from hadba.extract.attribution.phrases import source_span
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span

_COLON = re.compile(
    r"(?m)^[\"“']?(?P<who>[^\W\d_][\w.’'&-]*(?: [\w.’'&-]+){0,4})(?P<colon>:) +(?P<said>\S[^\n]*[^\s.]|\S)(?=\.?[\"”]?\s*$)"
)

_HEADLINE = re.compile(r"(?m)^(?P<said>[^\n]{15,150}?\w)\s?(?P<cue>(?<=\s)[-–—]|:)\s(?P<who>[\w.’'&]+(?: [\w.’'&]+){0,3})\s*$")
# a heading that lost its colon, before the agency and the date of its page: "Raids kill 12 Monitor AFP Friday 1 Jul 2016"
_BARE_HEADLINE = re.compile(
    r"\A(?P<said>[^\n.:]{15,120}?[\w)]) "
    r"(?P<who>Monitors?|NGO|Activists|Reports?|(?:State|Medical|Security|Hospital) (?:TV|media|sources?)|Army|Ministry|Police"
    r"|Officials?|Sources?|Medics|Witnesses|Residents|UN) "
    r"(?:AFP|AP|Reuters|dpa|DPA|Xinhua|Agencies) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )?\d{1,2} [A-Z][a-z]+ \d{4}\b"
)


def prepositional_drafts(parsed: Parsed) -> Iterator[Draft]:
    """ "According to X, A" and "A, according to X": the content is the rest of the sentence."""
    for phrase in cue_lexicon().prepositions:
        for token in parsed.tokens:
            if token.lower == phrase[0] and tuple(t.lower for t in parsed.tokens[token.i : token.i + len(phrase)]) == phrase:
                draft = _according(parsed, token, parsed.tokens[token.i + len(phrase) - 1])
                if draft is not None:
                    yield draft


def _according(parsed: Parsed, first: Token, last: Token) -> Draft | None:
    who = next((c for c in parsed.children(last) if c.dep in ("pobj", "dobj") and c.i > last.i), None)
    if who is None or (first.lower == "per" and not _speaks(parsed, who)):
        return None
    sentence = parsed.sentence_of(first)
    source = source_span(parsed, who)
    tokens = parsed.sentence_tokens(sentence)
    before = trimmed([t for t in tokens if t.i < first.i])
    after = trimmed([t for t in tokens if t.start >= source.end])
    content: list[Span] = []
    leads = not any(t.pos in ("VERB", "AUX") for t in before)
    if leads:
        content = [parsed.span_of(after)] if any(t.pos in ("VERB", "AUX") for t in after) else []
    else:
        content = [parsed.span_of(_clause_before(parsed, before, first))]
        if after and any(t.dep in ("ccomp", "nsubj", "ROOT") for t in after) and parsed.head(first).i > first.i:
            content.append(parsed.span_of(after))
    if not content:
        return None
    return Draft(
        at=first,
        who=who,
        source=source,
        cue=Span(first.start, last.end),
        content=tuple(content),
        voice="preposition",
    )


def _speaks(parsed: Parsed, who: Token) -> bool:
    """Whether "per" leads to somebody: "per the ministry", not "per person"."""
    known = speaker_lexicon().bodies | speaker_lexicon().unnamed
    return who.entity == "ORG" or (who.lemma in known and any(c.lower == "the" or c.tag == "JJ" for c in parsed.children(who)))


def _clause_before(parsed: Parsed, before: tuple[Token, ...], cue: Token) -> tuple[Token, ...]:
    """What a trailing "according to X" covers: the sentence before it."""
    return before


def adverb_drafts(parsed: Parsed) -> Iterator[Draft]:
    """ "12 people were reportedly killed": the clause of the verb, without a source."""
    adverbs = cue_lexicon().adverbs
    for token in parsed.tokens:
        if (stance := adverbs.get(token.lower)) is None:
            continue
        head = parsed.head(token)
        below = [t for t in parsed.subtree(head) if t.i != token.i]
        sentence = parsed.sentence_of(token)
        below = [t for t in below if sentence.first <= t.i < sentence.last]
        if not below:
            continue
        before = trimmed([t for t in below if t.i < token.i])
        after = trimmed([t for t in below if t.i > token.i])
        content = tuple(parsed.span_of(part) for part in (before, after) if part)
        if content:
            yield Draft(at=token, who=None, source=None, cue=token.span, content=content, stance=stance, voice="adverb")


def noun_drafts(parsed: Parsed) -> Iterator[Draft]:
    """ "Y's report that A", "claims by Y that A", "reports that A", "Y's call for A"."""
    lexicon = cue_lexicon()
    for token in parsed.tokens:
        if token.pos != "NOUN" or (stance := lexicon.nouns.get(token.lemma)) is None:
            continue
        who = _owner(parsed, token)
        found = _noun_content(parsed, token, owned=who is not None)
        if found is None:
            continue
        cue, content = found
        yield Draft(
            at=token,
            who=who,
            source=source_span(parsed, who) if who is not None else None,
            cue=cue,
            content=(content,),
            stance=stance,
            voice="noun",
            frame=content.of(parsed.text).split()[0] if cue == token.span else "prep",
        )


def _noun_content(parsed: Parsed, noun: Token, *, owned: bool) -> tuple[Span, Span] | None:
    """Cue and content of a noun of saying: its clause, or what stands after its preposition."""
    lexicon = cue_lexicon()
    for child in parsed.children(noun):
        if child.i < noun.i:
            continue
        if (
            child.dep in ("acl", "ccomp", "relcl")
            and _is_content(parsed, child)
            and (owned or noun.lemma in lexicon.free_nouns)
        ):
            clause = trimmed(run_around(parsed.subtree(child), child))
            return noun.span, parsed.span_of(clause)
        if (
            owned
            and child.dep == "prep"
            and child.i == noun.i + 1
            and child.lower in lexicon.noun_prepositions.get(noun.lemma, ())
        ):
            below = [c for c in parsed.children(child) if c.dep in ("pobj", "pcomp")]
            if below:
                phrase = trimmed(run_around(parsed.subtree(below[0]), below[0]))
                return Span(noun.start, child.end), parsed.span_of(phrase)
    return None


def _is_content(parsed: Parsed, clause: Token) -> bool:
    if clause.dep == "relcl":
        return any(c.dep == "mark" and c.lower == "that" for c in parsed.children(clause))
    return clause.tag not in ("VBG", "VBN") or any(c.dep == "mark" for c in parsed.children(clause))


def _owner(parsed: Parsed, noun: Token) -> Token | None:
    for child in parsed.children(noun):
        if child.dep == "poss":
            return child
        if child.dep in ("prep", "agent") and child.lower in ("by", "from", "of"):
            owner = next((c for c in parsed.children(child) if c.dep == "pobj"), None)
            takes_of = "of" in cue_lexicon().noun_prepositions.get(noun.lemma, ())
            if owner is not None and (
                child.lower != "of" or (not takes_of and owner.entity in ("PERSON", "ORG", "NORP", "GPE"))
            ):
                return owner
    return None


__all__ = ["JOINTS", "adverb_drafts", "noun_drafts", "prepositional_drafts"]


def colon_drafts(parsed: Parsed) -> Iterator[Draft]:
    """ "Police: 12 dead" and the turns of a transcript: a name, a colon, and what was said to the end of the paragraph."""
    text = parsed.text
    for match in _COLON.finditer(text):
        source = Span(*match.span("who"))
        tokens = [t for t in parsed.tokens_in(source) if t.pos not in ("PUNCT", "SPACE")]
        content = Span(*match.span("said"))
        if not tokens or not _names_somebody(tokens) or content.end - content.start < 12:
            continue
        colon = next((t for t in parsed.tokens_in(Span(match.start("colon"), match.end("colon")))), tokens[-1])
        yield Draft(at=colon, who=tokens[-1], source=source, cue=Span(*match.span("colon")), content=(content,), voice="colon")


def headline_drafts(parsed: Parsed) -> Iterator[Draft]:
    """ "Air strikes kill 12 in Aleppo - monitor": a line that is no sentence and ends with who says it."""
    for match in _HEADLINE.finditer(parsed.text):
        source = Span(*match.span("who"))
        tokens = [t for t in parsed.tokens_in(source) if t.pos not in ("PUNCT", "SPACE")]
        if tokens and _names_somebody(tokens):
            content, cue = Span(*match.span("said")), Span(*match.span("cue"))
            at = next(iter(parsed.tokens_in(cue)), tokens[0])
            yield Draft(at=at, who=tokens[-1], source=source, cue=cue, content=(content,), voice="headline")
    if (bare := _BARE_HEADLINE.match(parsed.text)) is not None:
        source = Span(*bare.span("who"))
        words = parsed.tokens_in(source)
        said = (Span(*bare.span("said")),)
        yield Draft(at=words[0], who=words[-1], source=source, cue=None, content=said, voice="headline")


def _names_somebody(tokens: list[Token]) -> bool:
    """Whether all of a heading is a name or a word for those who speak."""
    speakers = speaker_lexicon()
    known = speakers.people | speakers.bodies | speakers.papers | speakers.unnamed
    if any(t.pos in ("VERB", "AUX", "NUM", "ADP") for t in tokens if not t.text.isupper()):
        return False
    head = tokens[-1]
    return (
        head.lemma in known or head.lower in known or head.entity in ("PERSON", "ORG") or all(t.text.isupper() for t in tokens)
    )
