"""Letters to the next people, soon after work was handed on."""

from collections.abc import Sequence

from django_tasks import task

from assessments.turns.services import tell_each


@task(priority=-5)  # behind letters that set a password, before reports
def tell_next_people(office: int | None, agency: int, roles: Sequence[str], people: Sequence[int]) -> None:
    """Tell those who hold one of these roles at the office, the agency or its units, and `people`, given by keys."""
    tell_each(office=office, agency=agency, roles=roles, people=people)
