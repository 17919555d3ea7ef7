"""From Hadba's claims to the templates of MUC-4 (1992)."""
