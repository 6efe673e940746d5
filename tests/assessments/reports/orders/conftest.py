"""The fixtures of many small reports."""

from tests.assessments.reports.many import four_results, small_paper

__all__ = ["four_results", "small_paper"]
