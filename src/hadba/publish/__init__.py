"""Briefs and data files: one traversal; redact, then validate, then write."""
