"""The catalogue of instruments: every edition shown whole, with its sources and its assumptions."""
