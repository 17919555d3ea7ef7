"""Incidents -> the slots of 1992."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hadba.model.claim import Person, StruckObject
from hadba.model.figure import Figure, FigureKind
from hadba.model.reading import Reading
from hadba.model.span import Span
from hadba.model.when import Precision
from muc.incidents import Incident, incidents_of, soft_targets, struck_things
from muc.numbers import content, head_of, number_of, without_count
from muc.perpetrators import perpetrators
from muc.places import location, nation_of
from muc.words import EFFECTS, FORMER, HARM, INSTRUMENT, PEOPLE, kind_of_thing

Template = dict[str, object]
_AGE = 1900  # a count of people beyond that is a year
_DETERMINERS = ("THE ", "A ", "AN ", "HIS ", "HER ", "THEIR ", "ITS ")


def templates_of(reading: Reading, home: str | None) -> list[Template]:
    """The templates of one message; ``home`` is the country of its dateline."""
    return [_template(reading, incident, home) for incident in incidents_of(reading)]


def _template(reading: Reading, incident: Incident, home: str | None) -> Template:
    text = reading.report.text
    where = location(incident, reading, home)
    filled: Template = {
        "incident_date": _date(incident, reading.report.published),
        "incident_location": where,
        "incident_type": incident.type,
        "incident_stage": incident.stage,
        **_instruments(incident),
        **perpetrators(incident, reading),
        **_things(incident),
        **_people(incident, text, (where or "").split(":")[0]),
    }
    return {slot: fill for slot, fill in filled.items() if fill}


def words(text: str) -> str:
    """A string fill: one line, capitals, no article before it."""
    line = " ".join(text.split()).upper().strip(" ,;:\"'")
    for article in _DETERMINERS:
        line = line.removeprefix(article)
    return line


def _date(incident: Incident, published: date | None) -> str | None:
    day = incident.day()
    if day is not None:
        return _day(day)
    spans = [
        c.when for c in incident.claims if c.when.span and c.when.start and c.when.end and c.when.precision is Precision.MONTH
    ]
    if spans and spans[0].start and spans[0].end:
        return f"{_day(spans[0].start)} - {_day(min(spans[0].end, published or spans[0].end))}"
    return f"- {_day(published)}" if published else None


def _day(day: date) -> str:
    return day.strftime("%d %b %y").upper()


def _instruments(incident: Incident) -> Template:
    found: dict[str, str] = {}
    for claim in incident.claims:
        for weapon in claim.weapons:
            if weapon.type in INSTRUMENT:
                found.setdefault(words(weapon.text), INSTRUMENT[weapon.type])
    shown = {t: k for t, k in found.items() if not any(t != u and t in u for u in found)}
    kinds = [{"string": kind, "ref": text} for text, kind in shown.items()]
    if not kinds and incident.type == "BOMBING":
        kinds = [{"string": "BOMB", "ref": "-"}]
    if not kinds and any(c.type == "shooting" for c in incident.claims):
        kinds = [{"string": "GUN", "ref": "-"}]
    return {"instrument_id": list(shown), "instrument_type": kinds}


def _things(incident: Incident) -> Template:
    found: dict[str, StruckObject] = {}
    for thing in struck_things(incident):
        held = found.get(words(thing.text))
        if held is None or thing.effect in EFFECTS:
            found[words(thing.text)] = thing
    shown = {t: o for t, o in found.items() if not any(t != u and u.endswith(t) for u in found)}
    fills = {t: without_count(t) for t in shown}
    return {
        "phys_target": list(fills.values()),
        "phys_type": [{"string": kind_of_thing(o.type, t), "ref": fills[t]} for t, o in shown.items()],
        "phys_number": [{"string": number_of(t), "ref": fills[t]} for t in shown],
        "phys_effect": [{"string": e, "ref": fills[t]} for t, o in shown.items() if (e := _effect(o, incident))],
    }


def _effect(thing: StruckObject, incident: Incident) -> str | None:
    """What became of it; what a bomb or a fire struck is damaged."""
    return EFFECTS.get(thing.effect) or ("SOME DAMAGE" if incident.type in ("BOMBING", "ARSON") else None)


def _people(incident: Incident, text: str, here: str) -> Template:
    figures = [f for c in incident.claims for f in c.figures]
    names: list[str] = []
    offices: list[object] = []
    types, numbers, nations, effects = [], [], [], []
    for person in _distinct(soft_targets(incident), text):
        name = words(text[slice(*person.name)]) if person.name else None
        office = without_count(words(text[slice(*person.office)])) if person.office else None
        key = name or office or without_count(words(person.text))
        if name:
            names.append(name)
        if office and office != name:
            offices.append({"string": office, "ref": name} if name else office)
        kind = FORMER.get(person.kind or "") if person.former else PEOPLE.get(person.kind or "", "CIVILIAN")
        types.append({"string": kind or "CIVILIAN", "ref": key})
        numbers.append({"string": _number(person, figures), "ref": key})
        nation = nation_of(person.text)
        if nation and nation != here:
            nations.append({"string": nation, "ref": key})
        if person.harm in HARM:
            effects.append({"string": HARM[person.harm], "ref": key})
    if not types and any(f.kind is FigureKind.KILLED_OR_INJURED and f.top == 0 for f in figures):
        effects.append({"string": "NO INJURY OR DEATH", "ref": "-"})
    return {
        "hum_name": names,
        "hum_description": offices,
        "hum_type": types,
        "hum_number": numbers,
        "hum_nation": nations,
        "hum_effect": effects,
    }


def _distinct(people: Iterable[Person], text: str) -> list[Person]:
    """One of each: of two with one last name the one with the longer name, harm taken from either."""
    kept: dict[str, Person] = {}
    for person in people:
        key = text[slice(*person.name)].split()[-1].upper() if person.name else words(person.text)
        key = key if person.name else next((k for k, p in kept.items() if p.name is None and _one_group(p, person)), key)
        held = kept.get(key)
        longer = _longer(person.name, held.name) if held is not None and held.name else False
        if held is None or (person.harm in HARM and held.harm not in HARM) or longer:
            kept[key] = person
    return list(kept.values())


def _one_group(a: Person, b: Person) -> bool:
    """Whether "six Jesuit priests" and "the priests" may be the same people: one's words are among the other's, and no two
    counts stand against it."""
    one, other = content(a.text), content(b.text)
    if number_of(a.text) != number_of(b.text) and {number_of(a.text), number_of(b.text)}.isdisjoint(("PLURAL",)):
        return False
    return head_of(a.text) == head_of(b.text) and (one <= other or other <= one)


def _longer(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a[1] - a[0] > b[1] - b[0]


def _number(person: Person, figures: Iterable[Figure]) -> str:
    if person.name is not None:
        return "1"
    told = number_of(person.text)
    if told not in ("1", "PLURAL"):
        return told
    for figure in figures:
        if figure.span[0] < person.span[1] and person.span[0] < figure.span[1] and figure.low is not None and figure.point:
            return f"{figure.low}"
    return "PLURAL" if person.count is None else str(person.count) if person.count < _AGE else told
