"""One stored result -> one PDF, kept as issued, handed out to whom it concerns."""
