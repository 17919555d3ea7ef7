"""Who said it: the attribution of a sentence, by the speaker's stance."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.model.attribution import Stance
from hadba.publish.account import Account
from hadba.publish.naming import speaker, with_article
from hadba.publish.wording import listing, number, on

_VERB = {
    Stance.ASSERTS: "said",
    Stance.CONCEDES: "acknowledged",
    Stance.ALLEGES: "alleged",
    Stance.DENIES: "denied",
    Stance.DISPUTES: "disputed",
    Stance.CLAIMS_RESPONSIBILITY: "claimed responsibility, saying",
}


def said(words: str, account: Account, *, year: int | None, turn: int = 0, short: bool = False, verb: str | None = None) -> str:
    """``words`` with their speaker; ``verb=""`` where ``words`` are themselves a predicate ("put the toll at 237")."""
    inner = account.chain[-1]
    who = speaker(inner, office=not short)
    cited = "" if short else via(account)
    day = on(account.said_on, year=year)
    named = f"{who.rstrip(',')},{cited}," if cited else who
    plainly = account.stance is Stance.ASSERTS and verb is None
    if verb == "":
        return f"{named} {words}"
    if not plainly:
        when = f" {day}" if day else ""
        return f"{named} {_VERB[account.stance]}{when} that {words}"
    said_verb = "said" if account.second_hand else "reported"
    if cited or who.endswith(","):
        if turn % 2:
            return f"{words}, according to {named.rstrip(',')}"
        return f"according to {named.rstrip(',')}, {words}"
    return f"{words}, {who} {said_verb}{f' {day}' if day else ''}"


def via(account: Account) -> str:
    """ " cited by Tabnak": the outlets that carry another's words, three at most by name; "" where it is the outlet's own."""
    if not account.second_hand:
        return ""
    inner = account.chain[-1].name.casefold()
    outlets = [with_article(o) for o in account.outlets if o.casefold() not in inner]
    if not outlets:
        return ""
    if len(outlets) > 3:
        outlets = [*outlets[:2], f"{number(len(outlets) - 2)} others"]
    return f" {'cited' if account.chain[-1].named else 'quoted'} by {listing(outlets)}"


def refusal(account: Account, *, year: int | None) -> str:
    """A denial or a dispute of what was told before."""
    day = on(account.said_on, year=year)
    verb = "denied this" if account.stance is Stance.DENIES else "disputed the account"
    cited = via(account)
    who = speaker(account.chain[-1], office=True)
    return f"{who.rstrip(',')},{cited}, {verb} {day}" if cited else f"{who} {verb} {day}"


def echoed(account: Account, before: Sequence[Account], toll: str) -> str:
    """A report that repeats a source told before, in whatever figures; ``before`` are the accounts told so far."""
    parent = next((a for a in before if a.lineages & account.lineages), before[0])
    root = speaker(parent.chain[-1])
    outlets = listing([with_article(o) for o in account.outlets[:3]])
    values = {(f.kind, f.low, f.point, f.high) for f in account.totals()}
    if values <= {(f.kind, f.low, f.point, f.high) for f in parent.totals()}:
        return f"{outlets} repeated the account of {root}"
    whose = f", citing {root} as well," if account.key == parent.key else ""
    return f"{outlets}{whose} gave {toll}, a version of the same account that is not counted again"
