"""Finds the passages of a source that bear on a claim, and says how near they stand."""
