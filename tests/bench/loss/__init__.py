"""The loss test: a real Chromium and a real server, faults at random moments, and every entry counted afterwards."""
