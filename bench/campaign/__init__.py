"""Campaigns: what takes too long for the tests.

`make campaign` runs them; each prints its figures and fails where one is bad.
"""
