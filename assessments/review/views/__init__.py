"""Pages and actions of review."""

from assessments.review.views.audit import audit_csv
from assessments.review.views.locus import change_value, comment, review, send_back, unlock, validate, verify
from assessments.review.views.periods import period_detail, period_list

__all__ = [
    "audit_csv",
    "change_value",
    "comment",
    "period_detail",
    "period_list",
    "review",
    "send_back",
    "unlock",
    "validate",
    "verify",
]
