"""Numbers and heads of string fills: "two of the houses", "about 50 peasants"."""

from __future__ import annotations

from hadba.text.numbers import read_number

_AT_LEAST = ("AT LEAST", "MORE THAN", "OVER", "NO LESS THAN", "NO FEWER THAN")
_ABOUT = ("ABOUT", "APPROXIMATELY", "SOME", "AROUND", "NEARLY", "ALMOST", "AN ESTIMATED", "CLOSE TO")
_SMALL = frozenset(
    "OF IN FROM AT NEAR FOR WITH BY ON THAT WHICH WHO WHERE BELONGING LOCATED TO OWNED CALLED".split()  # noqa: SIM905 - read as a line
)
_SAYS_NOTHING = frozenset(
    "THE A AN OTHER OTHERS SEVERAL MANY SOME ALL MORE THAN AT LEAST ABOUT APPROXIMATELY ANOTHER TOTAL".split()  # noqa: SIM905 - read as a line
)
_COUNTING = frozenset("OVER AROUND NEARLY ALMOST VARIOUS FOLLOWING BOTH".split()) | (  # noqa: SIM905 - read as a line
    _SAYS_NOTHING - {"OTHERS", "MANY", "ALL", "TOTAL"}
)
_ONE_THING = frozenset(("HEADQUARTERS", "PREMISES", "BARRACKS", "BUS", "GAS", "CAMPUS", "PRESS", "MASS"))
_MANY = ("PEOPLE", "CHILDREN", "POLICE")
_YEAR = 1900  # no number of people or things from here on


def number_of(text: str) -> str:
    """The number fill that the words of a phrase give: "6", "6 -", "~6", "1" or "PLURAL"."""
    words = text.upper().replace(",", "").split()
    line = " ".join(words)
    if line.startswith(("ONE OF ", "A ", "AN ", "ONE ")):
        return "1"
    for start in (0, 1, 2):
        if start < len(words) and words[start][:1] not in "(" and (n := _read(words[start])) is not None:
            before = " ".join(words[:start])
            if before in _AT_LEAST:
                return f"{n} -"
            return f"~{n}" if before in _ABOUT else str(n)
        if start < len(words) and words[start] in _SMALL:
            break
    head = head_of(text)
    plural = head.endswith("S") and not head.endswith("SS") and head not in _ONE_THING
    return "PLURAL" if plural or head in _MANY or head.endswith("MEN") else "1"


def _read(word: str) -> int | None:
    if "-" in word:
        return None  # "15-YEAR-OLD"
    found = read_number(word.lower())
    return found if found is not None and found < _YEAR else None


def without_count(text: str) -> str:
    """A phrase as the keys give it, without the count before it: "AT LEAST 10 PYLONS" as "PYLONS"; "TWO" stays "TWO"."""
    words = text.split()
    start = 0
    while start < len(words) - 1 and (words[start] in _COUNTING or _read(words[start].replace(",", "")) is not None):
        start += 1
    return text if words[start] in _SMALL else " ".join(words[start:])


def head_of(text: str) -> str:
    """The head noun: the last word before the first small one."""
    head = ""
    for word in text.upper().replace(",", " ").split():
        if word in _SMALL and head:
            break
        head = word
    return head


def content(text: str) -> frozenset[str]:
    """The words that say something, numbers and articles left out, plurals as singulars."""
    kept = (w for w in text.upper().replace(",", " ").split() if w not in _SAYS_NOTHING and _read(w) is None)
    return frozenset(w.removesuffix("S") for w in kept)
