"""Characters that make a text look like another one: controls, marks that turn the direction, letters of another alphabet."""

from __future__ import annotations

import re
import unicodedata

from hadba.errors import InputError

_REPLACEMENT = 0xFFFD
_SPACES = {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x85}
_TURNED = (0x202D, 0x202E)  # overrides show digits in another order than they are read: "12" as "21"


def _c1(code: int) -> int:
    """The letter of Windows-1252 that a C1 control nearly always stands for, as in HTML (WHATWG, numeric references)."""
    try:
        return ord(bytes([code]).decode("cp1252"))
    except UnicodeDecodeError:
        return _REPLACEMENT


# One for one, so that offsets into the text as given stay true.
_CONTROLS = {
    **{code: _REPLACEMENT for code in (*range(0x01, 0x20), 0x7F) if code not in _SPACES},
    **{code: _c1(code) for code in range(0x80, 0xA0) if code not in _SPACES},
    **dict.fromkeys(_TURNED, _REPLACEMENT),
}
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ALIKE = ("LATIN", "CYRILLIC", "GREEK")  # alphabets with letters that look the same


def without_controls(text: str) -> str:
    """``text`` with controls and overrides of direction made visible, character for character; all else is kept."""
    return text.translate(_CONTROLS)


def sayable(words: str) -> str:
    """``words`` of a stranger as they may be stored and shown: no controls, and no bytes that are no characters."""
    return without_controls(words.replace("\x00", "\ufffd")).encode("utf-8", "replace").decode("utf-8")


def plain_line(words: str) -> str:
    """A name or title as one line of what can be seen."""
    return " ".join(_UNSEEN.sub("", words).translate(_CONTROLS).split())


def outlet_name(words: str) -> str:
    """The name of an outlet as one line in Unicode's composed form.

    ``InputError`` where one word mixes letters that look alike: such a name passes for another outlet, and would count as
    one more independent source.
    """
    name = unicodedata.normalize("NFC", plain_line(words))
    for word in re.findall(r"[^\W\d_]+", name):
        alphabets = {a for letter in word for a in _ALIKE if unicodedata.name(letter, "").startswith(a)}
        if len(alphabets) > 1:
            held = " and ".join(sorted(a.title() for a in alphabets))
            raise InputError(
                f'Its outlet "{name}" mixes {held} letters in one word, to look like another; name it with --outlet.'
            )
    if not name:
        raise InputError("Its outlet is a name of characters that cannot be seen; name it with --outlet.")
    return name
