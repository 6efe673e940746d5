"""Pages about oneself: sign-in and one's own account."""
