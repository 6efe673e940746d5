"""What people do in the field, a function for each thing: atomic, by an actor, and written down as an event."""

from assessments.fieldwork.planning.services import declare_independence, plan_assessment, set_team
from assessments.fieldwork.services.answers import choose_value, keep_stored_value, record_answer, record_in_hand
from assessments.fieldwork.services.in_hand import InHand, take_in_hand
from assessments.fieldwork.services.indicators import exclude_indicator, include_indicator
from assessments.fieldwork.services.subjects import (
    add_subject,
    count_contacts,
    set_subject_count,
    strike_subject,
    update_subject,
)
from assessments.fieldwork.services.submission import submit_locus

__all__ = [
    "InHand",
    "add_subject",
    "choose_value",
    "count_contacts",
    "declare_independence",
    "exclude_indicator",
    "include_indicator",
    "keep_stored_value",
    "plan_assessment",
    "record_answer",
    "record_in_hand",
    "set_subject_count",
    "set_team",
    "strike_subject",
    "submit_locus",
    "take_in_hand",
    "update_subject",
]
