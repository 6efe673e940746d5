"""What happened, readably: to one thing, and who read or took what."""
