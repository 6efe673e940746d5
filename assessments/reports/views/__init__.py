"""Pages of reports: lists and downloads for those whom they concern, the check of a paper for everyone."""
