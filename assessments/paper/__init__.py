"""Drawing paper: HTML to tagged PDF, for every room that writes one; what a paper says is the room's own."""
