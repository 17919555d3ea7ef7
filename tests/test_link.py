"""Which claims become one incident."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from hadba.link import link_claims
from hadba.model.claim import Claim, Realis
from hadba.model.figure import FigureKind
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import Where
from hadba.reconcile import reconcile
from tests.link_cases import by_id, claim, exactly, figure, quarter, report, town

REPORTS = by_id(*(report(i, published=f"2031-04-{n + 11}") for n, i in enumerate("abcdef")))


def groups(claims: list[Claim], reports: dict[str, Report] = REPORTS, **rulings: frozenset[tuple[str, str]]) -> list[set[str]]:
    """The reports of each incident."""
    return sorted(({c.report_id for c in x.claims} for x in link_claims(claims, reports, **rulings)), key=sorted)


def test_two_strikes_on_following_days_stay_two_whatever_bridges_them() -> None:
    first = claim("a", exactly(12), day="2031-04-10")
    second = claim("b", exactly(31), day="2031-04-11")
    vague = claim("c", day=None)
    other = claim("d", figure(12), day="2031-04-10")
    assert {"a", "b"} not in [g & {"a", "b"} for g in groups([first, second, vague, other])]
    assert {"a", "d"} <= next(g for g in groups([first, second, vague, other]) if "a" in g)


def test_a_large_cluster_does_not_take_in_what_fits_none_of_its_reports() -> None:
    """One of four reports names a second town too; a strike there on that day is not theirs."""
    whole = [claim(i, exactly(12)) for i in "abc"]
    digest = claim("d", exactly(12), where=(town("Tel Amara"), town("Bir Hassun")))
    elsewhere = claim("e", exactly(9), at="Bir Hassun")
    assert groups([*whole, digest, elsewhere]) == [{"a", "b", "c", "d"}, {"e"}]


def test_an_agencys_words_in_two_papers_are_one_happening_whatever_date_they_got() -> None:
    words = "Eight traders were killed when a shell fell on the grain market at the northern gate shortly after dawn that day."
    texts = {"a": f"{words} More follows.", "b": f"Update. {words}", "c": "A shell killed eight traders in the town."}
    reports = by_id(*(report(i, text, published="2031-04-18") for i, text in texts.items()))
    spans = {i: (Span(text.index(words), text.index(words) + len(words)),) for i, text in list(texts.items())[:2]}
    spans["c"] = (Span(0, len(texts["c"])),)
    days = {"a": "2031-04-10", "b": "2031-04-17", "c": "2031-04-17"}
    claims = [claim(i, exactly(8), type="shelling", day=days[i], spans=spans[i]) for i in "abc"]
    assert groups(claims[:2], reports) == [{"a", "b"}]
    assert groups([claims[0], claims[2]], reports) == [{"a"}, {"c"}]
    own = by_id(*(report(i, texts[i], outlet="One Outlet", published="2031-04-18") for i in "ab"))
    assert len(groups(claims[:2], own)) == 2, "what one outlet repeats is its formula"


def test_a_page_that_tells_a_later_day_is_not_of_its_date() -> None:
    early = report("e", published="2031-04-05")
    told = claim("e", exactly(56), when=When(date(2031, 4, 10), date(2031, 4, 10), Precision.DAY, text="10 April"))
    assert groups([claim("a", exactly(56)), told], REPORTS | by_id(early)) == [{"a", "e"}]


def test_where_something_happens_every_day_one_place_tells_little() -> None:
    """A shelling whose day is not told is the one shelling of a quiet town, and any of a besieged one."""
    dated, undated = claim("a", type="shelling"), claim("b", type="shelling", day=None)
    assert groups([dated, undated]) == [{"a", "b"}]
    siege = [claim("f", type="shelling", day=f"2031-04-{n:02}", key=f"h{n}", n=n) for n in range(1, 10)]
    assert {"b"} in groups([dated, undated, *siege])


def test_names_of_parties_and_their_heads_name_nobody() -> None:
    texts = (
        "Fighters of Jabhat al-Nusra and Ahrar al-Sham met there.",
        "He blamed Jabhat al-Nusra and Ahrar al-Sham on Monday.",
    )
    reports = by_id(*(report(i, text) for i, text in zip("ab", texts, strict=True)))
    claims = [claim(i, day=None, at=None, spans=(Span(0, len(reports[i].text)),)) for i in "ab"]
    assert groups(claims, reports) == [{"a"}, {"b"}]


def test_a_slip_of_the_date_is_seen_by_figure_and_place() -> None:
    right, slipped = claim("a", exactly(105), day="2031-04-02"), claim("b", exactly(105), day="2031-04-09")
    assert groups([right, slipped]) == [{"a", "b"}]
    assert groups([right, claim("b", exactly(105), day="2031-04-09", at="Bir Hassun")]) == [{"a"}, {"b"}]
    assert groups([right, claim("b", exactly(4), day="2031-04-09")]) == [{"a"}, {"b"}]


def test_an_unknown_quarter_lies_in_its_town() -> None:
    in_town = claim("a", exactly(9))
    in_quarter = claim("b", exactly(9), at=quarter("al-Saray", "Tel Amara"))
    assert groups([in_town, in_quarter]) == [{"a", "b"}]
    elsewhere = claim("c", exactly(3), at=quarter("al-Hamra", "Tel Amara"))
    assert {"b", "c"} not in groups([in_quarter, elsewhere])


def test_two_quarters_are_not_one_place_for_being_in_one_city() -> None:
    saray, hamra = (
        claim(i, exactly(n), type=kind, where=(quarter(name, "Tel Amara"), town("Tel Amara")))
        for i, n, kind, name in (("a", 14, "shelling", "al-Saray"), ("b", 4, "air_strike", "al-Hamra"))
    )
    assert groups([saray, hamra]) == [{"a"}, {"b"}]


def test_spellings_of_one_place_agree() -> None:
    bare = [Where(name, Span(0, 0), country="IQ") for name in ("al-Zohour", "Zuhur")]
    assert groups([claim("a", exactly(9), at=bare[0]), claim("b", exactly(9), at=bare[1])]) == [{"a", "b"}]


def test_a_report_that_tells_two_apart_is_believed() -> None:
    one, two = claim("a", exactly(9), key="h1", n=1), claim("a", exactly(14), key="h2", n=2)
    assert len(groups([one, two])) == 2
    assert len(groups([one, two, claim("b", exactly(14))])) == 2


def test_totals_prospects_and_denials() -> None:
    struck = claim("a", exactly(9))
    assert len(groups([struck, claim("b", exactly(9, scope="cumulative"))])) == 2
    assert len(groups([struck, claim("b", exactly(9), realis=Realis.PLANNED)])) == 2
    assert groups([struck, claim("b", realis=Realis.NEGATED)]) == [{"a", "b"}]


def test_a_whole_name_tells_more_than_its_words() -> None:
    told = [
        report(i, f"Rescuers found the body of {who} there on Thursday.")
        for i, who in (("a", "Tariq Zein"), ("b", "Tariq Zein"))
    ]
    other = report("c", "Rescuers found the body of Tariq Osman there on Thursday.")
    reports = by_id(*told, other)
    claims = [claim(i, day=None, at=None, spans=(Span(0, len(reports[i].text)),)) for i in "abc"]
    assert groups(claims, reports) == [{"a", "b"}, {"c"}]


def test_what_hit_tells_blows_of_one_day_apart() -> None:
    struck, bombed = claim("a", type="air_strike"), claim("b", type="car_bomb")
    assert len(groups([struck, bombed])) == 2
    assert len(groups([struck, claim("b", type="bombing")])) == 1
    assert len(groups([struck, claim("b", type="displacement")])) == 2


def test_a_month_told_is_not_the_day_of_the_news() -> None:
    early = When(date(2031, 3, 1), date(2031, 3, 31), Precision.MONTH, text="in March")
    recalled = claim("a", exactly(32), at=None, type="suicide_attack", when=early)
    fresh = claim("b", exactly(32), type="suicide_attack", day=None)
    late = by_id(*(report(i, published="2031-05-12") for i in "ab"))
    assert groups([recalled, fresh], late) == [{"a"}, {"b"}]
    assert groups([recalled, fresh], by_id(*(report(i, published="2031-03-20") for i in "ab"))) == [{"a", "b"}]


def test_another_kind_of_blow_in_the_same_city_with_other_tolls_is_another() -> None:
    bombed = claim("a", exactly(15), at=quarter("Old Gate", "Tel Amara"), type="air_strike")
    assert groups([bombed, claim("b", exactly(6), type="rocket_attack")]) == [{"a"}, {"b"}]
    assert groups([bombed, claim("b", type="shelling", key="h2")]) == [{"a", "b"}], "no toll is no other toll"
    assert groups([bombed, claim("b", exactly(15), type="shelling")]) == [{"a", "b"}]


def test_a_spokesman_who_tells_of_one_wounded_again_says_nothing() -> None:
    hurt, wide = exactly(1, kind="injured"), quarter("Old Gate", "Tel Amara")
    told = [
        claim(i, hurt, by=("Noor Agency",), day=None, at=at, type="shelling") for i, at in (("a", wide), ("d", "Tel Amara"))
    ]
    assert groups(told) == [{"a"}, {"d"}]


def test_nothing_is_linked_to_what_had_not_happened_yet() -> None:
    early = report("e", published="2031-04-05")
    assert len(groups([claim("a", exactly(56)), claim("e", exactly(56), day=None)], REPORTS | by_id(early))) == 2


def test_a_persons_word_outweighs_the_evidence() -> None:
    one, two = claim("a", exactly(9)), claim("b", exactly(9))
    far = claim("c", exactly(80), at="Bir Hassun", day="2031-01-02", type="displacement")
    assert groups([one, two, far], cannot=frozenset([(one.claim_id, two.claim_id)])) == [{"a"}, {"b"}, {"c"}]
    assert groups([one, far], must=frozenset([(one.claim_id, far.claim_id)])) == [{"a", "c"}]
    both = [claim("a", exactly(9), n=1), claim("a", exactly(3, kind="injured"), n=2)]
    assert len(link_claims(both, REPORTS)) == 1
    assert len(link_claims(both, REPORTS, cannot=frozenset([(both[1].claim_id, both[0].claim_id)]))) == 2


def test_every_join_says_why() -> None:
    (cluster,) = link_claims([claim("a", exactly(105)), claim("b", exactly(105))], REPORTS)
    assert "same figure: 105 killed" in cluster.evidence[0]
    assert "same place Tel Amara" in cluster.evidence[0]


CHAINS = [(), ("Noor Agency",), ("Pentagon",), ("Noor Agency", "Pentagon"), ("Outlet A",), ("Outlet B",)]


@st.composite
def ledgers(draw: st.DrawFn) -> list[Claim]:
    """Up to 14 claims of 6 reports on a few days in three towns."""
    made = []
    for n in range(draw(st.integers(1, 14))):
        size = draw(st.sampled_from([0, 3, 12, 56, 105, 237]))
        kind = draw(st.sampled_from([FigureKind.KILLED, FigureKind.INJURED, FigureKind.KILLED_OR_INJURED]))
        bounds = [(size, size, size), (size, None, None), (None, None, size + 1), (size, None, size + 9)]
        victims = draw(st.sampled_from(["civilian", "unknown", "combatant"]))
        made.append(
            claim(
                draw(st.sampled_from("abcdef")),
                figure(*draw(st.sampled_from(bounds)), kind=kind, victims=victims),
                by=draw(st.sampled_from(CHAINS)),
                day=draw(st.sampled_from([None, "2031-04-09", "2031-04-10", "2031-04-11"])),
                at=draw(st.sampled_from([None, "Tel Amara", "Qasr Lubna"])),
                perpetrator=draw(st.sampled_from([None, "us-forces", "isis"])),
                key=draw(st.sampled_from(["", "h1", "h2"])),
                n=n,
            )
        )
    return made


def order_does_not_matter(claims: list[Claim], dice: random.Random) -> None:
    """Nor does repetition; and every claim is in one cluster and one lineage."""
    shuffled = [*claims, *claims[:3]]
    dice.shuffle(shuffled)
    clusters = link_claims(claims, REPORTS)
    assert link_claims(shuffled, REPORTS) == clusters
    assert sorted(c.claim_id for x in clusters for c in x.claims) == sorted(c.claim_id for c in claims)
    for cluster in clusters:
        in_lineages = [i for lineage in cluster.lineages for i in lineage.claims]
        assert sorted(in_lineages) == sorted(c.claim_id for c in cluster.claims)


def ranges_rise(claims: list[Claim]) -> None:
    """Low <= best <= high, and each range stands on votes of its own claims."""
    for cluster in link_claims(claims, REPORTS):
        incident = reconcile(cluster, REPORTS)
        held = {c.claim_id for c in cluster.claims}
        for value in (r for kinds in incident.ranges.values() for bucket in kinds.values() for r in bucket.values()):
            known = [n for n in (value.low, value.best, value.high) if n is not None]
            assert known == sorted(known)
            assert value.votes
            assert set(value.votes) | {c for c, _ in value.left_out} <= held


def an_echo_adds_nothing(claims: list[Claim], which: int) -> None:
    """A later report that repeats a claim with its source, word for word, adds no vote."""
    told = claims[which % len(claims)]
    source = told.attribution[-1].name
    late = report("z", published="2031-05-20")
    figures = told.figures
    echo = claim("z", *figures, by=(source,), key="e", at=None, day=None)
    reports = REPORTS | {"z": late}
    home = next(x for x in link_claims(claims, reports) if told in x.claims)
    joined = next(
        x
        for x in link_claims([*claims, echo], reports, must=frozenset((echo.claim_id, c.claim_id) for c in home.claims))
        if echo in x.claims
    )
    if {c.claim_id for c in joined.claims} == {c.claim_id for c in home.claims} | {echo.claim_id}:
        before, after = reconcile(home, reports).ranges, reconcile(joined, reports).ranges
        assert _numbers(after) == _numbers(before)


@settings(max_examples=80, deadline=None)
@given(ledgers(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(claims: list[Claim], dice: random.Random) -> None:
    order_does_not_matter(claims, dice)


@settings(max_examples=80, deadline=None)
@given(ledgers())
def test_ranges_rise_and_stand_on_their_votes(claims: list[Claim]) -> None:
    ranges_rise(claims)


@settings(max_examples=80, deadline=None)
@given(ledgers(), st.integers(0, 13))
def test_an_echo_changes_no_range(claims: list[Claim], which: int) -> None:
    an_echo_adds_nothing(claims, which)


def _numbers(ranges: object) -> object:
    """The ranges without the names of claims."""
    assert isinstance(ranges, dict)
    return {
        (kind, victims, convention): (r.low, r.best, r.high, r.high_open, r.provisional)
        for kind, buckets in ranges.items()
        for victims, conventions in buckets.items()
        for convention, r in conventions.items()
    }
