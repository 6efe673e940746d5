"""A report is drawn once, kept as issued, and handed out only while it is what was issued."""

import logging
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile

from agencies.models import Event
from assessments.models import Answer, Report
from assessments.reports import kinds
from assessments.reports.errors import AlteredReportError
from assessments.reports.services import hand_out, issue_report
from assessments.results.services import compute
from tests.assessments.reports.conftest import named


def test_the_stored_bytes_are_those_of_the_fingerprint(report):
    with report.file.open("rb") as file:
        pdf = file.read()
    assert pdf.startswith(b"%PDF-1.7")
    assert sha256(pdf).hexdigest() == report.sha256
    assert report.file.name == f"reports/{report.sha256[:2]}/{report.sha256}.pdf"
    assert (report.size, report.pages > 5) == (len(pdf), True)


def test_a_second_issue_finds_the_first(report, result, ratna):
    assert issue_report(result=result, actor=ratna) == report
    assert Report.objects.count() == 1
    assert Event.objects.filter(verb="issue_report").count() == 1


def test_the_same_result_gives_the_same_bytes_whatever_came_after_it(report, result):
    Answer.objects.update(value=1, note="berubah kemudian")
    again = Report.objects.with_names().get(pk=report.pk)
    assert sha256(kinds.pdf_of(again)).hexdigest() == report.sha256


def test_a_new_template_version_is_a_report_beside_the_old_one(report, result, hasan, monkeypatch):
    monkeypatch.setattr(kinds, "WORDING", kinds.WORDING + 1)
    renewed = issue_report(result=result, actor=hasan)
    assert renewed != report
    assert renewed.template_version != report.template_version
    assert hand_out(report=report, actor=hasan) != hand_out(report=renewed, actor=hasan)


def test_a_corrected_result_has_a_report_of_its_own(report, one_unit, hasan):
    Answer.objects.filter(indicator="IN-01").update(value=4)
    corrected = named(compute(assessment=one_unit, actor=None))
    assert issue_report(result=corrected, actor=hasan).sha256 != report.sha256


def test_what_is_handed_out_is_written_down(kept, hasan):
    hand_out(report=kept, actor=hasan)
    event = Event.objects.about(kept).get(verb="download_report")
    assert (event.actor, event.agency.name, event.detail) == (
        hasan,
        "Kabupaten Musi Banyuasin",
        {"sha256": kept.sha256},
    )


@pytest.mark.parametrize("harm", ["altered", "lost"])
def test_harmed_bytes_are_never_handed_out(kept, hasan, caplog, harm):
    storage, name = kept.file.storage, kept.file.name
    storage.delete(name)
    if harm == "altered":
        storage.save(name, ContentFile(b"%PDF-1.7 a shorn one"))
    with caplog.at_level(logging.ERROR), pytest.raises(AlteredReportError):
        hand_out(report=kept, actor=hasan)
    assert str(kept.public_id) in caplog.text
    assert not Event.objects.filter(verb="download_report").exists()
