"""The queue of what a person should look at."""

from __future__ import annotations

from dataclasses import replace

from hadba.model.incident import Grade
from hadba.model.when import When
from hadba.review.queue import needs_review
from tests.publish_world import CLAIMS, MARCH, MAY


def test_what_matters_most_comes_first_and_what_is_settled_not_at_all() -> None:
    rival = replace(MAY, incident_id="i-rival", grade=Grade.CONTESTED)
    done = replace(MARCH, incident_id="i-done", review_state="accepted")
    queue = needs_review((MAY, done, MARCH, rival), CLAIMS)
    assert [item.incident_id for item in queue][-1] == "i-may"
    assert "i-done" not in {item.incident_id for item in queue}
    assert queue == needs_review((rival, MARCH, MAY, done), CLAIMS)


def test_an_incident_without_day_or_place_says_so() -> None:
    bare = replace(MAY, when=When(), where=())
    (item,) = needs_review((bare,), CLAIMS)
    assert {"no date", "no place on the map"} <= set(item.reasons)
