"""Commas restored where a page lost them all, and the end of the heading that carries its date.

Commas come before those who say it at the end of a sentence ("... the rebels, a monitoring group said"), around what they
are ("the Observatory, a monitoring group, said") and before whom they cite. Each takes the place of the blank between two
words, so offsets hold. Text that has commas is left as it is.
"""

from __future__ import annotations

import re

_FEWEST_WORDS = 60
_COMMAS_A_WORD = 0.004  # a tenth of what edited news has

_SAY = (
    r"(?:says?|said|estimates?|estimated|suggests?|suggested|reports|reported|announced|added|confirmed|stated|claimed|"
    r"told [A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)
_BODY = (
    r"(?:group|monitor|observatory|Observatory|agency|network|watchdog|organi[sz]ation|ministry|army|military|police|statement|report|"
    r"channel|station|newspaper|source|spokesman|spokeswoman|official|officer|commander|activist|resident|witness|medic|"
    r"doctor|governor|minister|TV|television|coalition|centre|center|command|government)"
)
_MANY = (
    r"(?:activists|officials|sources|residents|witnesses|monitors|medics|doctors|media|authorities|police|rebels|reports|"
    r"agencies|locals|villagers|rescuers|groups|networks)"
)
_KIND = (
    r"(?:local|state|official|security|medical|military|opposition|rebel|government|hospital|police|news|media|health|"
    r"anonymous|informed|field|presidential|diplomatic|tribal|army|intelligence|several|multiple|other|some|monitoring|aid|rights|"
    r"humanitarian|activist|[A-Z][a-z]+(?:i|an|ish|ese|ch)|pro-\w+|anti-\w+)"
)
_WHERE = r"(?: (?:in|from|of) (?:the [a-z]+|[A-Z][\w-]+(?: [A-Z][\w-]+)?))?"
_SPEAKER = (
    rf"(?:(?:the|a|an|its|their) (?:(?!(?:the|a|an) )[\w'-]+ ){{0,5}}{_BODY}{_WHERE}"
    rf"|(?:{_KIND} )*{_MANY}{_WHERE}"
    r"|(?:[A-Z]{2,} |official )?(?:estimates|figures)"
    rf"|(?:{_KIND} )*(?:(?:TV|television|news) )*(?:agency |channel |station )?[A-Z][\w-]+"
    r"(?: (?:state |official )?(?:news agency|TV|News|television))"
    rf"|(?:{_KIND} )*(?:TV|television|news) (?:channel|station|agency) [A-Z][\w-]+"
    r"|AFP|Reuters|SANA|Press TV|Xinhua|TASS|Interfax|Anadolu|Sputnik|[A-Z]{3,5})"
)
_DAY = r"(?: (?:(?:on|late|early|late on|early on) )?(?:[A-Z][a-z]+day|today|yesterday))?"
_CITED = r"(?P<cited> (?:citing|quoting) [^.]+)?"
# what may follow a saying that ends a clause but not the sentence
_ON = (
    r"(?: (?:as|while|after|amid|adding|stressing|noting|warning"
    r"|(?:(?:a|one|two|three) )?(?:day|days|week|weeks|hours) (?:after|before)) .+)?"
)
_TAIL = re.compile(rf"(?P<joint> ){_SPEAKER} {_SAY}{_DAY}(?: in a statement)?(?:{_CITED}|{_ON})$")
_APPOSED = re.compile(rf"(?<=\w)(?P<first> )an? (?:[\w-]+ ){{0,4}}?{_BODY}(?P<last> )(?={_SAY}\b)")
# "... in the province says a monitoring group."
_INVERTED = re.compile(rf"(?P<joint> )(?:says|said) (?=(?:the|a|an) )(?:{_SPEAKER})$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATED = re.compile(
    r"(?:(?P<agency> )(?:AFP|AP|Reuters|dpa|DPA|Xinhua) )?"
    rf"(?<!\bon )(?<!\bin )(?<!\bof )(?<!since )\b(?:[A-Z][a-z]+day |(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?"
    rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}) 20\d\d(?P<end> )(?=[A-Z0-9\"“])"
)
HEADING_ENDS = "\r"  # ends a sentence and, unlike a line break, no paragraph
_HEAD = 300  # characters within which a page prints its date
_SENTENCE = re.compile(r"[^.!?\n]+")
# a comma cannot stand after these
_OPEN = frozenset(
    {
        "the", "a", "an", "of", "in", "on", "at", "by", "to", "for", "from", "with", "and", "or", "but", "that", "which",
        "who", "as", "than", "into", "near", "after", "before", "while", "when", "where", "its", "their", "his", "her",
        "was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "not", "said", "says",
    }
)  # fmt: skip
_OF_A_NAME = re.compile(r"[A-Z][\w-]*|the|for|of|and|so-called|\w+-based|\([\w-]+\)")
_FEWEST_BEFORE = 4  # words that a sentence must have told before it says who said it


def restore_commas(text: str) -> str:
    """``text`` with commas for blanks, of the same length; the text itself where it has commas or is short."""
    words = len(text.split())
    if words < _FEWEST_WORDS or text.count(",") > _COMMAS_A_WORD * words:
        return text
    letters = list(text)
    for heading in _DATED.finditer(text, 0, _HEAD):
        for name in ("agency", "end"):
            if heading.start(name) >= 0:
                letters[heading.start(name)] = HEADING_ENDS
    for sentence in _SENTENCE.finditer(text):
        for place in _joints(sentence.group().rstrip()):
            at = sentence.start() + place
            if text[at - 1].isalpha() and text[at + 1].isalpha():
                letters[at] = ","
    return "".join(letters)


def _joints(sentence: str) -> list[int]:
    """Offsets of the blanks in ``sentence`` that stand for commas."""
    found: list[int] = []
    for apposed in _APPOSED.finditer(sentence):
        if all(_OF_A_NAME.fullmatch(word) for word in sentence[: apposed.start()].split()):
            found += [apposed.start("first"), apposed.start("last")]
    inverted = _INVERTED.search(sentence)
    if inverted is not None and inverted.start("joint") not in found:
        before = sentence[: inverted.start()].split()
        if len(before) >= _FEWEST_BEFORE and before[-1].lower() not in _OPEN:
            found.append(inverted.start("joint"))
    at = 0
    while (tail := _TAIL.search(sentence, at)) is not None:
        before = sentence[: tail.start()].split()
        if len(before) >= _FEWEST_BEFORE and before[-1].lower() not in _OPEN and tail.start() not in found:
            found.append(tail.start("joint"))
            if tail["cited"]:
                found.append(tail.start("cited"))
            break
        at = tail.start() + 1
    return found
