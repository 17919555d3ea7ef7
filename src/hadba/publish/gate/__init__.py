"""The one way out: redact first, then validate, then write, all or nothing. Every output passes here.

``release`` redacts; ``no_secret_in`` looks through what was made for whatever may not be in it; ``write``, ``make`` and
``make_folder`` put it in its place, whole or not at all. What may leave at all is the ledger's ``Policy``.
"""

from hadba.publish.gate.check import contents, no_secret_in, no_secret_in_text
from hadba.publish.gate.files import Check, make, make_folder, write
from hadba.publish.gate.people import is_a_home, is_private_name
from hadba.publish.gate.policy import Embargo, Policy, read_policy
from hadba.publish.gate.releasing import Released, names_hidden, release
from hadba.publish.gate.secrets import Secrets, find_secrets

__all__ = [
    "Check",
    "Embargo",
    "Policy",
    "Released",
    "Secrets",
    "contents",
    "find_secrets",
    "is_a_home",
    "is_private_name",
    "make",
    "make_folder",
    "names_hidden",
    "no_secret_in",
    "no_secret_in_text",
    "read_policy",
    "release",
    "write",
]
