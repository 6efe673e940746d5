"""The agency's side of a year: evidence checklist, self-assessment, forecast, and what would lift the result."""
