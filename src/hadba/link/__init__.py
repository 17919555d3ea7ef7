"""claims -> incidents: block, compare, score, cluster; echoes and lineages."""
