"""From the hand-over to the publication: approvals by people who did not do the work, returns, release."""
