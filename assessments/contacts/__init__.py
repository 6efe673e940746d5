"""Contacts of service users: gathered before a round, opened one by one, deleted after publication."""
