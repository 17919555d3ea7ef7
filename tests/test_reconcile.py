"""From clusters of claims to ranges, concessions and grades."""

from __future__ import annotations

from dataclasses import replace

from hadba.link import link_claims
from hadba.model.attribution import Speaker, Stance
from hadba.model.claim import Claim, Realis
from hadba.model.incident import Grade, Incident
from hadba.model.report import Report
from hadba.reconcile import explain, reconcile, show_range, totals
from tests.link_cases import by_id, claim, exactly, figure, report


def one(claims: list[Claim], *reports: Report) -> Incident:
    """The one incident that the claims make."""
    held = by_id(*reports)
    clusters = link_claims(claims, held)
    assert len(clusters) == 1, [c.evidence for c in clusters]
    return reconcile(clusters[0], held)


def shown(incident: Incident, kind: str = "killed", victims: str = "civilian") -> list[str]:
    ranges = incident.ranges[kind][victims]
    return [show_range(ranges[c]).split(" (")[0] for c in ("airwars", "ibc", "ucdp")]


def test_an_echo_counts_once() -> None:
    wire, echo = report("a"), report("b", published="2031-04-13")
    incident = one([claim("a", figure(20), by=("Noor Agency",)), claim("b", figure(20), by=("Noor Agency",))], wire, echo)
    assert shown(incident) == ["20 to 20+", "20 to 20+", "20 / 20 / 20+"]
    assert (incident.n_reports, incident.n_independent) == (2, 1)
    assert incident.ranges["killed"]["civilian"]["ibc"].provisional
    assert incident.grade is Grade.WEAK


def digest() -> list[Claim]:
    conceded = claim(
        "a", figure(105), by=("Pentagon",), stance=Stance.CONCEDES, perpetrator="us-forces", said="2031-04-12", n=1
    )
    return [conceded, claim("a", exactly(237), by=("Radio Sinjar",), perpetrator="us-forces", n=2)]


def test_one_digest_bears_a_vote_for_each_of_its_sources() -> None:
    incident = one(digest(), report("a"))
    assert shown(incident) == ["237 to 237", "105 to 237", "105 / 105 / 237"]
    assert show_range(incident.conceded["killed"]) == "105 to 105+"
    assert incident.grade is Grade.CONFIRMED
    assert (incident.n_reports, incident.n_independent) == (1, 2)


def test_a_garbled_echo_changes_nothing() -> None:
    for published in ("2031-04-11", "2031-04-15"):
        garbled = claim("b", figure(200, None, 300), by=("Radio Sinjar",), perpetrator="us-forces")
        sinjar = replace(claim("c", exactly(237), perpetrator="us-forces"), attribution=(Speaker("Radio Sinjar"),))
        root = report("c", outlet="Radio Sinjar", published="2031-04-11")
        incident = one([*digest(), garbled, sinjar], report("a"), report("b", published=published), root)
        assert shown(incident) == ["237 to 237", "105 to 237", "105 / 105 / 237"]
        assert incident.n_independent == 2
    incident = one([*digest(), garbled], report("a"), report("b", published="2031-04-15"))
    assert shown(incident) == ["237 to 237", "105 to 237", "105 / 105 / 237"]


def test_a_growing_toll_is_a_sequence() -> None:
    days = [("a", "2031-04-10", 22), ("b", "2031-04-11", 43), ("c", "2031-04-12", 70)]
    claims = [claim(i, exactly(n), by=("Civil Defence of Amara",), said=day) for i, day, n in days]
    incident = one(claims, *(report(i, published=day) for i, day, _ in days))
    assert shown(incident)[0] == "70 to 70"
    assert incident.n_independent == 1
    assert len(incident.ranges["killed"]["civilian"]["airwars"].left_out) == 2


def test_parts_totals_and_denied_numbers_do_not_enter() -> None:
    claims = [
        claim("a", exactly(30), by=("Noor Agency",), n=1),
        claim("a", exactly(11, scope="part", groups=("child",)), by=("Noor Agency",), n=2),
        claim("b", exactly(900, scope="covers_several"), n=3),
        claim("c", exactly(30), by=("Ministry of Health",), stance=Stance.DISPUTES, n=4),
        claim("d", exactly(30), by=("Ministry of Defence",), stance=Stance.DENIES, realis=Realis.NEGATED, n=5),
    ]
    incident = one(claims, *(report(i) for i in "abcd"))
    assert shown(incident) == ["30 to 30", "30 to 30", "30 / 30 / 30"]
    rules = {rule for _, rule in incident.ranges["killed"]["civilian"]["airwars"].left_out}
    assert rules == {
        "a part of a total",
        "covers several incidents",
        "the speaker disputes the number",
        "the speaker says that it was not so",
    }


def test_no_casualties_is_a_zero_for_dead_and_injured() -> None:
    none = claim("b", exactly(0, kind="killed_or_injured", victims="unknown"), realis=Realis.NEGATED)
    incident = one([claim("a", exactly(12, victims="unknown")), none], report("a"), report("b"))
    assert shown(incident)[0] == "0 to 12"
    assert shown(incident, "injured")[0] == "0 to 0"


def test_grades() -> None:
    a, b = report("a"), report("b")
    struck = claim("a", exactly(9), perpetrator="us-forces")
    assert one([struck, claim("b", exactly(9), perpetrator="us-forces")], a, b).grade is Grade.FAIR
    assert one([struck, claim("b", exactly(9), perpetrator="isis", by=("Amara Council",))], a, b).grade is Grade.CONTESTED
    assert one([claim("a", perpetrator="us-forces")], a).grade is Grade.NONE
    assert one([struck], a).grade is Grade.WEAK


def test_every_number_can_be_explained() -> None:
    claims, text = digest(), report("a")
    incident = one(claims, text)
    lines = "\n".join(explain(incident, claims, by_id(text)))
    for claim_id in incident.claims:
        assert claim_id in lines
    assert "a belligerent's figure stands apart" in lines


def test_each_vote_is_told_with_its_number() -> None:
    claims = [claim("a", figure(20)), claim("b", figure(None, None, 40)), claim("c", figure(12, None, 18))]
    reports = [report(i) for i in "abc"]
    lines = "\n".join(explain(one(claims, *reports), claims, by_id(*reports)))
    for number, outlet in (("20+", "A"), ("up to 40", "B"), ("12 to 18", "C")):
        assert f"counted (all): {number}: Outlet {outlet}" in lines
    assert "killed, all: as civilian" in lines


def test_totals_add_the_ends_apart() -> None:
    fair = one([claim(i, exactly(n), perpetrator="us-forces") for i, n in (("a", 9), ("b", 12))], report("a"), report("b"))
    weak = one([claim("a", exactly(9))], report("a"))
    silent = one([claim("a")], report("a"))
    total = totals([fair, weak, silent], "airwars")
    assert (total.low, total.high, total.incidents, total.without_figure, total.below_headline) == (9, 12, 1, 1, 1)
