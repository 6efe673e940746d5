"""Checking loci and keeping what was found, waiving a finding with a reason, and holding up a validation."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from assessments import permissions
from assessments.fieldwork.selectors.hands_on import hands_on
from assessments.models import Finding, Locus, Period, QualityCheck, Severity, Waiver
from assessments.quality.errors import (
    FindingChangedError,
    NotTheirFindingError,
    WaiverReasonNeededError,
)
from assessments.quality.rules import RULES
from assessments.quality.selectors.snapshots import Taken, take

LOCI_AT_ONCE = 50


@transaction.atomic
def check_locus(*, actor: User, locus: Locus) -> None:
    """Check one locus at a person's wish. Raises NotTheirFindingError for those who only enter."""
    if not permissions.can_check_quality(actor, locus):
        raise NotTheirFindingError
    _check_one(locus, actor)


@transaction.atomic
def check_handed_over(*, locus: Locus) -> None:
    """Check a locus by itself after it was handed over, so that its verifier finds the findings there."""
    _check_one(locus, None)


def check_period(*, actor: User | None, period: Period, loci: Iterable[Locus]) -> int:
    """Check many loci of a period, some at a time, each batch kept whole; how many there were.

    `loci` have unit, agency, period and issue joined and are the caller's to choose; `actor` None is the system.
    """
    remaining, total = iter(loci), 0
    while batch := list(islice(remaining, LOCI_AT_ONCE)):
        with transaction.atomic():
            counts: Counter[str] = Counter()
            for each in _check(batch, actor).values():
                counts.update(each)
            Event.objects.record(
                actor=actor, verb="check_quality", target=period, detail={"loci": len(batch), "found": dict(counts)}
            )
        total += len(batch)
    return total


@transaction.atomic
def waive_finding(*, actor: User, locus: Locus, rule: str, key: str, digest: str, reason: str) -> Waiver:
    """Let a finding stand as it is, and say why; on other facts it opens again.

    `digest` are the facts that the page showed. Raises WaiverReasonNeededError, FindingChangedError, or
    NotTheirFindingError: a warning or note is waived by the office's verifier or validator or the head office, an
    error, being an exception of the region, by the head office alone; never by those whose own work stands there.
    """
    if not reason.strip():
        raise WaiverReasonNeededError
    finding = Finding.objects.select_for_update().filter(locus=locus, rule=rule, key=key, digest=digest).first()
    if finding is None:
        raise FindingChangedError
    if not permissions.can_waive(actor, locus, Severity(finding.severity), hands_on=hands_on(locus)):
        raise NotTheirFindingError
    waiver, is_new = Waiver.objects.get_or_create(
        locus=locus,
        rule=rule,
        key=key,
        digest=digest,
        defaults={
            "severity": finding.severity,
            "sentence": finding.sentence,
            "reason": reason.strip(),
            "waived_by": actor,
        },
    )
    if is_new:
        Event.objects.record(
            actor=actor,
            verb="waive_finding",
            target=locus,
            agency=locus.assessment.agency,
            detail={"rule": rule, "key": key, "finding": finding.sentence, "reason": reason.strip()},
        )
    return waiver


def check_before_approval(*, actor: User, locus: Locus) -> tuple[str, ...]:
    """Check a locus as a part of approving it: the sentences of the errors that stand in the way, none when clean.

    What was found is kept with the approval; the approval writes its own event.
    """
    _check([locus], actor)
    errors = Finding.objects.open().filter(locus=locus, severity=Severity.ERROR)
    return tuple(errors.values_list("sentence", flat=True))


def _check_one(locus: Locus, actor: User | None) -> None:
    counts = _check([locus], actor)[locus.pk]
    Event.objects.record(
        actor=actor, verb="check_quality", target=locus, agency=locus.assessment.agency, detail={"found": counts}
    )


def _check(loci: list[Locus], actor: User | None) -> dict[int, dict[str, int]]:
    """Run every rule over the loci and keep what is found in place of what was; how many of each weight, by locus.

    The loci are locked and seen at the stage where they stand then: two checks of one locus come one by one.
    """
    held = Locus.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[locus.pk for locus in loci])
    now_at = held.only("stage", "stage_changed_at").order_by("pk").in_bulk()
    for locus in loci:
        locus.stage, locus.stage_changed_at = now_at[locus.pk].stage, now_at[locus.pk].stage_changed_at
    now = timezone.now()
    taken = take(loci)
    found = [finding for each in taken for finding in _findings(each)]
    Finding.objects.filter(locus__in=loci).delete()
    Finding.objects.bulk_create(found, batch_size=500)
    QualityCheck.objects.bulk_create(
        [
            QualityCheck(
                locus=each.locus,
                checked_at=now,
                checked_by=actor,
                score=each.score.score,
                provisional=each.score.provisional,
            )
            for each in taken
        ],
        update_conflicts=True,
        unique_fields=["locus"],
        update_fields=["checked_at", "checked_by", "score", "provisional"],
    )
    counts: dict[int, dict[str, int]] = {locus.pk: {} for locus in loci}
    for finding in found:
        of_locus = counts[finding.locus_id]
        of_locus[finding.severity] = of_locus.get(finding.severity, 0) + 1
    return counts


def _findings(taken: Taken) -> Iterable[Finding]:
    for rule in RULES:
        for found in rule.find(taken.snapshot):
            yield Finding(
                locus=taken.locus,
                rule=rule.code,
                key=found.key,
                severity=found.severity,
                sentence=found.sentence,
                details=list(found.details),
                indicators=list(found.indicators),
                digest=found.digest,
            )
