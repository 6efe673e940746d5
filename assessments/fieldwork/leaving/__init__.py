"""The check before a team leaves ("Boleh pulang?"): what is still open at a locus, each point with its place."""
