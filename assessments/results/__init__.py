"""Compute, store, explain and recompute results."""
