"""Rows of assessments, a module for each concept."""
