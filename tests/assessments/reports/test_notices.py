"""Reports that come out after the release are told by one letter with a link, to whom they concern, once."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency, Event, Region
from assessments.models import DrawingState, Locus, Report, ReportBatch, ReportBatchItem, ReportKind
from assessments.reports.notices import tell_of, tell_of_order
from assessments.reports.services import withdraw_report


@pytest.fixture
def tell(django_capture_on_commit_callbacks):
    """`tell(report or order)`: have the letters sent, as it happens once it is saved."""

    def make(about):
        with django_capture_on_commit_callbacks(execute=True):
            (tell_of if isinstance(about, Report) else tell_of_order)(about)

    return make


@pytest.fixture
def unit_report(kept) -> Report:
    """A report of the Dinas Sosial beside that of its agency."""
    locus = Locus.objects.get(assessment=kept.result.assessment, unit__name="Dinas Sosial")
    return Report.objects.create(
        kind=ReportKind.UNIT,
        period=kept.period,
        result=kept.result,
        locus=locus,
        number="0013/LHP-U/XI/2026",
        size=1,
        pages=1,
        sha256="1" * 64,
    )


@pytest.fixture
def order(kept, unit_report) -> ReportBatch:
    """An order that issued both."""
    batch = ReportBatch.objects.create(period=kept.period)
    for position, report in enumerate((kept, unit_report), start=1):
        ReportBatchItem.objects.create(
            batch=batch, position=position, report=report, state=DrawingState.ISSUED, **_columns(report)
        )
    return batch


def _columns(report):
    return {"kind": report.kind, "period": report.period, "result": report.result, "locus": report.locus}


def test_a_letter_holds_a_link_and_neither_number_nor_file(released, kept, agus, tell, mailoutbox):
    tell(kept)
    (letter,) = mailoutbox
    assert letter.to == [agus.email]
    assert reverse("report_detail", args=[kept.public_id]) in letter.body
    assert "Laporan instansi Kabupaten Musi Banyuasin" in letter.body
    assert "data contoh" in letter.body
    assert str(kept.result.score).replace(".", ",") not in letter.body
    assert not letter.attachments


def test_one_report_is_told_to_each_person_once(released, kept, agus, budi, sari, nina, tell, mailoutbox):
    tell(kept)
    tell(kept)
    assert sorted(letter.to[0] for letter in mailoutbox) == [agus.email, budi.email]
    assert Event.objects.filter(verb="tell_reports").count() == 2


def test_an_order_sends_one_letter_however_many_reports(released, order, agus, tell, mailoutbox):
    tell(order)
    tell(order)
    (letter,) = mailoutbox
    assert "2 laporan" in letter.subject
    assert "0013/LHP-U/XI/2026" in letter.body
    assert reverse("report_list") in letter.body


def test_people_of_a_unit_hear_of_their_own_unit_alone(
    released, order, lina, person, dinsos_muba_unit, tell, mailoutbox
):
    contact = person("Rini Astuti", "unit_contact", unit=dinsos_muba_unit)
    tell(order)
    (letter,) = mailoutbox
    assert letter.to == [contact.email]
    assert "Dinas Sosial" in letter.body
    assert "Laporan instansi" not in letter.body


@pytest.fixture
def dinsos_muba_unit(kept):
    return Locus.objects.get(assessment=kept.result.assessment, unit__name="Dinas Sosial").unit


def test_before_the_release_nobody_is_told(released_tomorrow, kept, agus, tell, mailoutbox):
    tell(kept)
    assert not mailoutbox


def test_what_was_there_at_the_release_is_left_to_its_own_letter(released, kept, agus, tell, mailoutbox):
    QuerySet(Report).filter(pk=kept.pk).update(issued_at=timezone.now() - timedelta(days=1))
    tell(kept)
    assert not mailoutbox


def test_a_replacement_is_told_and_what_it_replaced_is_not(released, kept, agus, tell, mailoutbox):
    newer = Report.objects.create(
        period=kept.period,
        result=kept.result,
        edition=2,
        replaces=kept,
        number="0044/LHP/XI/2026",
        size=1,
        pages=1,
        sha256="2" * 64,
    )
    tell(newer)
    (letter,) = mailoutbox
    assert "nomor 0044/LHP/XI/2026, menggantikan nomor –" in letter.body
    assert letter.subject.startswith("1 laporan")


def test_a_withdrawn_report_is_told_to_nobody(released, kept, agus, hasan, tell, mailoutbox):
    withdraw_report(actor=hasan, report=kept, reason="Nama unit keliru.")
    tell(kept)
    assert not mailoutbox


def test_a_letter_that_was_refused_goes_out_the_next_time(released, kept, agus, budi, tell, mailoutbox, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _refuse)
        tell(kept)
    assert not Event.objects.filter(verb="tell_reports").exists()
    tell(kept)
    assert len(mailoutbox) == 2


def _refuse(*args, **kwargs):
    raise SMTPException("full")


def test_a_governor_hears_of_the_recap_of_the_province(released, kept, person, tell, mailoutbox):
    region = Region.objects.get(code="16")
    government = Agency.objects.create(code="16", kind="provinsi", name="Provinsi Sumatera Selatan", region=region)
    governor = person("Yusuf Hadi", "official", agency=government)
    recap = Report.objects.create(
        kind=ReportKind.REGIONAL, period=kept.period, region=region, size=1, pages=1, sha256="3" * 64
    )
    batch = ReportBatch.objects.create(period=kept.period)
    ReportBatchItem.objects.create(
        batch=batch, position=1, kind=recap.kind, period=recap.period, region=recap.region, report=recap, state="issued"
    )
    tell(batch)
    (letter,) = mailoutbox
    assert letter.to == [governor.email]
    assert "Rekapitulasi daerah Sumatera Selatan" in letter.body
