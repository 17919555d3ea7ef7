"""The set fills of 1992 for Hadba's own types and kinds."""

from __future__ import annotations

# event type -> incident type; types that are not here are none of 1992's
INCIDENT = {
    "bombing": "BOMBING", "car_bomb": "BOMBING", "suicide_attack": "BOMBING", "mine_explosion": "BOMBING",
    "grenade_attack": "BOMBING", "explosion": "BOMBING",
    "abduction": "KIDNAPPING", "hostage_taking": "KIDNAPPING", "hijacking": "HIJACKING",
    "arson": "ARSON", "looting": "ROBBERY", "robbery": "ROBBERY",
    "armed_attack": "ATTACK", "shooting": "ATTACK", "execution": "ATTACK", "assassination": "ATTACK", "massacre": "ATTACK",
    "killing": "ATTACK", "torture": "ATTACK", "raid": "ATTACK", "rocket_attack": "ATTACK", "shelling": "ATTACK",
    "air_strike": "ATTACK", "drone_strike": "ATTACK", "missile_strike": "ATTACK", "armed_clash": "ATTACK",
    "sabotage": "ATTACK", "demolition": "ATTACK", "bodies_found": "ATTACK", "mob_violence": "ATTACK",
    "sexual_violence": "ATTACK", "chemical_attack": "ATTACK",
}  # fmt: skip

# weapon type -> instrument type
INSTRUMENT = {
    "car_bomb": "VEHICLE BOMB", "suicide_vest": "BOMB", "ied": "EXPLOSIVE", "mine": "MINE", "aircraft_bomb": "AERIAL BOMB",
    "missile": "MISSILE", "rocket": "ROCKET", "artillery": "MORTAR", "firearm": "GUN", "machine_gun": "MACHINE GUN",
    "rifle": "RIFLE", "handgun": "HANDGUN", "mortar": "MORTAR", "grenade": "GRENADE", "dynamite": "DYNAMITE",
    "blade": "CUTTING DEVICE", "fire": "MOLOTOV COCKTAIL", "bomb": "BOMB", "explosive": "EXPLOSIVE", "stone": "STONE",
}  # fmt: skip

# kind of people -> type of a human target
PEOPLE = {
    "official": "GOVERNMENT OFFICIAL", "politician": "POLITICAL FIGURE", "diplomat": "DIPLOMAT",
    "judicial": "LEGAL OR JUDICIAL",
    "police": "LAW ENFORCEMENT", "military": "ACTIVE MILITARY", "guard": "SECURITY GUARD",
}  # fmt: skip
FORMER = {"official": "FORMER GOVERNMENT OFFICIAL", "military": "FORMER ACTIVE MILITARY"}

# type of a struck thing -> type of a physical target
THINGS = {
    "vehicle": "TRANSPORT VEHICLE", "ambulance": "TRANSPORT VEHICLE", "ship": "TRANSPORT VEHICLE",
    "aircraft": "TRANSPORT VEHICLE",
    "convoy": "TRANSPORT VEHICLE", "train": "TRANSPORT VEHICLE",
    "bridge": "TRANSPORTATION ROUTE", "road": "TRANSPORTATION ROUTE", "airport": "TRANSPORTATION ROUTE",
    "port": "TRANSPORTATION ROUTE",
    "power": "ENERGY", "pipeline": "ENERGY", "water": "WATER", "communications": "COMMUNICATIONS", "media": "COMMUNICATIONS",
    "bank": "FINANCIAL", "market": "COMMERCIAL", "shop": "COMMERCIAL", "hotel": "COMMERCIAL", "factory": "COMMERCIAL",
    "warehouse": "COMMERCIAL", "embassy": "DIPLOMAT OFFICE OR RESIDENCE",
    "government_building": "GOVERNMENT OFFICE OR RESIDENCE",
    "office": "ORGANIZATION OFFICE", "house": "CIVILIAN RESIDENCE", "police_station": "LAW ENFORCEMENT FACILITY",
}  # fmt: skip
EFFECTS = {"destroyed": "DESTROYED", "damaged": "SOME DAMAGE"}
HARM = {"killed": "DEATH", "injured": "INJURY"}
BOMBS = frozenset(("BOMB", "DYNAMITE", "EXPLOSIVE", "VEHICLE BOMB", "MINE", "GRENADE"))
COUNTRIES = {"US": "UNITED STATES", "GB": "UNITED KINGDOM", "RU": "USSR", "SU": "USSR", "CN": "PEOPLES REP OF CHINA"}

# words of a phrase that say whose office it is, before its head noun does; the first list that has one decides
_OFFICES = (
    ("DIPLOMAT OFFICE OR RESIDENCE", {"EMBASSY", "CONSULATE", "AMBASSADOR", "CONSUL"}),
    ("FINANCIAL", {"BANK", "BANKS", "BANKING", "FINANCIAL"}),
    ("LAW ENFORCEMENT FACILITY", {"POLICE", "CARABINEROS", "PRECINCT"}),
    ("COMMUNICATIONS", {"TELEPHONE", "TELECOMMUNICATIONS", "RADIO", "TELEVISION", "NEWSPAPER", "DAILY", "TELEGRAPH"}),
    ("GOVERNMENT OFFICE OR RESIDENCE", {"MINISTRY", "GOVERNMENT", "MUNICIPAL", "MAYOR", "MAYORS", "GOVERNOR", "PRESIDENTIAL",
     "MINISTER", "SENATOR", "DEPUTY", "COURT", "CONGRESS", "PUBLIC", "STATE", "CITY", "PREFECTURE"}),
)  # fmt: skip
_HOUSED = ("office", "house")  # types of things that are somebody's


def kind_of_thing(type_: str, phrase: str) -> str:
    """The type of a physical target; an office or a house is of those whose it is."""
    if type_ in _HOUSED:
        words = set(phrase.replace("'S", "").split())
        found = next((kind for kind, marks in _OFFICES if marks & words), None)
        if found is not None:
            return found
    return THINGS.get(type_, "OTHER")
