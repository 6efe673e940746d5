"""What waits for a person in the field: loci to fill, and those that came back."""

from collections import defaultdict

from django.db.models import Exists, OuterRef
from django.urls import reverse

from agencies.models import User
from agencies.roles import Role
from agencies.scope import scope_of
from assessments.models import OPEN_STAGES, Locus, ReturnedIndicator, WindowKind
from assessments.turn import Turn, last_days, names_of, turn_about


def open_turns(user: User) -> tuple[Turn, ...]:
    """The open loci of a person's teams, one turn for each assessment; returned ones by themselves. Two queries."""
    if not scope_of(user).holds(Role.ASSESSOR, Role.LEAD, Role.HEAD_OFFICE):
        return ()
    returned = Exists(ReturnedIndicator.objects.outstanding().filter(locus=OuterRef("pk")))
    mine = Locus.objects.visible_to(user).filter(assessment__team__user=user).values("pk")
    loci = Locus.objects.running().filter(pk__in=mine, stage__in=OPEN_STAGES).annotate(is_returned=returned)
    groups: dict[tuple[bool, int], list[Locus]] = defaultdict(list)
    for locus in loci:
        groups[bool(vars(locus)["is_returned"]), locus.assessment_id].append(locus)
    days = last_days(found[0].assessment.period_id for found in groups.values())
    return tuple(
        turn_about(
            found[0].assessment,
            kind="mend" if is_returned else "fill",
            words=f"{'Perbaiki yang dikembalikan' if is_returned else 'Isi dan serahkan'}: {names_of(found)}",
            url=_url(found),
            due=days.get((found[0].assessment.period_id, WindowKind.VERIFICATION if is_returned else WindowKind.FIELD)),
            latest=max(locus.stage_changed_at for locus in found) if is_returned else None,
        )
        for (is_returned, _), found in groups.items()
    )


def _url(loci: list[Locus]) -> str:
    """The one sheet, or the assessment where its loci are listed."""
    if len(loci) == 1:
        return reverse("locus_sheet", args=[loci[0].public_id])
    return reverse("assessment_detail", args=[loci[0].assessment.public_id])
