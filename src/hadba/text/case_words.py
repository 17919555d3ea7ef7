"""Short word lists by which casing decides what a word list alone cannot."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


CALENDAR = _words("""
    monday tuesday wednesday thursday friday saturday sunday january february april june july september october november
    december christmas easter ramadan
""")
# capitalised before a name; abbreviations among them are no acronyms
TITLES = _words("""
    president general colonel captain major lieutenant sergeant corporal private admiral commander minister senator deputy
    governor mayor judge justice bishop archbishop father monsignor cardinal pope priest pastor reverend sister brother
    doctor professor ambassador secretary prime king queen prince sheikh imam ayatollah congressman congresswoman
    representative councilman councillor chancellor premier inspector detective officer agent marshal brigadier comrade don
    dona mister mrs mr ms dr col gen lt sgt capt maj cpl adm msgr rev fr prof sen gov engineer attorney
""")
ABBREVIATIONS = _words("""
    mr mrs ms dr col gen lt sgt capt maj cpl adm msgr rev prof sen gov jr sr st vs
""")
UNITS = _words("""
    km kg cm mm hp am pm
""")
PARTICLES = _words("""
    de la las los del da dos das di du van von der den el al bin ibn ben y e
""")
PLACE_OPENERS = _words("""
    el la las los san santa santo st puerto villa port fort mount saint costa ciudad rio tel ras umm deir
""")
# acronyms of two or more letters that a word list takes for words, or that are longer than three
ACRONYM_WORDS = _words("""
    USA UN UK EU NATO UNICEF UNHCR UNESCO ISIS ISIL FARC OPEC ECOWAS AMISOM MINUSMA SWAPO UNITA RENAMO FRELIMO INTERPOL NASA
    AIDS CENTCOM SWAT FIFA TASS BBC CNN CIA FBI PLO ANC IRA ETA PKK YPG SDF SAA TNT RPG AK IED TV
""")
# surnames and given names that are words too: names after a name or a title
NAME_LIKE = _words("""
    angel baker banks bell bill bishop black bond bradley brooks brown bush carpenter carter cook cooper cruz dean drew
    faith fields fisher ford foster fox frank gates gene grace gray green hall hope hunter jack joy kerry king knight lance
    lane lee leon luna mark marks marsh marshal martin mason miles miller moody moore mora noble palmer parker paz pike pool
    pope porter potter powell quick rey reyes rice rios rivers robin rock rosa rose santos singer smith sol sparks stern
    stone summers swift taylor thorn turner underwood walker weaver webb white wills wise wolf wood woods young
""")
PREFIXES = _words("""
    anti counter sub re un non pre super inter multi semi de dis over under ultra narco para co mis machine
""")
SUFFIXES = _words("""
    ation ization ition ment ness ability ively ously ically ingly tionist ological ship
""")
DEMONYM = re.compile(r"(?:[aeiou]ns?|ese|ish|ists?|i)$")
