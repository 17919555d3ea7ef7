"""Joining words to happenings: what speaks against and what speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from hadba.lexicon.grammar import word_set
from hadba.model.figure import Scope
from hadba.model.parse import Parsed
from hadba.model.span import Span
from hadba.model.where import PlacePrecision, Where
from hadba.resolve.happening.attacks import may_type
from hadba.resolve.happening.bare import is_bare, may_have_harmed, of_an_ill, stands
from hadba.resolve.happening.counts import another_scale, another_toll, same_toll
from hadba.resolve.happening.standing import DEFINITE, in_sequence, is_heading, words_before
from hadba.resolve.happening.words import FINE, GRAIN, Days, Word, another_day, apart, class_of, grain
from hadba.resolve.where.distance import km

_WEEK = timedelta(days=7)
_FAR = 150.0  # km from a province's point, beyond which nothing of it lies as a rule
_AROUND = 20.0  # km: "near Raqqa"
_BY_ARMS = {"aerial", "artillery", "explosive", "shooting"}
_INDEFINITE = {"a", "an"}
# types that a more specific one of the same happening replaces, the more specific first
VAGUE = ("raid", "bombing", "explosion", "massacre", "armed_clash", "armed_attack", "war", "killing")
_ENOUGH = 2.4  # of the weights below
_OF_LAST_ACT = 2.5  # for the happening of the act told last in the paragraph of a bare toll
_FADING = 0.08  # a sentence, beyond those of _RECENT
_RECENT = (2.0, 1.0, 0.5, 0.0)  # by sentences since the happening was last spoken of


@dataclass(slots=True)
class Happening:
    key: str
    words: list[Word] = field(default_factory=list)
    classes: frozenset[str] = frozenset()
    days: Days | None = None
    dated: Span | None = None

    @property
    def last(self) -> int:
        return self.words[-1].token.sentence

    def told(self) -> int:
        """How much is told of it: its words, each as often as it counts people."""
        return sum(max(1, len(w.figures)) for w in self.words)

    def join(self, word: Word) -> None:
        """Take a word in; the narrowest days stand, a specific class goes before "killed"."""
        self.words.append(word)
        told = [w for w in self.words if w.type != "killing"]
        own = {class_of(w.type) for w in told}
        if told and all(w.type in VAGUE and not w.set_off for w in told):  # "an attack" may turn out to have been two car bombs
            own |= {c for w in told for c in w.classes & _BY_ARMS}
        self.classes = frozenset(own) if own else word.classes
        if word.days and (self.days is None or _length(word.days) < _length(self.days)):
            self.days, self.dated = word.days, word.dated

    def date(self) -> Span | None:
        """The words that date it: its own, else the first that stand beside it."""
        return self.dated or next((w.hint.dated for w in self.words if w.hint.dated), None)

    def type(self) -> str:
        """The most specific type told, the earliest of them."""
        return min((w.type for w in self.words), key=vagueness)

    def type_for(self, word: Word) -> str:
        """The most specific type told that ``word`` may stand for: who stormed a base did not bomb it from the air."""
        told = (w.type for w in self.words if w is word or (class_of(w.type) in word.classes and may_type(word, w)))
        return min(told, key=vagueness, default=word.type)

    def places(self) -> tuple[Where, ...]:
        """The places of the word that places it most finely, the earliest of them."""
        placed = [w.places for w in self.words if w.places]
        beside = [w.hint.places for w in self.words if w.hint.places]
        best = min(placed, key=finest_of, default=())
        near = min(beside, key=finest_of, default=())
        return near if near and (not best or finest_of(near) < finest_of(best)) else best


def home_of(parsed: Parsed, word: Word, happenings: list[Happening]) -> Happening | None:
    if word.alone or of_an_ill(parsed, word.token):
        return None
    told = _subject_of(parsed, word, happenings) or _known_dead(word, happenings) or _joined(parsed, word, happenings)
    if told is not None:
        return told
    if {f.scope for f in word.figures} == {Scope.PART}:
        totals = {f.part_of for f in word.figures if f.part_of}
        total = next((h for h in happenings if any(f.span in totals for w in h.words for f in w.figures)), None)
        if total is not None:
            return total
    before = words_before(parsed, word.token)
    if before & word_set("other_happening"):
        return None
    definite = bool(before & DEFINITE) or is_heading(parsed, word.token)
    open_ = (
        h
        for h in happenings
        if not any(w.alone for w in h.words)
        and not _against(word, h, definite)
        and not (before & _INDEFINITE and another_toll(word, h.words))
        and not any(in_sequence(parsed, word, w) for w in h.words)
    )
    held = list(open_)
    only = len(held) == 1  # the report tells of one such happening
    act = _of_last_act(parsed, word, happenings)
    scored = [(_weight(word, h, definite, only) + 0.5 * only + _OF_LAST_ACT * (h is act), n, h) for n, h in enumerate(held)]
    best = max(scored, key=lambda s: (s[0], s[1]), default=None)
    return best[2] if best is not None and best[0] >= _ENOUGH else None


def _of_last_act(parsed: Parsed, word: Word, happenings: list[Happening]) -> Happening | None:
    """The happening of the act told last before a bare toll. A number that was told before is no news of that act."""
    if not is_bare(parsed, word) or any(same_toll(word, h.words) for h in happenings):
        return None
    told = [(w.token.i, n, w, h) for n, h in enumerate(happenings) for w in h.words if may_have_harmed(parsed, w, word)]
    last = max(told, key=lambda t: t[:2], default=None)
    return last[3] if last is not None and stands(last[2]) else None


def _known_dead(word: Word, happenings: list[Happening]) -> Happening | None:
    """The happening in which somebody named was killed: nobody is killed twice."""
    return next((h for h in happenings if word.dead and any(w.dead & word.dead for w in h.words)), None)


def _joined(parsed: Parsed, word: Word, happenings: list[Happening]) -> Happening | None:
    """That of the bare toll to which another is joined: "the deaths of hundreds and the wounding of thousands"."""
    token = word.token
    while token.dep == "conj":
        token = parsed.head(token)
        for h in happenings:
            if any(w.token.i == token.i and w.type == word.type == "killing" for w in h.words):
                return h
    return None


def _subject_of(parsed: Parsed, word: Word, happenings: list[Happening]) -> Happening | None:
    """The happening that is the word's own subject: "the blast struck the crossing", "a missile had hit"."""
    subjects = {c.i for c in parsed.children(word.token) if c.dep in ("nsubj", "csubj")}
    return next((h for h in happenings if any(w.token.i in subjects and not w.alone for w in h.words)), None)


