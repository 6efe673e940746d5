"""Giliran Anda: what waits for each person, gathered from every room, on the start page and by letter."""
