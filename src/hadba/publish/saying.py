"""Who said it: the attribution of a sentence, by the speaker's stance."""

from __future__ import annotations

import re
from datetime import timedelta

from hadba.model.attribution import Stance
from hadba.publish.account import Account
from hadba.publish.naming import outlet, speaker
from hadba.publish.wording import listing, number, on

_VERB = {
    Stance.ASSERTS: "said",
    Stance.CONCEDES: "acknowledged",
    Stance.ALLEGES: "alleged",
    Stance.DENIES: "denied",
    Stance.DISPUTES: "disputed",
    Stance.CLAIMS_RESPONSIBILITY: "claimed responsibility, saying",
}
_LATE = timedelta(days=3)  # a day of saying nearer than this to the happening is not worth the reader's while
_NAMED = 2  # outlets by name in a sentence; the footnotes have them all


def said(words: str, account: Account, *, year: int | None, turn: int = 0, short: bool = False) -> str:
    """A clause with its speaker."""
    if account.stance is not Stance.ASSERTS:
        return f"{voice(account, short=short)} {_VERB[account.stance]}{said_on(account, year)} that {words}"
    who = speaker(account.chain[-1], office=not short)
    cited = "" if short else via(account)
    if words.casefold().startswith(f"{who.casefold()} "):  # the speaker tells of its own deed
        return f"{voice(account, short=short)} said{said_on(account, year)} {_itself(who)}{words[len(who) :]}"
    if cited or who.endswith(","):
        named = voice(account, short=short).rstrip(",")
        if words[:1].isdigit() or words.startswith("as of "):
            turn = int(words.startswith("as of "))  # no sentence begins with a numeral
        return f"{words}, according to {named}" if turn % 2 else f"according to {named}, {words}"
    verb = "said" if account.second_hand else "reported"
    if words[:1].isdigit():
        return f"{who} {verb}{said_on(account, year)} that {words}"
    return f"{words}, {who} {verb}{said_on(account, year)}"


def _itself(who: str) -> str:
    return "they" if re.search(r"(?:[^su]s|people|police)$", who) else "it"


def voice(account: Account, *, short: bool = False) -> str:
    """The speaker as a subject: "al-Forat news agency, cited by Tabnak,"."""
    who = speaker(account.chain[-1], office=not short)
    cited = "" if short else via(account)
    return f"{who.rstrip(',')},{cited}," if cited else who


def said_on(account: Account, year: int | None) -> str:
    """ " on 25 May" where the day of saying tells something: for a concession, a denial, or words long after."""
    when, happened = account.said_on, account.claims[0].when
    if when is None or when.start is None:
        return ""
    late = happened.end is not None and when.start - happened.end > _LATE
    return f" {on(when, year=year)}" if late or account.stance is not Stance.ASSERTS else ""


def via(account: Account) -> str:
    """ " cited by Tabnak": the outlets that carry another's words; "" where it is the outlet's own."""
    if not account.second_hand or account.quiet:
        return ""
    inner = account.chain[-1].name.casefold()
    outlets = [outlet(o) for o in account.outlets if o.casefold() not in inner and inner not in o.casefold()]
    if not outlets:
        return ""
    if len(outlets) > _NAMED + 1:
        outlets = [*outlets[:_NAMED], f"{number(len(outlets) - _NAMED)} others"]
    return f" {'cited' if account.chain[-1].named else 'quoted'} by {listing(outlets)}"


def echoed(account: Account, toll: str) -> str:
    """A report that repeats a source told before, in other figures."""
    outlets = listing([outlet(o) for o in account.outlets[: _NAMED + 1]])
    if not account.second_hand:  # it cites nobody: the same source speaks through another report
        return f"{outlets} gave {toll}; this version is not counted again"
    root = speaker(account.chain[-1])
    whose = f", citing {root}," if root.casefold() != outlets.casefold() else ""
    return f"{outlets}{whose} gave {toll}; this version is not counted again"
