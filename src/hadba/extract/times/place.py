"""Where a rule of the grammar matched, with its surroundings: what the guards look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hadba.extract.times.lexer import Lexed, Piece, time_words
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span

# fmt: off
BEFORE_A_DATE = frozenset((
    "in", "since", "by", "until", "till", "during", "from", "of", "before", "after", "between", "through", "throughout", "to",
    "late", "early", "mid", "and", "or", "around", "about", "circa", "for", "on", "the", "next", "last", "this", "that", "past",
    "end", "start", "beginning", "middle",
))
# fmt: on


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule matched: pieces ``[first, last)`` of the text, with the parse."""

    parsed: Parsed
    lexed: Lexed
    first: int
    last: int

    def token(self, piece: Piece) -> Token | None:
        """The parser's token that a piece begins in, or null where the parser saw none."""
        return next(iter(self.parsed.tokens_in(Span(piece.start, piece.end))), None)

    def before(self, back: int = 1) -> str:
        """The word ``back`` pieces before the match, lower-case, or ""."""
        piece = self.piece(self.first - back)
        return piece.lower if piece else ""

    def after(self, ahead: int = 0) -> str:
        """The word ``ahead`` pieces after the match, lower-case, or ""."""
        piece = self.piece(self.last + ahead)
        return piece.lower if piece else ""

    def after_piece(self) -> Piece | None:
        return self.piece(self.last)

    def piece(self, i: int) -> Piece | None:
        """The ``i``-th piece of the text, or null beyond its ends."""
        return self.lexed.piece(i) if 0 <= i < len(self.lexed.bounds) else None

    def matched(self) -> list[Piece]:
        return self.lexed.pieces(self.first, self.last)

    def ancient(self) -> bool:
        """Whether the text names years before Christ."""
        era, codes = time_words().code["ERA"], self.lexed.codes
        return era in codes and any(self.lexed.piece(i).value == "BC" for i, c in enumerate(codes) if c == era)


Groups = Mapping[str, list[Piece]]


Guard = Callable[[Place, Groups], bool]
