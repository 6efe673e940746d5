"""Files that people hand over: checked by their content, kept whole under their fingerprint, and given out safely."""
