"""Counts of people: the quantity, what befell them, who they were, what the count is a total of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.counted import Counted, Harm
from hadba.extract.figures.harm import counts_people, harm_of
from hadba.extract.figures.measures import counts_something_else
from hadba.extract.figures.nobody import nobody
from hadba.extract.figures.nouns import lemma_of, named_as_people
from hadba.extract.figures.parties import with_parties
from hadba.extract.figures.partitives import some_of_the, some_of_them, told_apart
from hadba.extract.figures.quantities import quantities, span_of
from hadba.extract.figures.scope import scope_of
from hadba.extract.figures.victims import Status, status_of
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import people_words
from hadba.model.figure import Figure, FigureKind, Scope
from hadba.model.parse import Parsed, Sentence
from hadba.model.reading import ActorName

__all__ = ["Counted", "read_figures"]


def read_figures(parsed: Parsed, actors: Sequence[ActorName] = ()) -> tuple[Counted, ...]:
    """All figures of a text, in text order, without speakers; ``actors`` are the parties named in it."""
    found: list[Counted] = []
    for sentence in parsed.sentences:
        found.extend(_of_sentence(parsed, sentence, found))
        found.extend(nobody_counted(parsed, sentence))
    told = with_parties(parsed, _told_again(_summed(parsed, found)), actors)
    return tuple(sorted(told, key=lambda c: (c.figure.span, c.figure.kind)))


_GOES_ON = 2  # sentences
_VICTIMS = 4  # sentences from those harmed to "the victims"
_FEW = 6  # people: so many are told one by one
_HEAD = 2  # sentences of headline and lead
_TELLING = 10  # people: a number that is hardly told twice by chance
_WIDE = (Scope.CUMULATIVE, Scope.COVERS_SEVERAL)
_LARGE = 20  # from here on two counts hardly add up to a third by chance


def _summed(parsed: Parsed, found: list[Counted]) -> list[Counted]:
    """Counts that follow a total closely and add up to it are its parts: "21 killed. 15 died in
    Manbij while six were killed in a village"."""
    parts: dict[int, Counted] = {}
    for n, total in enumerate(found):
        whole = total.figure.low
        if whole is None or whole < 2 or total.figure.scope is Scope.PART:
            continue
        run, added = [], 0
        for m in range(n + 1, len(found)):
            part = found[m]
            if (
                part.sentence - total.sentence > (1 if whole < _LARGE else 3)
                or added >= whole
                or _of_another(parsed, total, part)
            ):
                break
            if (
                part.figure.kind is total.figure.kind
                and part.figure.low is not None
                and part.figure.low < whole
                and m not in parts
            ):
                run.append(m)
                added += part.figure.low
        if added == whole and len(run) > 1:
            for m in run:
                parts[m] = replace(found[m], figure=replace(found[m].figure, scope=Scope.PART, part_of=total.figure.span))
    return [parts.get(n, counted) for n, counted in enumerate(found)]


def _told_again(found: list[Counted]) -> list[Counted]:
    """A headline's number is what the text says it is: "Infighting kills 350", then "clashes have killed 350 since June"."""
    wide = {(c.figure.kind, c.figure.low): c.figure.scope for c in reversed(found) if c.figure.scope in _WIDE}

    def scoped(c: Counted) -> Counted:
        scope = wide.get((c.figure.kind, c.figure.low))
        head = c.sentence < _HEAD and c.figure.scope is Scope.INCIDENT and (c.figure.low or 0) >= _TELLING
        return replace(c, figure=replace(c.figure, scope=scope)) if head and scope else c

    return [scoped(c) for c in found]


def _of_another(parsed: Parsed, total: Counted, part: Counted) -> bool:
    """Whether another happening begins between the two: "killing ten. Another air strike killed a woman and nine children"."""
    between = parsed.tokens[total.harm + 1 : part.harm]
    return any(
        t.lower in ("another", "separate") and n.pos in ("NOUN", "ADJ") and not named_as_people(parsed, n.i)
        for t, n in pairwise(between)
    )


def nobody_counted(parsed: Parsed, sentence: Sentence) -> list[Counted]:
    """ "No casualties" is a count of 0."""
    return [Counted(figure, head, head, sentence.i) for figure, head in nobody(parsed, sentence)]


