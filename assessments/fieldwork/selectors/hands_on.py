"""Whose own work stands at a locus: these people approve nothing there."""

from assessments.models import Answer, AnswerState, ExcludedIndicator, Locus, TeamMember


def hands_on(locus: Locus) -> frozenset[int]:
    """Keys of those who answered, chose a value, left an indicator out, or are in the team; one query."""
    answers = Answer.objects.filter(locus=locus).exclude(state=AnswerState.OPEN).order_by()
    people = answers.values_list("rater").union(
        answers.values_list("chosen_by"),
        ExcludedIndicator.objects.filter(locus=locus).order_by().values_list("excluded_by"),
        TeamMember.objects.filter(assessment=locus.assessment_id).order_by().values_list("user"),
    )
    return frozenset(person for (person,) in people if person is not None)