def _against(word: Word, happening: Happening, definite: bool) -> bool:
    if not (word.classes & happening.classes):
        return True
    if _told_beside_another_day(word, happening) or (not definite and _on_other_ground(word, happening)):
        return True
    if word.turned is not None and happening.last < word.turned and not (definite and word.token.sentence > word.turned):
        return True  # "in a separate incident"
    if another_scale(word, happening.words) or (not definite and _other_things(word, happening)):
        return True
    if word.said and happening.days and happening.days[0] > word.said:
        return True
    if another_day(word.days, happening.days):
        return True
    if word.past and not definite and happening.days is None and not all(w.past for w in happening.words):
        return True  # "a gas attack in August 2013" is none of the news that this report tells
    fine = [p for p in word.places if p.precision in FINE]
    known = [p for w in happening.words for p in w.places if p.precision in FINE]
    if not fine and known and _in_another_province(word, known):
        return True
    if not fine or not known or any(may_be_one(a, b) for a in fine for b in known):
        return False
    same_town = bool({p.place_id for p in fine} & {p.place_id for p in known} - {None})
    if same_town and any(_one_assault(word, w) for w in happening.words):
        return False
    return not (definite and same_town)  # "the raid on al-Farouq" may tell more finely where in the town it was


def _in_another_province(word: Word, known: Sequence[Where]) -> bool:
    """Whether the word is told of a province in which none of the known places lies: after raids on Ghouta, "34 were killed in
    a village in Deir ez-Zor province"."""
    provinces = [p for p in word.places if p.precision is PlacePrecision.PROVINCE and p.lat is not None and p.lon is not None]
    pairs = [(p, k) for p in provinces for k in known]
    return bool(pairs) and all(_outside(k, p) for p, k in pairs)


def _outside(place: Where, province: Where) -> bool:
    if place.lat is None or place.lon is None or province.lat is None or province.lon is None or place.admin1 is None:
        return False
    named = {n.lower() for n in (province.name, province.text, province.admin1) if n}
    return place.admin1.lower() not in named and km(place.lat, place.lon, province.lat, province.lon) > _FAR


