"""Planning: periods and their windows, which loci, which team, when to go, and who is independent there."""
