"""The table of stages, actions and roles: walked through the services, and told in docs/states.md."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from assessments.models import TRANSITIONS, Action, Assessment, Locus, Stage, StageMovedError
from assessments.models.stage import stage_of_all
from assessments.review import services
from assessments.review.errors import ReviewError

pytestmark = pytest.mark.django_db

CAST = ["sari", "dewi", "rahmat", "hasan", "joko", "ratna", "budi", "lina", "agus", "tono", "yusuf"]
TAKES = {
    Action.VERIFY: services.verify_locus,
    Action.VALIDATE: services.validate_locus,
    Action.RETURN: lambda **given: services.return_locus(**given, indicators=["IN-01"], reason="Lengkapi."),
    Action.UNLOCK: lambda **given: services.unlock_locus(**given, indicators=["IN-01"], reason="Lengkapi."),
}
WHO_MOVES_WHAT = {
    (Stage.SUBMITTED, Action.VERIFY, "rahmat"): Stage.VERIFIED,
    (Stage.SUBMITTED, Action.RETURN, "rahmat"): Stage.IN_FIELD,
    (Stage.VERIFIED, Action.VALIDATE, "hasan"): Stage.VALIDATED,
    (Stage.VERIFIED, Action.RETURN, "hasan"): Stage.IN_FIELD,
    (Stage.VALIDATED, Action.UNLOCK, "hasan"): Stage.IN_FIELD,
}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("action", TAKES)
def test_every_stage_action_and_person_ends_where_the_table_says(request, dinsos, stand_at, stage, action):
    for name in CAST:
        actor = request.getfixturevalue(name)
        stand_at(dinsos, stage)
        locus = Locus.objects.with_names().get(pk=dinsos.pk)
        try:
            with transaction.atomic():
                TAKES[action](actor=actor, locus=locus)
        except (ReviewError, StageMovedError):
            assert (stage, action, name) not in WHO_MOVES_WHAT
        expected = WHO_MOVES_WHAT.get((stage, action, name), stage)
        assert Locus.objects.get(pk=dinsos.pk).stage == expected, name
        dinsos.returned.all().delete()


def test_the_table_has_one_row_for_each_action_at_a_stage():
    assert len({(row.action, row.before) for row in TRANSITIONS}) == len(TRANSITIONS)


def test_the_documents_tell_the_table_as_it_is():
    told = Path(settings.BASE_DIR, "docs", "states.md").read_text(encoding="utf-8")
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
        {"stage": "selesai"},
    ],
)
def test_the_database_refuses_a_stage_without_its_signatures(request, dinsos, columns):
    values = {name: value if name == "stage" else request.getfixturevalue(value) for name, value in columns.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Locus.objects.filter(pk=dinsos.pk).update(**values)


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
