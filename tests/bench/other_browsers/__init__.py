"""The field in Firefox and in WebKit: filled without a server, the browser killed, everything received alike."""
