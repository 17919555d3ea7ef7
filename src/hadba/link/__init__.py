"""claims -> incidents: which claims of which reports are about one happening, and who repeats whom."""

from hadba.link.block import months_of
from hadba.link.increment import closure, touched
from hadba.link.lineage import trace
from hadba.link.link import anchored, cluster_of, link_claims, linkage_of, name_of
from hadba.link.nearby import Near, near_ones
from hadba.link.network import Component, Group, components

__all__ = [
    "Component",
    "Group",
    "Near",
    "anchored",
    "closure",
    "cluster_of",
    "components",
    "link_claims",
    "linkage_of",
    "months_of",
    "name_of",
    "near_ones",
    "touched",
    "trace",
]
