"""From the groups of a matched rule to a form, the small language that ``resolve.when`` reads (described in the package)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hadba.extract.times.lexer import Piece
from hadba.extract.times.parts import Rule
from hadba.text.numbers import read_number

Group = list[Piece]
LAST_QUARTER = 4  # "the last quarter of 2016"
_MOD_OF_EARLY = {"earlier": "START", "later": "END"}


def form_of(rule: Rule, groups: Mapping[str, Group], pieces: Group) -> str:
    """``kind key=value ...`` with keys in alphabetical order, so that equal readings have equal forms."""
    keys = dict(rule.keys)
    for name, group in groups.items():
        if group:
            keys.update(READERS[name](group))
    if rule.kind in ("date", "rel", "weekday", "same") and "mod" not in keys and pieces[0].lower in _MOD_OF_EARLY:
        keys["mod"] = _MOD_OF_EARLY[pieces[0].lower]
    if rule.kind == "same":
        keys["det"] = next((d for d in ("this", "that", "same") if any(p.lower == d for p in pieces)), "the")
    if any(p.symbol in ("OLD", "AGE") for p in pieces):
        keys["age"] = "1"
    if keys.pop("more", ""):
        keys["num"] = f"{keys['num']}.5"
    return " ".join([rule.kind, *(f"{k}={v}" for k, v in sorted(keys.items()) if v != "")])


def number_of(group: Group) -> str:
    """A count as digits, "X" where it is vague, null text where it is none."""
    symbols = {p.symbol for p in group}
    if "VAGUE" in symbols:
        return "X"
    if any(p.lower == "or" for p in group):  # "two or three": the greater
        return number_of(group[max(i for i, p in enumerate(group) if p.lower == "or") + 1 :])
    if group[0].symbol == "ALTERNATE":
        return str(group[0].value)
    if symbols & {"COUPLE", "DOZEN", "SECOND", "ORDINAL", "ANOTHER"} or group[0].symbol == "HALF":
        return str(next(p.value for p in group if p.symbol not in ("ONE", "OF")))
    if group[-1].symbol == "HALF":
        return f"{number_of(group[:1])}.5" if group[0].symbol != "ONE" else "1.5"
    if any(p.symbol == "DECIMAL" for p in group):
        return group[0].text
    if group[0].symbol == "ONE" and all(p.symbol == "SINGLE" for p in group[1:]):
        return "1"
    number = read_number(" ".join(p.lower for p in group if p.symbol != "DASH"))
    return "" if number is None else str(number)


def _clock(group: Group) -> dict[str, str]:
    written = group[0].text
    if group[0].symbol == "NOON":
        return {"clock": str(group[0].value)}
    if ":" in written or "." in written:
        hour, minute = written.replace(".", ":").split(":")[:2]
    elif len(written) == 4:
        hour, minute = written[:2], written[2:]
    else:
        hour, minute = written, ""
    return {"clock": f"{int(hour):02d}" + (f":{minute}" if minute else "")}


def _last(key: str) -> Callable[[Group], dict[str, str]]:
    """The value of the group's last piece that has one."""

    def read(group: Group) -> dict[str, str]:
        values = [p.value for p in group if p.value not in (None, "")]
        return {key: str(values[-1])} if values else {}

    return read


def _digits(key: str) -> Callable[[Group], dict[str, str]]:
    def read(group: Group) -> dict[str, str]:
        digits = "".join(c for c in group[-1].text if c.isdigit())
        return {key: digits} if digits else {key: str(group[-1].value)}

    return read


def _part(group: Group) -> dict[str, str]:
    if group[0].symbol == "NOON":
        return {"clock": str(group[0].value)}
    return {"part": str(group[0].value)}


def _edge(group: Group) -> dict[str, str]:
    piece = group[-1]
    if piece.symbol == "LATTER":
        return {"mod": "END"}
    return {"mod": str(piece.value)} if piece.value else {}


def _tens(group: Group) -> dict[str, str]:
    digits = "".join(c for c in group[0].text if c.isdigit())
    return {"tens": digits or str(group[0].value)}


def _nth(group: Group) -> dict[str, str]:
    if group[0].symbol == "NTH":
        return {"nth": "".join(c for c in group[0].text if c.isdigit())}
    nth = sum(int(p.value or 0) for p in group if p.symbol != "DASH")
    return {"nth": str(nth if nth > 0 else LAST_QUARTER)}


def _half(group: Group) -> dict[str, str]:
    return {"half": "1" if group[0].lower in ("first", "start") else "2"}


def _unit(group: Group) -> dict[str, str]:
    return {"unit": "TS" if group[0].symbol == "SECOND" else str(group[0].value)}


def _same(group: Group) -> dict[str, str]:
    symbol = group[0].symbol
    return {"of": {"LAST": "last", "NEXT": "next", "THIS": "this"}.get(symbol, "same")}


def _meridian(group: Group) -> dict[str, str]:
    return {"meridian": str(group[0].value)}


def _zone(group: Group) -> dict[str, str]:
    return {"zone": str(group[0].value)} if group[0].symbol == "ZONE" else {}


def _approx(group: Group) -> dict[str, str]:
    return {"approx": str(next((p.value for p in group if p.value), ""))}


READERS: dict[str, Callable[[Group], dict[str, str]]] = {
    "iso": lambda g: {"iso": g[0].text.replace(" ", "T")},
    "slashed": lambda g: {"slashed": g[0].text},
    "day": _digits("day"),
    "month": lambda g: {"month": str(g[0].value)},
    "year": _digits("year"),
    "later": _digits("year"),
    "week": _last("week"),
    "yy": _digits("yy"),
    "num": lambda g: {"num": number_of(g)},
    "era": _last("era"),
    "weekday": lambda g: {"weekday": str(g[0].value)},
    "weekdays": lambda g: {"weekday": str(g[0].value)},
    "season": lambda g: {"season": str(g[0].value)},
    "part": _part,
    "early": _last("mod"),
    "edge": _edge,
    "clock": _clock,
    "meridian": _meridian,
    "zone": _zone,
    "same": _same,
    "half": _half,
    "quarter": _nth,
    "tens": _tens,
    "nth": _nth,
    "holiday": _last("holiday"),
    "hijri": _last("hijri"),
    "solar": _last("solar"),
    "ethiopian": _last("ethiopian"),
    "dir": _last("dir"),
    "n": _last("n"),
    "unit": _unit,
    "approx": _approx,
    "recent": lambda g: {"which": g[-1].lower},
    "which": lambda g: {"which": g[-1].lower},
    "every": lambda g: {},
    "daily": _last("word"),
    "more": lambda g: {"more": "0.5"},
    "whole": lambda g: {"whole": str(g[0].value)},
    "ref": _last("ref"),
}
