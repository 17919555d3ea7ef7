"""Quotations: where they stand, and who says those that the syntax of one clause does not reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hadba.extract.attribution.cues import cue_lexicon
from hadba.extract.attribution.draft import Draft
from hadba.extract.attribution.marks import Quotation, Quoted
from hadba.extract.attribution.phrases import cue_tokens, source_span
from hadba.extract.attribution.speaker import speaker_of
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span, cover

_STOP = re.compile(r"[.!?]\s|\n")
LONGEST_FRAME = 260  # characters between a quotation and its speaker's verb
LONGEST_GAP = 60  # characters of the writer's own words between two quoted parts of one content


def with_quotations(parsed: Parsed, drafts: Sequence[Draft], marks: Quoted) -> list[Draft]:
    """``drafts`` with their quotations whole, and new ones for quotations whose speaker stands beside them."""
    quoted = marks.quotations
    if not quoted:
        return list(drafts)
    grown = [_grown(draft, marks) for draft in drafts]
    holders = _holders(grown, marks)
    last: tuple[int, Quotation] | None = None  # the draft that the last spoken quotation belongs to, and that quotation
    waiting: list[Quotation] = []  # quotations that go on until one has a speaker
    for number, (before, quote) in enumerate(zip((None, *quoted), quoted, strict=False)):
        owner = holders.get(number)
        if owner is None and quote.spoken:
            owner = _beside(parsed, quote, grown, marks)
        if owner is None and last is not None and _continues(parsed, last[1], quote, marks):
            owner = last[0]
            _give(grown, owner, [quote])
        if owner is not None and waiting and before is waiting[-1]:
            _give(grown, owner, waiting)
        waiting = [*waiting, quote] if owner is None and quote.goes_on else []
        if quote.spoken:
            last = (owner, quote) if owner is not None else None
    return [_joined(parsed, draft) for draft in grown]


def _give(drafts: list[Draft], owner: int, more: Sequence[Quotation]) -> None:
    draft = drafts[owner]
    taken = [s for s in (draft.source, draft.cue) if s is not None]
    fresh = [q.span for q in more if not any(q.span.overlaps(s) for s in taken)]
    drafts[owner] = replace(draft, content=merged([*draft.content, *fresh]))


def _joined(parsed: Parsed, draft: Draft) -> Draft:
    """Pieces with only a few words of the writer between them, and neither cue nor source, are one content."""
    pieces = [draft.content[0]]
    taken = [s for s in (draft.source, draft.cue) if s is not None]
    for piece in draft.content[1:]:
        gap = Span(pieces[-1].end, piece.start)
        words = gap.of(parsed.text)
        if gap.end - gap.start > LONGEST_GAP or any(gap.overlaps(s) for s in taken) or _STOP.search(words):
            pieces.append(piece)
        else:
            pieces[-1] = cover([pieces[-1], piece])
    return replace(draft, content=tuple(pieces)) if len(pieces) < len(draft.content) else draft


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """``spans`` in order, those that touch or overlap made one."""
    kept: list[Span] = []
    for span in sorted(spans):
        if kept and span.start <= kept[-1].end:
            kept[-1] = cover([kept[-1], span])
        else:
            kept.append(span)
    return tuple(kept)


def _grown(draft: Draft, marks: Quoted) -> Draft:
    """A draft whose content cuts a quotation gets all of it, unless the cue itself stands inside."""
    pieces = []
    for piece in draft.content:
        for quote in (marks.quotations[n].span for n in marks.touching(piece)):
            if quote.contains(draft.at.span) or piece.contains(quote) or not quote.overlaps(piece):
                continue
            if quote.start <= piece.start and piece.end > quote.end:
                # the parser ran over the closing mark: before a cue that follows, the rest is the frame, not the quotation
                piece = quote if draft.at.start > piece.end else Span(quote.start, piece.end)
            else:
                piece = cover([piece, quote])
        pieces.append(piece)
    taken = [s for s in (draft.source, draft.cue) if s is not None]
    kept = [p for p in merged(pieces) if not any(p.overlaps(s) for s in taken)]
    return replace(draft, content=tuple(kept)) if kept else draft


def _holders(drafts: Sequence[Draft], marks: Quoted) -> dict[int, int]:
    """The number of each quotation that is content already, with that of the draft: the innermost where several are."""
    held: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        for piece in draft.content:
            for q in marks.touching(piece):
                quote = marks.quotations[q].span
                if piece.contains(quote) and not quote.contains(draft.at.span):
                    held.setdefault(q, []).append(n)
    return {q: min(found, key=lambda n: sum(p.end - p.start for p in drafts[n].content)) for q, found in held.items()}


def _frame_after(parsed: Parsed, quote: Quotation) -> Span:
    """The writer's words from the end of the quotation to the end of the sentence or the next quotation's mark."""
    end = quote.span.end
    for token in parsed.tokens_in(Span(quote.span.end, min(len(parsed.text), quote.span.end + LONGEST_FRAME))):
        if token.start < quote.span.end:
            continue
        if _is_stop(token):
            break
        end = token.end
    return Span(quote.span.end, end)


def _frame_before(parsed: Parsed, quote: Quotation) -> Span:
    start = quote.span.start
    for token in reversed(parsed.tokens_in(Span(max(0, quote.span.start - LONGEST_FRAME), quote.span.start))):
        if token.end > quote.span.start:
            continue
        if _is_stop(token):
            break
        start = token.start
    return Span(start, quote.span.start)


def _is_stop(token: Token) -> bool:
    return token.text in (".", "?", "!", "“", "”", '"', "''", "``") or token.text.count("\n") > 1


def _beside(parsed: Parsed, quote: Quotation, drafts: list[Draft], marks: Quoted) -> int | None:
    """Give the quotation to the verb of speech right after or before it; the index of that draft, or null."""
    ends_clause = parsed.text[quote.span.start : quote.span.end].rstrip("\"”'»")[-1:] in (",", "?", "!", "-", "—")
    frames = [_frame_after(parsed, quote), _frame_before(parsed, quote)]
    if not ends_clause:
        frames.reverse()
    for frame in frames:
        for token in parsed.tokens_in(frame):
            verb = cue_lexicon().verb(token)
            if verb is None or not verb.parenthetical or not frame.contains(token.span):
                continue
            who = speaker_of(parsed, token, marks)
            if who is None or marks.holds(token):
                continue
            return _given(parsed, quote, token, who, drafts)
    return None


def _given(parsed: Parsed, quote: Quotation, token: Token, who: Token, drafts: list[Draft]) -> int:
    for n, draft in enumerate(drafts):
        if draft.at.i == token.i:
            drafts[n] = replace(draft, content=merged([*draft.content, quote.span]))
            return n
    source = source_span(parsed, who, before=token)
    cue = parsed.span_of(cue_tokens(parsed, token))
    drafts.append(Draft(at=token, who=who, source=source, cue=cue, content=(quote.span,), frame="clause"))
    return len(drafts) - 1


def _continues(parsed: Parsed, previous: Quotation, quote: Quotation, marks: Quoted) -> bool:
    """Whether ``quote`` goes on with what the speaker of ``previous`` said: after an unclosed quotation, or right after
    the one sentence of the cue in the same paragraph."""
    if previous.goes_on:
        return True
    if not quote.spoken or marks.breaks(parsed.text, previous.span.end, quote.span.start):
        return False
    between = [t for t in parsed.tokens_in(Span(previous.span.end, quote.span.start)) if not marks.holds(t)]
    stops = [t for t in between if t.text in (".", "?", "!")]
    return len(stops) <= 1 and (
        not stops or not any(t.start > stops[-1].end and t.pos not in ("PUNCT", "SPACE") for t in between)
    )
