"""Working where there is no signal: sheets taken along, and the journals and photos that come back."""
