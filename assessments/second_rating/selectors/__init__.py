"""What the pages of second judgements need, in a fixed number of queries."""
