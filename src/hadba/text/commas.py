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
    r"(?:has|have) (?:said|reported|announced|confirmed)|told (?:reporters|journalists|[A-Z][\w-]+(?: [A-Z][\w-]+)?))"
)
_BODY = (
    r"(?:group|monitor|observatory|Observatory|NGO|agency|network|watchdog|organi[sz]ation|ministry|army|military|police|statement|report|"
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
_OFFICE = (
    r"(?:(?:observatory|Observatory|group|organi[sz]ation|army|military|police|government|ministry|coalition|council|UN|US) )+"
    r"(?:chief|head|director|spokesman|spokeswoman|commander|governor|minister|coordinator)(?: [A-Z][\w-]+){1,4}"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# bodies known by the last word of their name, which no article need lead
_NAMED = (
    rf"(?!{_WEEKDAY}\b)(?:[A-Z][\w'-]+ ){{1,4}}"
    r"(?:Watch|Cent(?:er|re)|Network|Committees?|Observatory|Council|Agency|Monitor|Society|Crescent|Cross|Commission|Helmets)"
)
_WHERE = r"(?: (?:in|from|of) (?:the [a-z]+|[A-Z][\w-]+(?: [A-Z][\w-]+)?))?"
# "the Observatory for Human Rights monitoring group"
_FOR = (
    r"(?:(?: for(?: [A-Z][\w-]+)+)"
    r"(?: (?:monitoring |rights |activist |aid )?(?:group|monitor|watchdog|network|organi[sz]ation))?)?"
)
_SPEAKER = (
    rf"(?:(?:the|a|an|its|their) (?:(?!(?:the|a|an) )[\w'-]+ ){{0,5}}{_BODY}(?:{_FOR}| [A-Z]{{2,6}}){_WHERE}"
    rf"|(?:the |its )?{_OFFICE}"
    rf"|(?:{_KIND} )*{_MANY}{_WHERE}"
    rf"|(?:{_KIND} )+(?:TV|television|radio)"
    r"|(?:[A-Z]{2,} |official )?(?:estimates|figures)"
    rf"|(?:{_KIND} )*(?:(?:TV|television|news) )*(?:agency |channel |station )?(?:[A-Z][a-z]+s )?[A-Z][\w-]+"
    r"(?: (?:state |official )?(?:news agency|TV|News|television))"
    rf"|(?:{_KIND} )*(?:TV|television|news) (?:channel|station|agency) [A-Z][\w-]+"
    r"|AFP|Reuters|SANA|Press TV|Xinhua|TASS|Interfax|Anadolu|Sputnik|(?:the )?[A-Z]{3,6})"
)
_DAY = (
    r"(?: (?:(?:on|late|early|late on|early on) )?(?:[A-Z][a-z]+day|today|yesterday)(?: (?:morning|afternoon|evening|night))?"
    r"| in (?:a|an|its|the) (?:[\w-]+ )?(?:statement|report|update|briefing|post|message)){0,2}"
)
_CITED = r"(?P<cited> (?:citing|quoting) [^.]+)?"
# what may follow a saying that ends a clause but not the sentence
_ON = (
    r"(?: (?:as|while|after|amid|without|with|adding|stressing|noting|warning"
    r"|(?:(?:a|one|two|three) )?(?:day|days|week|weeks|hours) (?:after|before)) .+)?"
)
_TAIL = re.compile(rf"(?P<joint> ){_SPEAKER} {_SAY}{_DAY}(?:{_CITED}|{_ON})$")
_NAMED_TAIL = re.compile(rf"(?P<joint> ){_NAMED} {_SAY}{_DAY}{_ON}$")
_APPOSED = re.compile(rf"(?<=\w)(?P<first> )an? (?:[\w-]+ ){{0,4}}?{_BODY}(?P<last> )(?={_SAY}\b)")
# "... in the province says a monitoring group."
_INVERTED = re.compile(
    rf"(?P<joint> )(?:says|said|reported) (?=(?:the|a|an) )(?:{_SPEAKER})(?: (?:which|who|adding|an? [a-z-]+) .+)?$"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_NUMBER = (
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|\w+teen|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|an?"
)
_DATED = re.compile(
    r"(?:(?P<agency> )(?:AFP|AP|Reuters|dpa|DPA|Xinhua) )?"
    rf"(?<!\bon )(?<!\bin )(?<!\bof )(?<!since )\b(?:[A-Z][a-z]+day |(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?"
    rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}) 20\d\d(?P<end> )(?=[A-Z0-9\"“]|(?:{_NUMBER})\b)"
)
HEADING_ENDS = "\r"  # ends a sentence and, unlike a line break, no paragraph
_HEAD = 300  # characters within which a page prints its date
_SENTENCE = re.compile(rf"[^.!?\n{HEADING_ENDS}]+")
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
    for sentence in _SENTENCE.finditer("".join(letters)):
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
    return found or _before_a_name(sentence)


def _before_a_name(sentence: str) -> list[int]:
    """The blank before a name that says it, after a word that cannot belong to the name: "... on Friday Siege Watch said"."""
    named = _NAMED_TAIL.search(sentence)
    while named is not None:
        before = sentence[: named.start()].split()
        noun = before[-1:] and before[-1].islower() and before[-2:-1] not in (["the"], ["a"], ["an"])
        apart = noun or (before[-1:] and re.fullmatch(_WEEKDAY, before[-1]))
        if apart and len(before) >= _FEWEST_BEFORE and before[-1] not in _OPEN:
            return [named.start("joint")]
        named = _NAMED_TAIL.search(sentence, named.start() + 1)
    return []
