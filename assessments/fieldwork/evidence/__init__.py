"""Evidence of a locus: files, their versions, the indicators they speak to, and what each judgement saw of them."""
