"""The words that carry one statement: a clause, without the clauses joined to it."""

from __future__ import annotations

from hadba.model.parse import Parsed, Sentence, Token
from hadba.model.span import Span

_APART = {"conj", "parataxis", "advcl", "ccomp", "relcl"}
_CLAUSAL = ("VERB", "AUX")


def clause_of(parsed: Parsed, sentence: Sentence, token: Token, others: set[int]) -> Span:
    """The clause of ``token``: from its verb down, leaving out joined clauses that hold one of ``others`` (tokens of
    other statements). A sentence with no other statement is its own clause."""
    if not others:
        return sentence.span
    top = token
    for ancestor in parsed.ancestors(token):
        if not sentence.first <= ancestor.i < sentence.last or any(_below(parsed, ancestor, o, token) for o in others):
            break
        top = ancestor
    kept: list[int] = []
    stack = [top.i]
    while stack:
        i = stack.pop()
        if sentence.first <= i < sentence.last:
            kept.append(i)
        for child in parsed.children(parsed.tokens[i]):
            below = {s.i for s in parsed.subtree(child)}
            joined = child.dep in _APART and (child.pos in _CLAUSAL or child.dep == "conj") and token.i not in below
            if not (joined and below & others):
                stack.append(child.i)
    words = [parsed.tokens[i] for i in sorted(kept) if parsed.tokens[i].pos != "SPACE"]
    while words and words[-1].pos == "PUNCT":
        words.pop()
    run = _run_around(words, token)
    return Span(run[0].start, run[-1].end) if run else token.span


def _below(parsed: Parsed, ancestor: Token, other: int, token: Token) -> bool:
    """Whether ``other`` hangs under ``ancestor`` or is it, and not under ``token``."""
    if other == ancestor.i:
        return True
    path = {t.i for t in parsed.ancestors(parsed.tokens[other])}
    return ancestor.i in path and token.i not in path


def _run_around(words: list[Token], token: Token) -> list[Token]:
    """The unbroken run of ``words`` that holds ``token``; a gap of more than eight tokens breaks it."""
    run: list[Token] = []
    for word in words:
        if run and word.i - run[-1].i > 8:
            if any(w.i == token.i for w in run):
                return run
            run = []
        run.append(word)
    return run
