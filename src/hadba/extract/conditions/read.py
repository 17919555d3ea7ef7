"""Statements of humanitarian conditions in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hadba.extract.conditions.closures import aid, services_out, sieges, trapped
from hadba.extract.conditions.finding import Finding
from hadba.extract.conditions.needs import absences, diseases, homeless, hunger, shortages
from hadba.extract.conditions.protection import dangers
from hadba.extract.modality import modality
from hadba.extract.scene import Scene
from hadba.extract.statement import Statement
from hadba.model.actor import Role
from hadba.model.claim import Family
from hadba.model.parse import Parsed, Sentence
from hadba.model.reading import ActorName
from hadba.model.span import Span
from hadba.model.where import PlaceMention

_DEEDS = ("aid_delivered", "access_denied", "protection_risk")
_RULES: tuple[Callable[[Scene, Sentence], Iterator[Finding]], ...] = (
    shortages,
    absences,
    hunger,
    diseases,
    homeless,
    sieges,
    trapped,
    services_out,
    aid,
    dangers,
)


def read_conditions(parsed: Parsed, places: tuple[PlaceMention, ...], actors: tuple[ActorName, ...]) -> tuple[Statement, ...]:
    """Statements of the condition family, in text order, one a type, sector and clause; ``detail`` is the sector."""
    scene = Scene.of(parsed, places, actors)
    found: list[Statement] = []
    for sentence in parsed.sentences:
        told: dict[tuple[str, str, Span], Statement] = {}
        for rule in _RULES:
            for finding in rule(scene, sentence):
                statement = _statement(scene, finding)
                told.setdefault((finding.type, finding.sector, statement.span), statement)
        found.extend(told.values())
    return tuple(sorted(found, key=lambda s: (s.trigger, s.type, s.detail or "")))


def _statement(scene: Scene, finding: Finding) -> Statement:
    doers = scene.parties(finding.doer, Role.PERPETRATOR)
    about = scene.phrase(finding.about) if finding.about is not None else []
    return Statement(
        family=Family.CONDITION,
        type=finding.type,
        trigger=finding.trigger.span,
        span=scene.bearing(finding.trigger, [*(a.span for a in doers), *(t.span for t in about)]),
        realis=finding.realis or modality(scene.parsed, finding.trigger, state=finding.type not in _DEEDS),
        actors=doers,
        places=scene.places(finding.about) or None,
        detail=finding.sector,
    )
