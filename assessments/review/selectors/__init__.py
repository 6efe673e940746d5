"""What each page of review needs, in a number of queries that its test states."""
