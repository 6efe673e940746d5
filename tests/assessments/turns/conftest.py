"""The loci of review, on their way from hand to hand."""

from tests.assessments.review.conftest import pusri, seen_by, submitted, umar, validated, verified

__all__ = ["pusri", "seen_by", "submitted", "umar", "validated", "verified"]
