"""Typed views of harm.yaml and victims.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml
from hadba.model.figure import FigureKind, Victims


@dataclass(frozen=True, slots=True)
class HarmWords:
    """Lemma (or words joined by blanks) -> kind, by the part that the counted people play."""

    patient_verbs: Mapping[str, FigureKind]  # the object of the active, the subject of the passive
    weak_patient_verbs: frozenset[str]  # that kill people where their patient is one, and most often is a thing
    subject_verbs: Mapping[str, FigureKind]  # "die", "flee"
    weak_subject_verbs: frozenset[str]  # of these, verbs that things do too: they need a noun of people
    participles: Mapping[str, FigureKind]  # lower-case forms: "killed", "dead"
    nouns: Mapping[str, FigureKind]  # "death", "casualty"
    bodies: frozenset[str]
    body_verbs: frozenset[str]
    tolls: frozenset[str]
    lives: frozenset[str]
    causes: frozenset[str]
    mentions: frozenset[str]
    only_people: frozenset[str]  # lemmas of verbs that people suffer and things do not


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Noun lemma -> status, groups and unit."""

    status: Mapping[str, Victims]
    groups: Mapping[str, tuple[str, ...]]
    families: frozenset[str]
    nationals: frozenset[str]
    trade_endings: tuple[str, ...]
    not_people: frozenset[str]
    collectives: frozenset[str]  # singular nouns of many: "a force"

    def knows(self, lemma: str) -> bool:
        """Whether the lemma names people: listed, or a noun of trade by its form ("docker")."""
        listed = lemma in self.status or lemma in self.families or lemma in self.nationals
        return listed or (len(lemma) > 4 and lemma.endswith(self.trade_endings) and lemma not in self.not_people)


@cache
def harm_words() -> HarmWords:
    """harm.yaml, checked."""
    data = read_yaml("harm")
    kinds = {kind: data[kind] for kind in data if kind not in ("causes", "weak_subjects", "mentions", "only_people")}
    unknown = set(kinds) - {k.value for k in FigureKind}
    if unknown:
        raise LexiconError(f"harm.yaml: {sorted(unknown)} are no kinds of figure.")

    def view(part: str) -> dict[str, FigureKind]:
        return {word: FigureKind(kind) for kind, lists in kinds.items() for word in lists.get(part, ())}

    killed = kinds["killed"]
    return HarmWords(
        patient_verbs=view("verbs"),
        weak_patient_verbs=frozenset(killed["weak_verbs"]),
        subject_verbs=view("subject"),
        weak_subject_verbs=frozenset(data["weak_subjects"]),
        participles=view("participles"),
        nouns=view("nouns"),
        bodies=frozenset(killed["bodies"]),
        body_verbs=frozenset(killed["body_verbs"]),
        tolls=frozenset(killed["tolls"]),
        lives=frozenset(killed["lives"]),
        causes=frozenset(data["causes"]),
        mentions=frozenset(data["mentions"]),
        only_people=frozenset(data["only_people"]),
    )


@cache
def people_words() -> PeopleWords:
    """victims.yaml, checked: every group word also has a status."""
    data = read_yaml("victims")
    status: dict[str, Victims] = {}
    groups: dict[str, list[str]] = {}
    for name in ("unknown", "civilian", "combatant"):
        for part, words in data[name].items():
            for word in words:
                if part == "plain":
                    status[word] = Victims(name)
                else:
                    groups.setdefault(word, []).append(part)
                    status.setdefault(word, Victims.UNKNOWN if part in ("woman", "man", "elderly") else Victims(name))
    return PeopleWords(
        status=status,
        groups={word: tuple(found) for word, found in groups.items()},
        families=frozenset(data["units"]["families"]),
        nationals=frozenset(data["nationals"]),
        trade_endings=tuple(data["trade_endings"]),
        not_people=frozenset(data["not_people"]),
        collectives=frozenset(data["collectives"]),
    )
