"""Who holds, took or lost a place, and where a phase of an operation stands."""

from hadba.extract.control.read import read_control

__all__ = ["read_control"]
