"""Deciding the assessments of a period, publishing their results, correcting what is published."""
