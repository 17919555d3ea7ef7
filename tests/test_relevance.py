"""What is not ours bears no claim of an event. The texts are our own."""

from __future__ import annotations

import pytest

from tests.reading import events

NOT_OURS = {
    "sport": (
        "United struck twice in the first half and killed off the match. The striker fired a shot past the "
        "goalkeeper and the coach called the attack the best of the season. Three players were injured."
    ),
    "film": (
        "The film's final battle kills dozens of soldiers. Its director shot the siege in a studio and critics "
        "wounded the actor who plays the general. The sequel opens at the box office in May."
    ),
    "accident": (
        "Twelve people were killed and 30 injured when a bus crashed into a lorry on the coastal highway on "
        "Sunday. Police said the driver lost control in heavy rain. Rescuers pulled seven bodies from the wreck."
    ),
    "flood": (
        "At least 43 people have died and thousands have been displaced by floods in the delta since Friday. "
        "Soldiers brought water to villages cut off by the storm. The death toll rose from 31."
    ),
    "disease": (
        "A cholera outbreak has killed 210 people in the province this year, health officials said. Patients fill "
        "the wards and the vaccine has not arrived. Another 40 died of the disease in the camp."
    ),
    "business": (
        "Shares in the retailer were hit after profit fell. Analysts said the price war had claimed casualties and"
        " that 400 jobs would go. The company's new offensive in smartphones starts in autumn."
    ),
    "crime": (
        "A man was arrested on Monday after his girlfriend was found shot dead in their apartment, the sheriff "
        "said. The suspect was charged with manslaughter and his attorney asked the jury for time. One neighbor "
        "was injured."
    ),
}


@pytest.mark.parametrize("kind", sorted(NOT_OURS))
def test_what_is_not_ours_bears_no_event(kind: str) -> None:
    assert events(NOT_OURS[kind]) == []


def test_conflict_is_ours_in_few_words() -> None:
    assert events("Shelling killed four people in Taiz on Monday.")


def test_disease_in_a_war_is_not_counted_as_war() -> None:
    text = "Rebels shelled the port of Hodeidah on Sunday and killed six dockers. Cholera has killed 300 people in the city."
    assert {f.low for c in events(text) for f in c.figures} == {6}
