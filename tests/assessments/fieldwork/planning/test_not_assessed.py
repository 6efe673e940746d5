""" "Tidak dinilai" is a state of an agency or a locus, set and lifted with a reason."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments import permissions
from assessments.fieldwork.errors import FieldworkError, LocusClosedError, ReasonNeededError
from assessments.fieldwork.planning.services import assess_again, leave_unassessed
from assessments.models import Assessment, Locus, Result, Stage
from assessments.results.services import NotAssessedError, check_validated, compute, compute_validated, preview

pytestmark = pytest.mark.django_db


def test_a_locus_that_is_not_assessed_takes_no_answers_and_leaves_the_result(
    dewi, sari, muba_2026, dinsos, puskesmas, answered
):
    answered(sari, puskesmas, "IN-01", "document", 3)
    leave_unassessed(actor=dewi, target=dinsos, reason="Kantornya terbakar.")
    with pytest.raises(LocusClosedError):
        answered(sari, dinsos, "IN-01", "document", 2)
    _, scored = preview(Assessment.objects.with_names().get(pk=muba_2026.pk))
    assert [each.locus.unit.name for each in scored] == ["Puskesmas Sekayu"]


def test_lifting_it_opens_the_locus_again(dewi, sari, muba_2026, dinsos, answered):
    leave_unassessed(actor=dewi, target=dinsos, reason="Banjir.")
    assess_again(actor=dewi, target=dinsos, reason="Sudah surut.")
    fresh = Locus.objects.get(pk=dinsos.pk)
    assert fresh.not_assessed_reason == ""
    answered(sari, dinsos, "IN-01", "document", 2)
    events = Event.objects.about(muba_2026).filter(verb__in=["leave_unassessed", "assess_again"])
    assert [(event.verb, event.detail["reason"]) for event in events] == [
        ("assess_again", "Sudah surut."),
        ("leave_unassessed", "Banjir."),
    ]


def test_an_agency_that_is_not_assessed_has_no_result(dewi, hasan, sari, muba_2026, dinsos):
    leave_unassessed(actor=dewi, target=muba_2026, reason="Pemekaran wilayah.")
    assessment = Assessment.objects.with_names().get(pk=muba_2026.pk)
    Locus.objects.update(stage=Stage.SUBMITTED)
    with pytest.raises(NotAssessedError, match="Pemekaran wilayah"):
        check_validated(assessment)
    with pytest.raises(NotAssessedError):
        compute_validated(assessment=assessment, actor=hasan)
    assert not Result.objects.exists()
    assert not permissions.can_enter_answers(sari, dinsos.__class__.objects.with_names().get(pk=dinsos.pk))


def test_neither_state_comes_or_goes_without_a_reason(dewi, dinsos, muba_2026):
    for act in (leave_unassessed, assess_again):
        for target in (dinsos, muba_2026):
            with pytest.raises(ReasonNeededError):
                act(actor=dewi, target=target, reason=" ")


def test_a_handed_over_sheet_is_not_dropped(dewi, dinsos):
    Locus.objects.filter(pk=dinsos.pk).update(stage=Stage.SUBMITTED)
    with pytest.raises(FieldworkError, match="sudah diserahkan"):
        leave_unassessed(actor=dewi, target=dinsos, reason="Nilainya rendah.")


def test_an_agency_with_a_result_is_not_dropped(dewi, muba_2026):
    compute(assessment=Assessment.objects.with_names().get(pk=muba_2026.pk), actor=None)
    with pytest.raises(FieldworkError, match="sudah mempunyai hasil"):
        leave_unassessed(actor=dewi, target=muba_2026, reason="Nilainya rendah.")


def test_lifting_what_is_assessed_anyway_writes_nothing_down(dewi, dinsos, muba_2026):
    assess_again(actor=dewi, target=dinsos, reason="Salah tekan.")
    assert not Event.objects.filter(verb="assess_again").exists()


def test_the_pages_set_and_lift_it(client, dewi, dinsos, muba_2026):
    client.force_login(dewi)
    for target, name in ((dinsos, "locus_leave_out"), (muba_2026, "assessment_leave_out")):
        url = reverse(name, args=[target.public_id])
        assert "Tulis alasannya." in client.post(url, {"reason": ""}).content.decode()
        client.post(url, {"reason": "Banjir."})
        target.refresh_from_db()
        assert target.not_assessed_reason == "Banjir."
        assert "Banjir." in client.get(reverse("assessment_plan", args=[muba_2026.public_id])).content.decode()
        client.post(url, {"reason": "Sudah surut."})
        target.refresh_from_db()
        assert target.not_assessed_reason == ""
