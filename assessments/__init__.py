"""What: the rules, the fieldwork, the number, and the report."""
