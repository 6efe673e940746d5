"""Mentoring: sessions with an agency, who was there, what was said, and what both agreed to do."""
