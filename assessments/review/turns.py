"""What waits for those who approve: loci to verify and to validate."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from agencies.models import User
from agencies.roles import Role
from agencies.scope import scope_of
from assessments.models import Answer, Assessment, Locus, Stage, WindowKind
from assessments.turn import Turn, last_days, names_of, turn_about


def open_turns(user: User) -> tuple[Turn, ...]:
    """Loci whose next approval is this person's, without those that hold their own work; two queries."""
    scope = scope_of(user)
    if not scope.holds(Role.VERIFIER, Role.VALIDATOR, Role.HEAD_OFFICE):
        return ()
    submitted, verified = Q(stage=Stage.SUBMITTED), Q(stage=Stage.VERIFIED) & ~Q(verified_by=user)
    wanted = submitted & Q(assessment__office__in=scope.offices_of(Role.VERIFIER))
    wanted |= verified & Q(assessment__office__in=scope.offices_of(Role.VALIDATOR))
    if scope.is_head_office:
        wanted |= (submitted | verified) & Q(assessment__office__isnull=True)
    own = Exists(Answer.objects.filter(locus=OuterRef("pk"), rater=user))
    in_team = Exists(Assessment.objects.filter(pk=OuterRef("assessment"), team__user=user))
    groups: dict[tuple[str, int], list[Locus]] = defaultdict(list)
    for locus in Locus.objects.running().filter(wanted).exclude(own | in_team):
        groups[locus.stage, locus.assessment_id].append(locus)
    days = last_days(found[0].assessment.period_id for found in groups.values())
    return tuple(
        turn_about(
            found[0].assessment,
            kind="verify" if stage == Stage.SUBMITTED else "validate",
            words=f"{'Verifikasi' if stage == Stage.SUBMITTED else 'Validasi'}: {names_of(found)}",
            url=_url(found),
            due=days.get((found[0].assessment.period_id, WindowKind.VERIFICATION)),
            latest=max(locus.stage_changed_at for locus in found),
        )
        for (stage, _), found in groups.items()
    )


def _url(loci: list[Locus]) -> str:
    """The one locus, or the assessment where its loci are listed."""
    if len(loci) == 1:
        return reverse("locus_review", args=[loci[0].public_id])
    return reverse("assessment_detail", args=[loci[0].assessment.public_id])
