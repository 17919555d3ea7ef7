"""Humanitarian conditions: one statement a sector, no metaphors."""

from __future__ import annotations

import pytest

from hadba.model.claim import Realis
from tests.statements import conditions


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Many people face severe shortages of water and electricity.", {"shortage_water", "shortage_electricity"}),
        ("Residents reported food shortages.", {"shortage_food"}),
        ("Residents have had no electricity or water for ten days.", {"shortage_electricity", "shortage_water"}),
        ("Hospitals are running out of fuel and medicine.", {"shortage_fuel", "shortage_medicine"}),
        ("Families are in desperate need of food and shelter.", {"shortage_food", "shelter_need"}),
        ("Thousands of people were left homeless.", {"shelter_need"}),
        ("The besieged town of Madaya was shelled.", {"siege"}),
        ("The army blocked aid convoys.", {"access_denied"}),
        ("Up to 400,000 civilians remain trapped in the city.", {"trapped_civilians"}),
        ("The main hospital is out of service after the strike.", {"service_out"}),
        ("Three hospitals in the city have been forced to close.", {"service_out"}),
        ("A cholera outbreak killed 40 people.", {"disease_outbreak"}),
        ("Residents were in grave danger.", {"protection_risk"}),
        ("ISIS was directly targeting families.", {"protection_risk"}),
        ("Trucks carrying food reached the town on Friday.", {"aid_delivered"}),
    ],
)
def test_types(text: str, types: set[str]) -> None:
    found = conditions(text)
    assert {s.type for s in found} == types
    assert all(s.realis is Realis.ACTUAL and s.span.contains(s.trigger) for s in found)


@pytest.mark.parametrize(
    "text",
    [
        "There is a hunger for new faces in government.",
        "The minister lacks power and the party is short of ideas.",
        "Rescuers said ten people were trapped under the rubble.",
        "The prisoners ended their hunger strike.",
        "The stock exchange closed early.",
        "The coach said the striker was in need of a goal.",
        "The army received a shipment of military aid.",
    ],
)
def test_what_is_no_condition(text: str) -> None:
    assert conditions(text) == ()


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("The aid had not been distributed to the families.", Realis.NEGATED),
        ("There are fears of a possible cholera outbreak.", Realis.HYPOTHETICAL),
        ("Convoys will deliver food aid to the camps.", Realis.PLANNED),
        ("Doctors tried to cope with the shortage of medicine.", Realis.ACTUAL),
    ],
)
def test_realis(text: str, realis: Realis) -> None:
    assert {s.realis for s in conditions(text)} == {realis}


def test_the_doer_and_the_sector() -> None:
    (denied,) = conditions("The army blocked aid convoys.")
    assert [a.text for a in denied.actors] == ["army"] and denied.detail == "access"