def _of_sentence(parsed: Parsed, sentence: Sentence, before: list[Counted]) -> list[Counted]:
    found: list[Counted] = []
    previous = before[-1] if before and sentence.i - before[-1].sentence <= 1 else None
    for q in quantities(parsed, sentence):
        if not counts_people(parsed, q) or (q.low is None and q.high is None) or counts_something_else(parsed, q):
            continue
        earlier = found[-1] if found else None
        harm, part = (_included(parsed, q, earlier) if earlier else None) or harm_of(parsed, sentence, q), False
        if q.noun is not None and parsed.tokens[q.noun].pos == "PROPN" and not named_as_people(parsed, q.noun):
            q = replace(q, noun=None, last=q.number + 1)  # "kills at least 58 Reuters Tuesday"
        if harm is not None:
            part = harm.part
        elif earlier is not None:
            harm, part = _shared(parsed, q, earlier)
        if harm is None and (earlier or previous) is not None:
            harm = _continued(parsed, q, earlier or previous)
        if harm is not None:
            just_told = found or _last_told(before, sentence)
            harm = _of_the_victims(parsed, q, harm, just_told)
            part = part or _some_of_those(parsed, q, harm, [*before, *found]) or _set_beside(parsed, q, harm, earlier)
        if harm is None or (q.indefinite and harm.kind in (FigureKind.DISPLACED, FigureKind.RETURNED)):
            continue  # "a woman who fled" tells who speaks, not how many fled
        if (
            q.noun is not None
            and lemma_of(parsed.tokens[q.noun]) in people_words().families
            and harm.kind is not FigureKind.DISPLACED
        ):
            continue  # "five families killed" counts no people
        status = status_of(parsed, q, _told_whole(found) or (previous.figure if previous and q.more else None))
        goes_on = (q.more and _of_a_period([*before, *found], harm, sentence)) or _listed_on(parsed, found, q, harm)
        found.append(_counted(parsed, sentence, q, harm, status, earlier, part=part, goes_on=goes_on))
    return found


def _of_a_period(before: Sequence[Counted], harm: Harm, sentence: Sentence) -> bool:
    """Whether the last total of the same kind, at most two sentences before, is a period's."""
    totals = [c for c in before if c.figure.kind is harm.kind and c.figure.scope is not Scope.PART]
    return bool(totals) and totals[-1].figure.scope is Scope.CUMULATIVE and sentence.i - totals[-1].sentence <= _GOES_ON


def _told_whole(found: Sequence[Counted]) -> Figure | None:
    """The last count that is no part of another; where all are, the last."""
    return next((c.figure for c in reversed(found) if c.figure.scope is not Scope.PART), found[-1].figure if found else None)


def _last_told(before: Sequence[Counted], sentence: Sentence) -> list[Counted]:
    """What the last sentence with counts told, a few sentences back at most."""
    last = before[-1].sentence if before else -_VICTIMS
    return [c for c in before if c.sentence == last and sentence.i - last <= _VICTIMS]


def _listed_on(parsed: Parsed, found: Sequence[Counted], q: Quantity, harm: Harm) -> bool:
    """Whether the count goes on a period's list without a finite verb of its own: "since May 94 were killed, 51 captured"."""
    totals = [c for c in found if c.figure.scope is not Scope.PART]
    if not totals or totals[-1].figure.scope is not Scope.CUMULATIVE or harm.token < q.first:
        return False
    between = parsed.tokens[totals[-1].harm + 1 : harm.token]
    finite = any(t.pos in ("AUX", "VERB") and t.tag != "VBN" for t in between)
    return parsed.tokens[harm.token].tag in ("VBN", "VBD") and not finite


def _counted(
    parsed: Parsed,
    sentence: Sentence,
    q: Quantity,
    harm: Harm,
    status: Status,
    earlier: Counted | None,
    *,
    part: bool,
    goes_on: bool,
) -> Counted:
    span = span_of(parsed, q)
    scope = scope_of(parsed, sentence, q, harm, part=part, goes_on=goes_on)
    total = earlier.figure.span if scope is Scope.PART and earlier is not None else None
    figure = Figure(
        kind=harm.kind,
        victims=status.victims,
        low=q.low,
        point=q.point,
        high=q.high,
        text=span.of(parsed.text),
        span=span,
        scope=scope,
        groups=status.groups,
        unit=status.unit,
        approximate=q.approximate,
        part_of=total,
    )
    return Counted(figure, q.head, harm.token, sentence.i)


def _included(parsed: Parsed, q: Quantity, earlier: Counted) -> Harm | None:
    """The count that only tells who some of those before it were: "twenty more, including a colleague, were injured", "34 died,
    21 of them civilians, and 90 were hurt"."""
    gap = parsed.tokens[earlier.head + 1 : q.first]
    words = [t.lower for t in gap if t.lower not in ("more", "others", ",")]
    following = parsed.tokens[q.last].lower if q.last < len(parsed.tokens) else ""
    listed = words == ["and"] and earlier.figure.scope is Scope.PART and following in ("and", ",", ";", ".")
    some = words == ["including"] or listed or told_apart(parsed, q, max(earlier.head, earlier.harm))
    return Harm(earlier.figure.kind, earlier.harm, part=True) if some else None


