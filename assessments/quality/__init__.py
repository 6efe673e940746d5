"""Checks of quality: what speaks against the answers of a locus, before two people put their names to them."""
