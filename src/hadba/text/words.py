"""What a tagged word is: its part of speech and its lemma, as spaCy's rules give them, each kind of word worked out once.

spaCy matches 179 rules against every token of every text. All but a few look at one token alone, so that a word with the
same tag and the same dependency always comes out the same: the first of its kind goes through the rules, together with the
other new words of its text, and the rest are remembered. Rules over several tokens ("gonna", "there's") are matched in the
text, and what they match goes through the rules whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        for n, rule in enumerate(ruler.patterns):
            longer = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
            single = [pattern for pattern in rule["patterns"] if len(pattern) == 1]
            if longer:
                self._several.add(str(n), longer)
            if single:
                alone.add(single, rule["attrs"], index=rule["index"])
        self._known: dict[Kind, Word] = {}
        for name in ("attribute_ruler", "lemmatizer"):
            model.disable_pipe(name)

    def words(self, doc: Doc) -> list[Word]:
        """One word a token of ``doc``, which is tagged and parsed."""
        kinds: list[Kind] = [tuple(row) for row in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        known = self._known
        try:
            found = [known[kind] for kind in kinds]
        except KeyError:
            self._learn(set(kinds))
            found = [self._known[kind] for kind in kinds]
        for first, last in _joined(self._several(doc, allow_missing=True)):
            found[first:last] = self._through(self._rules, kinds[first:last])
        return found

    def _learn(self, kinds: set[Kind]) -> None:
        if len(self._known) > MOST:
            self._known = {}
        new = sorted(kinds - self._known.keys())
        self._known.update(zip(new, self._through(self._rules_of_one, new), strict=True))

    def _through(self, rules: Sequence[Any], kinds: Sequence[Kind]) -> Iterator[Word]:
        strings = self._vocab.strings
        doc = Doc(
            self._vocab,
            words=[strings[text] for text, _, _ in kinds],
            tags=[strings[tag] for _, tag, _ in kinds],
            deps=[strings[dep] for _, _, dep in kinds],
            heads=list(range(len(kinds))),
        )
        for rule in rules:
            doc = rule(doc)
        return (Word(t.text, t.lemma_.lower(), t.lower_, t.pos_, t.tag_, t.dep_) for t in doc)


def _joined(matches: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Token ranges of the matches, those that overlap made one."""
    ranges: list[tuple[int, int]] = []
    for first, last in sorted((first, last) for _, first, last in matches):
        if ranges and first < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(last, ranges[-1][1]))
        else:
            ranges.append((first, last))
    return ranges
