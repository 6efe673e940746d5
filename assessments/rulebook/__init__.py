"""Loading issues of instruments into the house, and finding them again."""
