"""The only place where a number, a band or an opinion is decided, and why; pure Python, no Django."""
