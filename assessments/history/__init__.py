"""The published results of earlier years: taken in from files, judged against the rules, shown to the agency."""
