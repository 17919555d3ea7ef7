"""What people lack, and what is shut, cut or denied to them."""

from hadba.extract.conditions.read import read_conditions

__all__ = ["read_conditions"]