def _shared(parsed: Parsed, q: Quantity, earlier: Counted) -> tuple[Harm | None, bool]:
    """A count without a word of harm of its own shares that of the count before it: "21 killed, 15 in Manbij and
    another six in Tukhar", "20 civilians, including 11 children"."""
    gap = [t.lower for t in parsed.tokens[max(earlier.head + 1, q.first - 4) : q.first]]
    partitive = any(w in ("including", "include", "included", "whom", "among") for w in gap) or some_of_them(parsed, q.number)
    listed = q.noun is None or q.more
    close = q.first - earlier.head <= 14
    sums = earlier.figure.low is not None and q.low is not None and q.low <= earlier.figure.low
    if partitive or (listed and close and sums and _located(parsed, q)):
        return Harm(earlier.figure.kind, earlier.harm), True
    if parsed.tokens[q.head].dep == "appos" and q.first == earlier.head + 1 and earlier.figure.scope is Scope.PART:
        return Harm(earlier.figure.kind, earlier.harm), True  # "including 11 women nine children and a medic"
    if gap == ["and"] and q.first == earlier.head + 2 and _misplaced(parsed, q):
        return Harm(earlier.figure.kind, earlier.harm), earlier.figure.scope is Scope.PART
    conjoined = parsed.tokens[q.head].dep == "conj" and parsed.tokens[q.head].head == earlier.head
    if conjoined and q.noun is not None:
        return Harm(earlier.figure.kind, earlier.harm), earlier.figure.scope is Scope.PART
    return None, False


def _some_of_those(parsed: Parsed, q: Quantity, harm: Harm, before: list[Counted]) -> bool:
    """Whether those counted are among those just counted as harmed in the same way."""
    here = parsed.tokens[q.number].sentence
    near = [c for c in before if c.figure.kind is harm.kind and here - c.sentence <= _GOES_ON]
    same = [c for c in near if c.figure.low is not None and c.figure.low > (q.low or 0)]
    if some_of_the(parsed, q.number):  # "35 jihadists were killed. 22 of the jihadists died in", not "five of the finest men"
        noun = lemma_of(parsed.tokens[q.noun]) if q.noun is not None else None
        return any(lemma_of(parsed.tokens[c.head]) == noun for c in same)
    head = parsed.tokens[q.head]
    anew = head.dep == "dobj" and head.head == harm.token and all(c.harm != harm.token for c in same)
    return bool(same) and not anew and some_of_them(parsed, q.number)  # not "clashed with rebels killing scores of them"


def _set_beside(parsed: Parsed, q: Quantity, harm: Harm, earlier: Counted | None) -> bool:
    """ "Two villagers, a husband and wife, were killed": who those few just counted were. Numbers set beside a total add up to
    it, else they go on a list."""
    if earlier is None or harm.kind is not earlier.figure.kind or not q.indefinite:
        return False
    token = parsed.tokens[q.head]
    while token.dep == "conj":
        token = parsed.head(token)
    few = 1 < (earlier.figure.low or 0) <= _FEW
    apart = any(t.text in (",", ":", "-", "–", "—", "(") for t in parsed.tokens[earlier.head + 1 : q.first])
    return token.dep == "appos" and token.head == earlier.head and few and apart


def _of_the_victims(parsed: Parsed, q: Quantity, harm: Harm, before: list[Counted]) -> Harm:
    """ "Raids killed ten. Two of the victims were minors": what befell them where all told just before suffered one thing."""
    kinds = {c.figure.kind for c in before}
    named = parsed.tokens[harm.token].lower == "victims"
    both = harm.kind is FigureKind.KILLED_OR_INJURED and len(kinds) == 1
    return replace(harm, kind=kinds.pop(), part=True) if named and both else harm


def _misplaced(parsed: Parsed, q: Quantity) -> bool:
    """Whether a noun of people right after "and" does nothing of its own: "attacked a checkpoint killing six civilians and five
    militiamen", where the parser may join the militiamen to the checkpoint."""
    if q.noun is None or not named_as_people(parsed, q.noun):
        return False
    head = parsed.tokens[q.head]
    return head.dep == "conj" or (lemma_of(parsed.tokens[q.noun]) == "other" and not head.dep.startswith("nsubj"))


def _located(parsed: Parsed, q: Quantity) -> bool:
    """Whether a place follows directly ("15 in a northern district", "three more in Hit")."""
    return q.last < len(parsed.tokens) and parsed.tokens[q.last].lower in ("in", "at", "near", "from")


def _continued(parsed: Parsed, q: Quantity, previous: Counted | None) -> Harm | None:
    """ "by 27 March, that number had risen to 531": the toll of the clause before goes on."""
    if previous is None:
        return None
    head = parsed.head(parsed.tokens[q.head])
    verb = parsed.head(head) if head.pos == "ADP" else head
    subject = next((c for c in parsed.children(verb) if c.dep in ("nsubj", "nsubjpass")), None)
    if (
        subject is not None
        and subject.lemma in ("number", "figure", "toll", "count", "total")
        and verb.lemma in word_set("toll_verbs")
    ):
        return Harm(previous.figure.kind, subject.i)
    return None