def _told_beside_another_day(word: Word, happening: Happening) -> bool:
    """Whether the day told last before an undated word is not the happening's, or the other way round; within a week of it the
    same toll says more."""
    if word.days and not happening.days:
        beside = {w.around for w in happening.words}
        return None not in beside and all(apart(word.days, b) for b in beside if b) and not same_toll(word, happening.words)
    if not word.around or word.days or not happening.days or not apart(word.around, happening.days):
        return False
    near = max(word.around[0] - happening.days[1], happening.days[0] - word.around[1]) <= _WEEK
    return not (near and same_toll(word, happening.words))


def _on_other_ground(word: Word, happening: Happening) -> bool:
    """Whether an unplaced word stands below the opening of another place: "In Hajjah, ... Three were wounded". The same toll
    tells the same again."""
    if word.days and happening.days and not apart(word.days, happening.days):
        return False
    known = [p for w in happening.words for p in (*w.places, *w.ground) if grain(p) <= GRAIN.index(PlacePrecision.DISTRICT)]
    if not word.ground or not known or any(p.precision in FINE for p in word.places) or same_toll(word, happening.words):
        return False
    return all(_is_apart(a, b) for a in word.ground for b in known)


def _is_apart(a: Where, b: Where) -> bool:
    if may_be_one(a, b):
        return False
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return True
    return km(a.lat, a.lon, b.lat, b.lon) > _AROUND


def _other_things(word: Word, happening: Happening) -> bool:
    """Whether the word tells, in a sentence of its own, of an act on other things than are known to have been struck: two gas
    stations after a bus. What only says what became of them ("damaged", "went off") tells the same act on."""
    struck = {s for w in happening.words for s in w.struck}
    if not word.struck or not struck or word.struck & struck or word.type == "killing":
        return False
    told_on = word.token.lemma in word_set("told_on")
    return not told_on and all(w.token.sentence != word.token.sentence for w in happening.words)


def _one_assault(a: Word, b: Word) -> bool:
    """One sentence that tells by one verb of an attack on several quarters of a town: "the army attacked the north, the
    police the market"."""
    return a.token.sentence == b.token.sentence and a.token.lemma == b.token.lemma and class_of(a.type) == "ground"


def may_be_one(a: Where, b: Where) -> bool:
    """Whether two places may be the same or one inside the other."""
    if a.place_id is not None and a.place_id == b.place_id:
        return a.text.lower() == b.text.lower() or a.within is None or b.within is None
    names = {n.lower() for n in (a.within, a.name, a.text) if n}
    others = {n.lower() for n in (b.within, b.name, b.text) if n}
    return bool(names & others) or _near(a, b) or _near(b, a)


def _near(a: Where, b: Where) -> bool:
    """Whether the first place is only told to be near, and the second may be what it is near to or lies about there."""
    if a.relation is None or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return km(a.lat, a.lon, b.lat, b.lon) <= _AROUND


def _elaborates(word: Word, happening: Happening) -> bool:
    """Whether the word tells more closely what was first told vaguely: "a terrorist attack", then "two car bombs"."""
    vague = vagueness(happening.type())
    return vague >= VAGUE.index("explosion") and vagueness(word.type) < vague


def _weight(word: Word, happening: Happening, definite: bool, only: bool) -> float:
    """How much speaks for one happening. The weights were set by reading the misses on news texts."""
    apart = word.token.sentence - happening.last
    weight = _RECENT[min(apart, len(_RECENT) - 1)] - _FADING * max(0, apart - len(_RECENT))
    types = {w.type for w in happening.words}
    if word.type in types:
        weight += 1.5
    elif class_of(word.type) in {class_of(t) for t in types if t != "killing"}:
        weight += 0.75
    if definite:
        weight += 1.5
    elif apart <= 1 and only and _elaborates(word, happening):
        weight += 1.0
    if same_toll(word, happening.words):
        weight += 3.0
    if word.days and happening.days:  # overlapping, or `_against` had spoken
        weight += 2.0
    if _ids(word.places) & {i for w in happening.words for i in _ids(w.places)}:
        weight += 1.0
    counted = any(w.figures for w in happening.words)
    if word.type == "killing" and not word.days and not word.places:
        weight += 1.5 + (0.3 if counted else 0.0)  # a bare toll is the toll of something told
    return weight + 0.1 * min(5, len(happening.words))


def _ids(places: tuple[Where, ...]) -> set[str]:
    return {p.place_id for p in places if p.place_id and p.precision in FINE}


def finest_of(places: tuple[Where, ...]) -> int:
    return min(grain(w) for w in places)


def vagueness(type_: str) -> int:
    return VAGUE.index(type_) + 1 if type_ in VAGUE else 0


def _length(days: Days) -> int:
    return (days[1] - days[0]).days
