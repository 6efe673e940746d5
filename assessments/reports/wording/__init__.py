"""The words of letters and reports that people may change, each in its fixed place."""
