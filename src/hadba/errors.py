"""Every error that Hadba raises on purpose.

HadbaError                 one clear sentence: what, where, what to do
├── InputError             a report or file that cannot be used (it is quarantined, the rest goes on)
├── UsageError             the caller asked for something that does not exist or contradicts itself
├── LexiconError           a lexicon file breaks its schema
├── LanguageModelError     no usable language model is installed, or its weights are not the known ones
├── GazetteerError         a place file cannot be read, or the embedded one is missing
├── LedgerError            the store refused
│   ├── MigrationError     the ledger was written by another version and cannot be brought up to date
│   └── ImmutableError     somebody tried to change what never changes (a report, a claim, a decision)
└── PublishError           the gate stopped an output; nothing was written
"""


class HadbaError(Exception):
    """Base of all; its text is shown to the user as it is."""


class InputError(HadbaError):
    """A report or file that cannot be used."""


class UsageError(HadbaError):
    """The caller asked for something that does not exist or contradicts itself."""


class LexiconError(HadbaError):
    """A lexicon file breaks its schema."""


class LanguageModelError(HadbaError):
    """No usable language model, or one whose weights are not the known ones."""


class GazetteerError(HadbaError):
    """A place file cannot be read, or the embedded gazetteer is missing."""


class LedgerError(HadbaError):
    """The store refused."""


class MigrationError(LedgerError):
    """The ledger's schema cannot be brought to this version."""


class ImmutableError(LedgerError):
    """An attempt to change a report, a claim or a decision."""


class PublishError(HadbaError):
    """The gate stopped an output; nothing was written."""
