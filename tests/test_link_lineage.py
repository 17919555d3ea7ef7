"""Who repeats whom, and what proves it."""

from __future__ import annotations

import pytest

from hadba.lexicon.agencies import signature
from hadba.lexicon.speaking_for import source_key, speaks_for
from hadba.link import trace
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim
from hadba.model.incident import Lineage
from hadba.model.report import Report
from hadba.model.span import Span
from tests.link_cases import by_id, claim, exactly, figure, report


def roots(claims: list[Claim], *reports: Report) -> dict[str, int]:
    """Root -> number of claims."""
    return {x.root: len(x.claims) for x in lineages(claims, *reports)}


def lineages(claims: list[Claim], *reports: Report) -> tuple[Lineage, ...]:
    return trace(claims, by_id(*reports))


def test_a_source_whose_report_is_held_is_the_root() -> None:
    claims = [claim("a", figure(20)), claim("b", figure(20), by=("Outlet A",)), claim("c", figure(20), by=("Outlet B",))]
    assert roots(claims, report("a"), report("b"), report("c")) == {"a": 3}


def test_two_that_cite_each_other_are_one() -> None:
    claims = [claim("a", figure(20), by=("Outlet B",)), claim("b", figure(20), by=("Outlet A",))]
    assert len(roots(claims, report("a"), report("b"))) == 1


def test_one_official_on_one_occasion_is_one_source() -> None:
    claims = [claim("a", figure(12), by=("Tariq Zein",)), claim("b", exactly(12), by=("Zein",)), claim("c", exactly(9))]
    assert roots(claims, report("a"), report("b"), report("c")) == {"source:Tariq Zein": 2, "c": 1}


def test_unnamed_sources_are_their_reports_own() -> None:
    claims = [claim(i, figure(12), by=("activists",), unnamed=True) for i in "ab"]
    assert roots(claims, report("a"), report("b")) == {"a": 1, "b": 1}


def test_words_without_a_source_rest_on_the_one_that_the_report_names() -> None:
    told = claim("a", figure(20), by=("Noor Agency",), n=5)
    headline, injured, rival = (
        claim("a", exactly(20)),
        claim("a", exactly(7, kind="injured"), n=9),
        claim("a", exactly(33), n=12),
    )
    assert roots([told, headline, injured], report("a")) == {"source:Noor Agency": 3}
    assert roots([told, rival], report("a")) == {"source:Noor Agency": 1, "a": 1}


COPIED = "The strike hit a grain market at the northern edge of the town shortly after dawn and killed twelve traders there."


def test_copied_words_are_an_echo_of_the_earlier_report() -> None:
    early, late = report("a", f"{COPIED} More follows."), report("b", f"Update. {COPIED}", published="2031-04-13")
    span = Span(late.text.index(COPIED), len(late.text))
    claims = [claim("a", exactly(12), spans=(Span(0, len(COPIED)),)), claim("b", exactly(12), spans=(span,))]
    (found,) = lineages(claims, early, late)
    assert found.root == "a"
    (edge,) = found.edges
    assert (edge.child, edge.parent, edge.proof.rule) == ("b", "a", "same words")
    assert edge.proof.text is not None
    assert late.text[edge.proof.start : edge.proof.end] == edge.proof.text


def test_a_signed_copy_and_a_link_are_echoes() -> None:
    signed = report("a", "TEL AMARA, Iraq (Reuters) - An air strike killed nine people.")
    assert roots([claim("a", exactly(9))], signed) == {"source:Reuters": 1}
    held = report("b", url="https://example.org/story/7")
    linking = report("c", "Nine were killed (https://example.org/story/7).", published="2031-04-14")
    assert roots([claim("b", exactly(9)), claim("c", exactly(9))], held, linking) == {"b": 2}


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("BEIRUT (AFP) - Shells fell on the town.", "AFP"),
        ("SANAA, Yemen (Marib Wire) - Shells fell.", "Marib Wire"),
        ("Shells fell on the town. (Reuters)", "Reuters"),
        ("Shells fell.\nSource: Xinhua", "Xinhua"),
        ("AP\nShells fell on the town.", "AP"),
        ("Officials told AFP that shells fell on the town.", None),
        ("The (AP) photo shows the town. Shells fell.", None),
    ],
)
def test_signatures(text: str, agency: str | None) -> None:
    found = signature(text)
    assert (found.agency if found else None) == agency
    assert found is None or found.span.of(text) == agency


def test_a_source_is_known_behind_its_description() -> None:
    known = {"the Pentagon's own investigation": "us-defense-department", "Tariq Zein": "tariq-zein"}
    nobody = ("American activist", "a Houthi health official")
    assert {n: source_key(Speaker(n)) for n in (*known, *nobody)} == known | dict.fromkeys(nobody)
    assert speaks_for(Speaker("a Houthi spokesman")) == "houthis"
    assert speaks_for(Speaker("a Houthi health official", source_id="houthis")) is None
