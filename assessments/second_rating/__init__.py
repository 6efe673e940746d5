"""Second eyes: a drawn share of loci judged blind by another assessor, how far both agree, and who was right."""
