"""The composition root: which ledger, which engine, which tools; one function for each thing that a door can ask.

One file for each kind of asking, so that a door which only looks does not load what reads.
"""
