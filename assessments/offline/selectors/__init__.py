"""What a device takes along, and what of the journals still waits for a person."""
