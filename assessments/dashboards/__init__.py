"""Overviews, read only: the agencies in a person's scope and what is known of each."""
