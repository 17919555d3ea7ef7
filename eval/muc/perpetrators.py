"""Who did it: individuals, organizations, how sure the message is, and in whose name."""

from __future__ import annotations

from hadba.lexicon.actor_words import actor_words
from hadba.lexicon.actors import dictionary
from hadba.model.actor import ActorMention, Responsibility, Role
from hadba.model.reading import Reading
from muc.incidents import Incident

_STATE = {"state", "coalition", "military", "police"}
_REBEL = {"rebel", "militia", "insurgent", "criminal"}
_BODIES = {
    *("forces", "army", "force", "military", "police", "militia", "cartel", "cartels", "squad", "squads", "mafia", "mafias"),
    *("gang", "gangs"),
}
_SAYS_NOTHING = {"REBEL", "GUERRILLA", "GROUP", "SAME GROUP", "CREW", "FORCES", "TROOPS", "PERSON", "INDIVIDUAL"}
_OF_BANDS = ("BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING")
_BESIDE = 800  # characters
_HEDGES = {"SUSPECTED", "ALLEGED", "PRESUMED", "APPARENT", "SUPPOSED", "YESTERDAY", "TODAY"}
_NOBODY = {"OTHERS", "FORCES", "PEOPLE"}
_CONFIDENCE = {
    Responsibility.CLAIMED: "CLAIMED OR ADMITTED",
    Responsibility.TOLD: "REPORTED AS FACT",
    Responsibility.ACCUSED: "SUSPECTED OR ACCUSED",
    Responsibility.PRESUMED: "SUSPECTED OR ACCUSED",
}


def perpetrators(incident: Incident, reading: Reading) -> dict[str, object]:
    """The four slots of perpetrators."""
    actors = [a for c in incident.claims for a in c.actors if a.role is Role.PERPETRATOR]
    individuals: list[str] = []
    organizations: dict[str, str] = {}
    party_of: dict[str, str] = {}
    kinds: set[str] = set()
    for actor in (*actors, *_inside(incident, reading, actors)):
        if actor.responsibility is Responsibility.DENIED:
            continue
        known = dictionary().by_id.get(actor.actor_id or "")
        body, band = _split(actor)
        if known is not None:
            kinds.add(known.kind)
        if not body and known is not None:
            body = _name_elsewhere(known.id, reading)
        if body:
            body = _one_name(organizations, party_of, body, known.id if known is not None else body)
            _note(organizations, body, _CONFIDENCE[actor.responsibility])
        if band:
            individuals.append(_whole(band, actor, incident))
    for person in incident.people(Role.PERPETRATOR):
        of_actor = any(a.span[0] < person.span[1] and person.span[0] < a.span[1] for a in actors)
        if (not of_actor or _is_band(person.text)) and person.responsibility is not Responsibility.DENIED:
            individuals.append(_unhedged(person.text))
        kinds.add(person.kind or "")
    if not organizations and not kinds & _STATE:
        body = _only_band(incident, reading)
        if body:
            organizations[body] = _CONFIDENCE[Responsibility.TOLD]
    telling = [i for i in individuals if i not in _SAYS_NOTHING and i.split()[-1] not in _NOBODY]
    kept = list(dict.fromkeys(i for i in telling if not any(i != j and j.endswith(i) for j in telling)))[:2]
    state = bool(kinds & _STATE) and not kinds & _REBEL
    return {
        "perp_individual": kept,
        "perp_organization": list(organizations),
        "perp_confidence": [{"string": why, "ref": o} for o, why in organizations.items()],
        "perp_category": "STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT",
    }


def _unhedged(text: str) -> str:
    """Without the words that say how sure it is: "SUSPECTED URBAN GUERRILLAS"."""
    words = text.upper().split()
    while len(words) > 1 and words[0] in _HEDGES:
        words = words[1:]
    return " ".join(words)


def _is_band(text: str) -> bool:
    """Whether the phrase is of people of a body, not the body: "ELN guerrillas"."""
    last = text.split()[-1].lower()
    return (last in actor_words().forces or last == "members") and last not in _BODIES


def _whole(band: str, actor: ActorMention, incident: Incident) -> str:
    """The band as its phrase has it, where that says more: "HEAVILY ARMED MEN" for "ARMED MEN"."""
    for person in incident.people(Role.PERPETRATOR):
        if person.span.contains(actor.span) and _unhedged(person.text).endswith(band):
            return _unhedged(person.text)
    return band


def _only_band(incident: Incident, reading: Reading) -> str:
    """The one band of rebels or criminals that the message names, near an incident such as bands do. Right in every second
    incident that the keys know, which is more than the score of leaving it open."""
    if incident.type not in _OF_BANDS:
        return ""
    named = [
        n
        for n in reading.actors
        if n.actor_id is not None and (known := dictionary().by_id.get(n.actor_id)) is not None and known.kind in _REBEL
    ]
    near = any(abs(n.span.start - c.trigger.start) <= _BESIDE for n in named for c in incident.claims)
    bands = {n.actor_id for n in named}
    return _name_elsewhere(bands.pop() or "", reading) if near and len(bands) == 1 else ""


def _inside(incident: Incident, reading: Reading, actors: list[ActorMention]) -> list[ActorMention]:
    """The parties named in the phrases of those who did it: "members of the FMLN"."""
    told = {a.span for a in actors}
    return [
        ActorMention(Role.PERPETRATOR, name.text, name.span, name.actor_id, responsibility=person.responsibility)
        for person in incident.people(Role.PERPETRATOR)
        for name in reading.actors
        if person.span.contains(name.span) and name.span not in told and name.actor_id is not None
    ]


def _name_elsewhere(actor_id: str, reading: Reading) -> str:
    """The name under which the message tells of a party that is meant by "the guerrillas"."""
    for name in reading.actors:
        if name.actor_id == actor_id:
            body, _ = _split(ActorMention(Role.OTHER, name.text, name.span, name.actor_id))
            if body:
                return body
    return ""


def _one_name(organizations: dict[str, str], party_of: dict[str, str], body: str, party: str) -> str:
    """One name a party, the longest of those given; what was noted under a shorter one goes along."""
    held = party_of.get(party)
    if held is not None and held != body:
        body, shorter = (body, held) if len(body) > len(held) else (held, body)
        if shorter in organizations:
            organizations[body] = organizations.pop(shorter)
    party_of[party] = body
    return body


def _note(organizations: dict[str, str], body: str, confidence: str) -> None:
    """Keep the surest ground, and of a name and its part the longer one."""
    held = organizations.get(body)
    if held is None or list(_CONFIDENCE.values()).index(confidence) < list(_CONFIDENCE.values()).index(held):
        organizations[body] = confidence


def _split(actor: ActorMention) -> tuple[str, str]:
    """The organization and the band in a mention: "ELN guerrillas" names both, "urban guerrillas" a band only."""
    words = " ".join(actor.text.split())
    if words.split()[0].upper() in _HEDGES:
        words = words.partition(" ")[2] or words
    head, _, last = words.rpartition(" ")
    if last.lower() == "members" and actor.actor_id is not None:
        return head.upper(), words.upper()
    forces = actor_words().forces
    ends = {last.lower(), " ".join(words.split()[-2:]).lower()}
    band = bool(ends & forces) and last.lower() not in _BODIES
    if not band:
        return words.upper(), ""
    if head and actor.actor_id is not None and actor.actor_id in {a.id for a in dictionary().may_mean(head)}:
        return head.upper(), last.upper()
    return "", words.upper()
