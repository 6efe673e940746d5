"""The pages of fieldwork, a module for each thing a person looks at."""

from assessments.fieldwork.views.answers import save_answer, save_subject
from assessments.fieldwork.views.history import answer_history
from assessments.fieldwork.views.indicators import choose, exclude, include, indicator
from assessments.fieldwork.views.lists import assessment, worklist
from assessments.fieldwork.views.sheet import part, progress, sheet, subject_count
from assessments.fieldwork.views.submission import submit

__all__ = [
    "answer_history",
    "assessment",
    "choose",
    "exclude",
    "include",
    "indicator",
    "part",
    "progress",
    "save_answer",
    "save_subject",
    "sheet",
    "subject_count",
    "submit",
    "worklist",
]
