"""Which happening those harmed belong to: the word of an act in their sentence that what befell them hangs on."""

from __future__ import annotations

from hadba.extract.events.triggers import TriggerWord
from hadba.lexicon.events import event_words
from hadba.lexicon.harm import harm_words
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Token

# What a figure tells of by itself, where no other word of a happening stands near it.
BARE = {
    FigureKind.KILLED: "killing",
    FigureKind.INJURED: "killing",
    FigureKind.KILLED_OR_INJURED: "killing",
    FigureKind.MISSING: "killing",
    FigureKind.DETAINED: "arrest",
    FigureKind.ABDUCTED: "abduction",
    FigureKind.DISPLACED: "displacement",
    FigureKind.TRAPPED: "siege_event",
    FigureKind.RETURNED: "return",
}
MOVES = {FigureKind.DISPLACED, FigureKind.RETURNED, FigureKind.TRAPPED, FigureKind.DETAINED, FigureKind.ABDUCTED}
_CAUSES = {"when", "after", "as"}
_REACH = 7  # steps in the tree from the word of harm to the word of the happening


def cause_of(parsed: Parsed, harm: int, kind: FigureKind, found: list[TriggerWord]) -> TriggerWord | None:
    """The happening that those harmed belong to: the trigger nearest to the word of harm in the tree; a specific type
    goes before "killed"; a displacement or an arrest is its own happening."""
    classes = event_words().classes
    best: tuple[tuple[int, int, int], TriggerWord] | None = None
    for trigger in found:
        own = trigger.first <= harm < trigger.last
        if kind in MOVES and not own and trigger.type != BARE[kind]:
            continue
        if kind not in MOVES and classes[trigger.type] in (
            "displacement",
            "detention",
            "agreement",
            "rescue",
            "protest",
            "movement",
        ):
            continue
        if kind not in MOVES and trigger.type == "killing" and not own:
            continue
        steps = _steps(parsed, harm, trigger.token)
        if steps > _REACH or not _reaches(parsed, harm, trigger.token):
            continue
        general = {"killing": 3, "war": 2}.get(trigger.type, 1 if trigger.weak and not own else 0)
        rank = (general, steps, abs(trigger.token - harm))
        if best is None or rank < best[0]:
            best = (rank, trigger)
    return best[1] if best else None


def _steps(parsed: Parsed, a: int, b: int) -> int:
    """Edges between two tokens in the tree; large where they share no root."""
    up = {a: 0} | {t.i: n for n, t in enumerate(parsed.ancestors(parsed.tokens[a]), 1)}
    if b in up:
        return up[b]
    for n, token in enumerate(parsed.ancestors(parsed.tokens[b]), 1):
        if token.i in up:
            return up[token.i] + n
    return 99


def _reaches(parsed: Parsed, harm: int, trigger: int) -> bool:
    """Whether no clause with a subject of its own stands between: "15 died in raids while six were shot", "blamed the
    rebels for the attack, saying that 61 bodies had been found". A subject that is the happening itself is none."""
    up, down = _path(parsed, harm), _path(parsed, trigger)
    shared = next((i for i in up if i in down), None)
    crossed = [*_until(up, shared), *(i for i in _until(down, shared) if i != harm)]
    for i in crossed:
        token = parsed.tokens[i]
        if token.dep == "conj" and both_harm(parsed, token):
            continue  # "12 were killed and 20 wounded in the blast"
        if (
            token.dep == "advcl"
            and i in down
            and any(c.dep in ("mark", "advmod") and c.lower in _CAUSES for c in parsed.children(token))
        ):
            continue  # "killed when gunmen opened fire"
        clausal = token.pos in ("VERB", "AUX") and token.dep in ("advcl", "conj", "parataxis", "ccomp")
        if clausal and any(_own_subject(c) and c.i not in (*up, *down) for c in parsed.children(token)):
            return False
        if i in up and _by_others(parsed, token, trigger):
            return False
    return True


def _by_others(parsed: Parsed, harm: Token, trigger: int) -> bool:
    """ "Shells struck the town where rebels killed a pilot": a clause about another thing has its own doer."""
    about = parsed.head(harm).i
    return (
        harm.dep == "relcl"
        and about != trigger
        and any(c.dep == "nsubj" and _own_subject(c) for c in parsed.children(harm))
        and any(c.dep == "advmod" and c.lower == "where" for c in parsed.children(harm))
    )


def _own_subject(token: Token) -> bool:
    return token.dep in ("nsubj", "nsubjpass") and token.lower not in ("which", "that", "who")


def both_harm(parsed: Parsed, token: Token) -> bool:
    harm = harm_words().participles
    return token.lower in harm and parsed.head(token).lower in harm


def _path(parsed: Parsed, i: int) -> list[int]:
    return [i, *(t.i for t in parsed.ancestors(parsed.tokens[i]))]


def _until(path: list[int], stop: int | None) -> list[int]:
    return path[: path.index(stop)] if stop in path else path
