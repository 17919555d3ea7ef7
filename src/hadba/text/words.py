"""What a tagged word is: its part of speech and its lemma, as spaCy's rules give them, each kind of word worked out once.

spaCy matches 179 rules against every token of every text. All but a few look at one token alone, so that a word with the
same tag and the same dependency always comes out the same: the first of its kind goes through the rules, together with the
other new words of its text, and the rest are remembered. Rules over several tokens ("gonna", "there's") are matched in the
text, and what they match goes through the rules whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

MOST = 300_000  # kinds of words that are kept (some 60 MB); a day-long run must not grow without end


class Word(NamedTuple):
    """A token's own words: all but where it stands and what it hangs on."""

    text: str
    lemma: str
    lower: str
    pos: str
    tag: str
    dep: str


Kind = tuple[int, int, int]  # text, tag and dependency, as numbers of the vocabulary


class WordRules:
    """The rules of ``model`` for parts of speech and lemmas, which then no longer run in its pipeline."""

    def __init__(self, model: Language) -> None:
        self._vocab = model.vocab
        ruler: Any = model.get_pipe("attribute_ruler")
        lemmatizer: Any = model.get_pipe("lemmatizer")
        known_words = lemmatizer.lookups.get_table("lemma_index")
        for part in list(known_words):
            known_words[part] = frozenset(known_words[part])  # asked for each form; in a list of 40,000 words by walking it
        alone = AttributeRuler(model.vocab)
        self._rules: list[Any] = [ruler, lemmatizer]
        self._rules_of_one: list[Any] = [alone, lemmatizer]
        self._several = Matcher(model.vocab)
        self._opening = Matcher(model.vocab)  # words that may open what the rules over several match
        self._longest = 1
        for n, rule in enumerate(ruler.patterns):
            longer = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
            single = [pattern for pattern in rule["patterns"] if len(pattern) == 1]
            if longer:
                self._several.add(str(n), longer)
                self._opening.add(str(n), [pattern[:1] for pattern in longer])
                self._longest = max(self._longest, *map(len, longer))
            if single:
                alone.add(single, rule["attrs"], index=rule["index"])
        self._known: dict[Kind, Word] = {}
        self._opens: set[Kind] = set()
        for name in ("attribute_ruler", "lemmatizer"):
            model.disable_pipe(name)

    def words(self, doc: Doc, kinds: Sequence[Kind]) -> list[Word]:
        """One word a token of ``doc``, which is tagged and parsed; ``kinds``: what its tokens are."""
        try:
            found = [self._known[kind] for kind in kinds]
        except KeyError:
            self._learn(set(kinds))
            found = [self._known[kind] for kind in kinds]
        if not self._opens.isdisjoint(kinds):
            for first, last in _joined(self._matches(doc, kinds)):
                found[first:last] = self._through(self._rules, kinds[first:last])
        return found

    def _matches(self, doc: Doc, kinds: Sequence[Kind]) -> Iterator[tuple[int, int]]:
        """Token ranges that rules over several tokens match."""
        opens = self._opens
        for i, kind in enumerate(kinds):
            if kind in opens:
                window = doc[i : min(i + self._longest, len(doc))]
                yield from ((i, i + last) for _, first, last in self._several(window, allow_missing=True) if first == 0)

    def _learn(self, kinds: set[Kind]) -> None:
        if len(self._known) > MOST:
            self._known, self._opens = {}, set()
        new = sorted(kinds - self._known.keys())
        doc = self._doc_of(new)
        self._opens.update(new[first] for _, first, _ in self._opening(doc, allow_missing=True))
        self._known.update(zip(new, _ruled(self._rules_of_one, doc), strict=True))

    def _through(self, rules: Sequence[Any], kinds: Sequence[Kind]) -> Iterator[Word]:
        return _ruled(rules, self._doc_of(kinds))

    def _doc_of(self, kinds: Sequence[Kind]) -> Doc:
        """A text of these words, which hang on nothing."""
        strings = self._vocab.strings
        return Doc(
            self._vocab,
            words=[strings[text] for text, _, _ in kinds],
            tags=[strings[tag] for _, tag, _ in kinds],
            deps=[strings[dep] for _, _, dep in kinds],
            heads=list(range(len(kinds))),
        )


def _ruled(rules: Sequence[Any], doc: Doc) -> Iterator[Word]:
    for rule in rules:
        doc = rule(doc)
    return (Word(t.text, t.lemma_.lower(), t.lower_, t.pos_, t.tag_, t.dep_) for t in doc)


def _joined(matches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Token ranges of the matches, those that overlap made one."""
    ranges: list[tuple[int, int]] = []
    for first, last in sorted(matches):
        if ranges and first < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(last, ranges[-1][1]))
        else:
            ranges.append((first, last))
    return ranges
