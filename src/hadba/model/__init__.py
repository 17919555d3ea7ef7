"""The words of Hadba, one noun a file: frozen, slotted, typed, standard library only.

A value that is not yet resolved is a legal value: a claim leaves ``extract`` with ``when`` and ``where`` that hold
only what was written, and leaves ``resolve`` with the same claim id and the gaps filled, or left empty on purpose.
"""
