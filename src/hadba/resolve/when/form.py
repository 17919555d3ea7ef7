"""Reading a form, the small language that the recogniser of time expressions writes (``kind key=value ...``)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A form taken apart. Keys that are absent read as null."""

    kind: str
    keys: dict[str, str]

    def text(self, key: str) -> str | None:
        """The value of a key as it stands."""
        return self.keys.get(key)

    def number(self, key: str) -> int | None:
        """The value of a key where it is a whole number."""
        value = self.keys.get(key, "")
        return int(value) if value.lstrip("-").isdigit() else None


def read_form(form: str) -> Form:
    """``form`` taken apart."""
    kind, *pairs = form.split(" ")
    return Form(kind, dict(pair.split("=", 1) for pair in pairs))
