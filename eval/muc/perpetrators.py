"""Who did it: individuals, organizations, how sure the message is, and in whose name."""

from __future__ import annotations

from hadba.lexicon.actor_words import actor_words
from hadba.lexicon.actors import dictionary
from hadba.model.actor import ActorMention, Role
from muc.incidents import Incident

_STATE = ("state", "coalition")


def perpetrators(incident: Incident) -> dict[str, object]:
    """The four slots of perpetrators."""
    actors = [a for c in incident.claims for a in c.actors if a.role is Role.PERPETRATOR]
    individuals: list[str] = []
    organizations: dict[str, bool] = {}
    state = False
    for actor in actors:
        known = dictionary().by_id.get(actor.actor_id or "")
        body, band = _split(actor)
        state = state or (known is not None and known.kind in _STATE)
        if known is not None and body:
            organizations[body] = organizations.get(body, False) or actor.certain
        if band:
            individuals.append(band)
    for person in incident.people(Role.PERPETRATOR):
        words = " ".join(person.text.split()).upper()
        if not any(a.span[0] < person.span[1] and person.span[0] < a.span[1] for a in actors):
            individuals.append(words)
        state = state or person.kind in ("military", "police")
    kept = [i for n, i in enumerate(dict.fromkeys(individuals)) if n < 2]
    return {
        "perp_individual": kept,
        "perp_organization": list(organizations),
        "perp_confidence": [
            {"string": "REPORTED AS FACT" if sure else "SUSPECTED OR ACCUSED", "ref": o} for o, sure in organizations.items()
        ],
        "perp_category": "STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT",
    }


def _split(actor: ActorMention) -> tuple[str, str]:
    """The organization and the band in a mention: "ELN guerrillas" names both."""
    words = " ".join(actor.text.split())
    last = words.split()[-1].lower()
    if (
        last in actor_words().forces
        and actor.actor_id is not None
        and len(words.split()) > 1
        and last not in ("forces", "army")
    ):
        return words.rsplit(" ", 1)[0].upper(), last.upper()
    return (words.upper(), "") if actor.actor_id is not None else ("", words.upper())
