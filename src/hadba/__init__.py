"""Hadba: a ledger of what many outlets report about a conflict.

The package is a house of rooms (see ARCHITECTURE.md). Nothing heavy is imported here, so that the command line answers at once.
"""

__version__ = "0.1.0"
