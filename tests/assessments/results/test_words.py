"""Words to the agency reach it with the released result; a private note reaches nobody outside the assessing side."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Answer, Period, Report, ReportKind, Result, UnitResult
from assessments.reports.kinds import html_of
from assessments.results.recompute import verify_all
from assessments.results.services import compute

pytestmark = pytest.mark.django_db

NOTE = "Kepala dinas tampak gugup"
COMMENT = "Papan persyaratan belum memuat jangka waktu"
REASON = "Sakit pada hari kunjungan"


@pytest.fixture
def result(muba_round):
    """Everything at level 3 with a note and a comment; one officer was not met."""
    muba_round.answer_everything(level=3)
    Answer.objects.update(note=NOTE)
    Answer.objects.filter(indicator="PR-02", method="observation").update(comment=COMMENT, face="both")
    Answer.objects.filter(indicator="PG-01", subject__position=2).update(state="unseen", value=None, reason=REASON)
    return compute(assessment=muba_round.assessment, actor=None)


@pytest.fixture
def released(result):
    Period.objects.update(released_at=timezone.now() - timedelta(days=1))
    return result


def test_the_stored_inputs_hold_the_words_and_never_a_note(result):
    for unit in UnitResult.objects.all():
        assert NOTE not in unit.inputs
        words = json.loads(unit.inputs)["words"]
        assert ["PG-01", "interview", "officer-pengaduan", 2, REASON, "", ""] in words
        assert ["PR-02", "observation", "product", 1, "", COMMENT, "both"] in words
    assert not [each for each in verify_all() if each.problems]


def test_who_was_not_met_leaves_the_result_provisional(result):
    assert result.provisional
    assert not result.opinion_is_final


@pytest.mark.parametrize("who", ["hasan", "budi"])
def test_comment_and_reason_are_in_the_trace_and_a_note_is_nowhere(request, client, released, who):
    client.force_login(request.getfixturevalue(who))
    unit = released.units.first().locus.public_id
    pages = {
        name: client.get(reverse(name, args=args)).content.decode()
        for names, args in (
            (("result_detail", "result_trace", "result_trace_json"), [released.public_id]),
            (("result_unit", "result_unit_trace"), [released.public_id, unit]),
        )
        for name in names
    }
    for name in ("result_trace_json", "result_unit_trace"):
        assert COMMENT in pages[name]
        assert REASON in pages[name]
    assert not [name for name, text in pages.items() if NOTE in text]


def test_the_agency_reads_no_word_before_release(client, result, budi):
    client.force_login(budi)
    assert client.get(reverse("result_trace_json", args=[result.public_id])).status_code == 404


def test_the_report_tells_the_comment_and_the_reason_and_never_the_note(result):
    stored = Result.objects.with_names().get(pk=result.pk)
    html = html_of(Report(result=stored, kind=ReportKind.AGENCY))
    assert COMMENT in html
    assert REASON in html
    assert NOTE not in html
