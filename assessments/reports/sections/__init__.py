"""The sections of a report, each from a result's story to words and figures ready to print."""
