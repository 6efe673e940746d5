"""Rows of agencies, a module for each concept."""
