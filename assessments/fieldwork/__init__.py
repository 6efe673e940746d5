"""Fieldwork: the loci of an assessment, whom a team meets there, and every answer it enters."""
