"""What the checks and their pages read, in a number of queries that does not grow with the loci."""
