"""The table of stages, actions and roles: walked through the services, and told in docs/states.md."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import TRANSITIONS, Action, Assessment, Locus, Stage, StageMovedError
from assessments.models.stage import stage_of_all
from assessments.objections.errors import ReplyError
from assessments.objections.services import open_reply
from assessments.publishing.errors import PublishingError
from assessments.publishing.services import decide_assessment, publish_period, reopen_decision
from assessments.results.services import NoResultError, compute
from assessments.review import services
from assessments.review.errors import ReviewError

pytestmark = pytest.mark.django_db

CAST = ["sari", "dewi", "rahmat", "hasan", "joko", "ratna", "budi", "lina", "agus", "tono", "yusuf"]
TAKES = {
    Action.VERIFY: services.verify_locus,
    Action.VALIDATE: services.validate_locus,
    Action.RETURN: lambda **given: services.return_locus(**given, indicators=["IN-01"], reason="Lengkapi."),
    Action.UNLOCK: lambda **given: services.unlock_locus(**given, indicators=["IN-01"], reason="Lengkapi."),
    Action.OPEN_REPLY: lambda actor, locus: open_reply(actor=actor, assessment=locus.assessment),
    Action.DECIDE: lambda actor, locus: decide_assessment(actor=actor, assessment=locus.assessment),
    Action.REOPEN: lambda actor, locus: reopen_decision(actor=actor, assessment=locus.assessment, reason="Keliru."),
    Action.PUBLISH: lambda actor, locus: publish_period(
        actor=actor, period=locus.assessment.period, at=timezone.now() + timedelta(days=1)
    ),
}
REFUSALS = (ReviewError, StageMovedError, ReplyError, PublishingError, NoResultError)
WHO_MOVES_WHAT = {
    (Stage.SUBMITTED, Action.VERIFY, "rahmat"): Stage.VERIFIED,
    (Stage.SUBMITTED, Action.RETURN, "rahmat"): Stage.IN_FIELD,
    (Stage.VERIFIED, Action.VALIDATE, "hasan"): Stage.VALIDATED,
    (Stage.VERIFIED, Action.RETURN, "hasan"): Stage.IN_FIELD,
    (Stage.VALIDATED, Action.UNLOCK, "hasan"): Stage.IN_FIELD,
    (Stage.VALIDATED, Action.OPEN_REPLY, "hasan"): Stage.IN_REPLY,
    (Stage.VALIDATED, Action.OPEN_REPLY, "ratna"): Stage.IN_REPLY,
    (Stage.VALIDATED, Action.DECIDE, "ratna"): Stage.DECIDED,
    (Stage.IN_REPLY, Action.DECIDE, "ratna"): Stage.DECIDED,
    (Stage.DECIDED, Action.REOPEN, "ratna"): Stage.VALIDATED,
    (Stage.DECIDED, Action.PUBLISH, "ratna"): Stage.PUBLISHED,
}


@pytest.fixture
def put(dinsos, stand_at, reply_window, ratna):
    """Put the locus at a stage, its assessment with it, the agency having had its say."""
    result = compute(assessment=Assessment.objects.with_names().get(pk=dinsos.assessment_id), actor=ratna)
    reply_window.ends_on = timezone.localdate()
    reply_window.save()

    def at(stage):
        stand_at(dinsos, stage)
        moments = {"reply_opened_at": timezone.now(), "reply_ended_at": timezone.now(), "decided_at": timezone.now()}
        Assessment.objects.filter(pk=dinsos.assessment_id).update(stage=stage, reply_result=result, **moments)

    return at


@pytest.fixture
def alone(puskesmas):
    """The other locus of the assessment is not assessed, so that the one walks alone."""
    Locus.objects.filter(pk=puskesmas.pk).update(not_assessed_reason="Tutup.")


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("stage", Stage)
def test_every_stage_action_and_person_ends_where_the_table_says(request, dinsos, put, stage):
    cast = [request.getfixturevalue(name) for name in CAST]
    for action, take in TAKES.items():
        for name, actor in zip(CAST, cast, strict=True):
            put(stage)
            locus = Locus.objects.with_names().get(pk=dinsos.pk)
            with transaction.atomic():
                try:
                    with transaction.atomic():
                        take(actor=actor, locus=locus)
                except REFUSALS:
                    assert (stage, action, name) not in WHO_MOVES_WHAT
                expected = WHO_MOVES_WHAT.get((stage, action, name), stage)
                assert Locus.objects.get(pk=dinsos.pk).stage == expected, (action, name)
                transaction.set_rollback(True)


def test_the_walk_takes_every_step_of_the_table():
    walked = {(action, before) for before, action, _ in WHO_MOVES_WHAT}
    begun = {(row.action, row.before) for row in TRANSITIONS if row.action in {Action.BEGIN, Action.SUBMIT}}
    more = {(Action.UNLOCK, Stage.IN_FIELD)}  # asks for indicators that are returned already
    assert walked == {(row.action, row.before) for row in TRANSITIONS} - begun - more


def test_the_table_has_one_row_for_each_action_at_a_stage():
    assert len({(row.action, row.before) for row in TRANSITIONS}) == len(TRANSITIONS)


def test_the_documents_tell_the_table_as_it_is():
    told = Path(settings.BASE_DIR, "docs", "states.md").read_text(encoding="utf-8")
    told = told[told.index("| Stage") :].partition("\n\n")[0]
    rows = [line for line in told.splitlines() if line.startswith("| ") and not line.startswith(("| Stage", "| ---"))]
    assert rows == [
        f"| {row.before.label} (`{row.before}`) | {row.action.label} (`{row.action}`) "
        f"| {', '.join(role.label for role in row.roles)}{f'; {row.team.label}' if row.team else ''} "
        f"| {'yes' if row.approves else ''} | {row.after.label} (`{row.after}`) |"
        for row in TRANSITIONS
    ]


@pytest.mark.parametrize(
    "columns",
    [
        {"stage": Stage.VERIFIED},
        {"stage": Stage.VALIDATED, "verified_by": "rahmat"},
        {"stage": Stage.SUBMITTED, "verified_by": "rahmat"},
        {"stage": Stage.VALIDATED, "verified_by": "rahmat", "validated_by": "rahmat"},
        {"stage": Stage.DECIDED, "verified_by": "rahmat", "validated_by": "hasan"},
        {"stage": Stage.VALIDATED, "verified_by": "rahmat", "validated_by": "hasan", "decided_by": "ratna"},
        {"stage": "selesai"},
    ],
)
def test_the_database_refuses_a_stage_without_its_signatures(request, dinsos, columns):
    values = {name: value if name == "stage" else request.getfixturevalue(value) for name, value in columns.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Locus.objects.filter(pk=dinsos.pk).update(**values)


@pytest.mark.parametrize("stage", [Stage.IN_REPLY, Stage.DECIDED, Stage.PUBLISHED, "selesai"])
def test_the_database_refuses_an_assessment_without_what_its_stage_needs(muba_2026, stage):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=muba_2026.pk).update(stage=stage)


def test_an_assessment_stands_where_the_last_of_its_loci_stands(dinsos, puskesmas, sari, answered):
    assert stage_of_all([]) == Stage.PLANNED
    assert stage_of_all(["planned", "validated"]) == Stage.IN_FIELD
    assert stage_of_all(["submitted", "validated"]) == Stage.SUBMITTED
    answered(sari, dinsos, "IN-01", "document", 3)
    assert Assessment.objects.get(pk=dinsos.assessment_id).stage == Stage.IN_FIELD


def test_a_locus_that_moved_meanwhile_is_left_alone(dinsos, stand_at):
    seen = Locus.objects.get(pk=dinsos.pk)
    stand_at(dinsos, Stage.SUBMITTED)
    with pytest.raises(StageMovedError, match="sekarang Diserahkan"):
        Locus.objects.move(seen, Action.BEGIN)
