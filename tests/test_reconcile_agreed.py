"""What an incident is said to be, when and where, once its sources are weighed."""

from __future__ import annotations

from datetime import date

from hadba.link import link_claims
from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.span import Span
from hadba.model.when import Precision
from hadba.model.where import PlacePrecision, Where
from hadba.reconcile import reconcile
from tests.link_cases import by_id, claim, exactly, quarter, report, town


def of(*claims: Claim) -> Incident:
    reports = by_id(*(report(i, published="2031-04-20") for i in "abcde"))
    (cluster,) = link_claims(claims, reports)
    return reconcile(cluster, reports)


def test_the_date_of_most_independent_sources_wins_over_that_of_most_claims() -> None:
    echoes = [claim(i, exactly(105), by=("Noor Agency",), day="2031-04-02") for i in "abc"]
    others = [claim(i, exactly(105), day="2031-04-09") for i in "de"]
    incident = of(*echoes, *others)
    assert incident.when.start == date(2031, 4, 9)
    assert incident.when.basis is not None
    assert "others say 2031-04-02" in incident.when.basis


def test_the_finest_place_that_sources_agree_on_comes_first() -> None:
    claims = [claim(i, exactly(9), at=quarter(name, "Tel Amara")) for i, name in (("a", "al-Zohour"), ("b", "Zuhur"))]
    country = Where("Iraq", Span(0, 0), "p-iq", "Iraq", 33.0, 44.0, PlacePrecision.COUNTRY, 1.0, country="IQ")
    incident = of(
        *claims, claim("c", exactly(9), at=town("Tel Amara")), claim("d", exactly(9), where=(town("Tel Amara"), country))
    )
    assert [w.text for w in incident.where] == ["al-Zohour"]


def test_what_was_struck_is_told_before_that_people_died() -> None:
    incident = of(claim("a", exactly(9)), claim("b", exactly(9), type="killing"), claim("c", exactly(9), type="killing"))
    assert incident.type == "air_strike"
    assert incident.when.precision is Precision.DAY


def test_parties_are_told_once() -> None:
    incident = of(*(claim(i, exactly(9), perpetrator="us-forces") for i in "abc"))
    assert [a.actor_id for a in incident.actors] == ["us-forces"]
