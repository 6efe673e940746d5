"""What each page of fieldwork needs, in a number of queries that its test states."""
