"""Every kind of paper says what it is for, and a screen reader can read it: whole, in part, and empty."""

import outloud
import pymupdf
import pytest

from agencies.models import Region, ServiceUnit
from assessments.fieldwork.services import plan_assessment
from assessments.models import Answer, Assessment, Locus, Period, Report, ReportKind, Result
from assessments.reports.batches import order_reports
from assessments.reports.kinds import KINDS, html_of, pdf_of
from assessments.results.services import compute
from tests.assessments.conftest import publish
from tests.assessments.reports.test_document import words


@pytest.fixture
def period(db):
    return Period.objects.create(
        code="kepatuhan-2021", name="Kepatuhan 2021", year=2021, issue=publish("kepatuhan-2021"), is_example=True
    )


def assessed(agency, period, rater, *, absent, answered=True):
    """An agency of two units whose every question is answered with "ada" but the first `absent` indicators."""
    units = [
        ServiceUnit.objects.create(agency=agency, kind=kind, name=f"{name} {agency.name}")
        for kind, name in (("dinsos", "Dinas Sosial"), ("puskesmas", "Puskesmas"))
    ]
    assessment = plan_assessment(actor=None, period=period, agency=agency, units=units, reason="Dua unit.")
    codes = [indicator.code for _, indicator in period.issue.instrument.indicators]
    questions = [
        (locus, indicator, method, subject)
        for locus in Locus.objects.filter(assessment=assessment)
        for _, indicator in period.issue.instrument.indicators
        for method, rule in indicator.methods.items()
        for subject in locus.subjects.filter(kind=rule.subject_key)
    ]
    Answer.objects.bulk_create(
        Answer(
            locus=locus,
            indicator=indicator.code,
            method=method,
            subject=subject,
            rater=rater,
            state="scored",
            value=int(codes.index(indicator.code) >= absent),
        )
        for locus, indicator, method, subject in questions
        if answered or codes.index(indicator.code) > 9
    )
    return Result.objects.with_names().get(pk=compute(assessment=assessment, actor=None).pk)


@pytest.fixture
def results(period, muba, muara_enim, kerinci, sari):
    """Musi Banyuasin has nothing but one thing missing (95,00), Muara Enim a half answered, Kerinci nothing absent."""
    return {
        "muba": assessed(muba, period, sari, absent=1),
        "muara_enim": assessed(muara_enim, period, sari, absent=12, answered=False),
        "kerinci": assessed(kerinci, period, sari, absent=0),
    }


def paper(kind, period, **subject) -> Report:
    return Report(kind=kind, period=period, **subject)


def unit_paper(result) -> Report:
    locus = Locus.objects.select_related("unit").filter(assessment=result.assessment).first()
    return paper(ReportKind.UNIT, result.assessment.period, result=result, locus=locus)


@pytest.fixture
def papers(results, period):
    """Three of each kind: a good one, one of half answers, and one with nothing lost or nothing there."""
    empty = Period.objects.create(code="kosong", name="Kosong", year=2021, issue=period.issue)
    begun = Period.objects.create(code="mulai", name="Baru mulai", year=2021, issue=period.issue)
    Assessment.objects.create(period=begun, agency=results["muba"].assessment.agency)
    Assessment.objects.create(
        period=begun, agency=results["kerinci"].assessment.agency, not_assessed_reason="Banjir besar."
    )
    region = Region.objects.select_related("office").get
    return {
        ReportKind.AGENCY: [paper(ReportKind.AGENCY, period, result=each) for each in results.values()],
        ReportKind.UNIT: [unit_paper(each) for each in results.values()],
        ReportKind.REGIONAL: [
            paper(ReportKind.REGIONAL, period, region=region(code="16")),
            paper(ReportKind.REGIONAL, period, office=results["muba"].assessment.office),
            paper(ReportKind.REGIONAL, empty, region=region(code="15")),
        ],
        ReportKind.NATIONAL: [paper(ReportKind.NATIONAL, each) for each in (period, empty, begun)],
        ReportKind.CERTIFICATE: [
            paper(ReportKind.CERTIFICATE, period, result=results["muba"]),
            paper(ReportKind.CERTIFICATE, period, result=results["kerinci"]),
            paper(
                ReportKind.CERTIFICATE,
                period,
                result=results["muba"],
                locus=Locus.objects.filter(assessment=results["muba"].assessment).first(),
            ),
        ],
    }


@pytest.mark.parametrize("kind", list(ReportKind))
def test_a_checker_of_pdf_ua_finds_no_fault(papers, tmp_path, kind):
    assert len(papers[kind]) >= 3
    for number, each in enumerate(papers[kind]):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf_of(each))
        checked = outloud.check(str(path))
        assert checked.error is None
        # TBL-010 takes a table of one row, which has more heads than cells, for a broken one; PDF/UA has no such rule.
        assert [(found.rule, found.message) for found in checked.findings if found.rule != "TBL-010"] == [], number
        assert "fail" not in {row["status"] for row in checked.criteria["pdfua1"]}


def test_a_letter_names_the_head_the_number_the_day_and_the_decree(results, period):
    text = words(html_of(paper(ReportKind.AGENCY, period, result=results["muba"], number="0012/LHP/XI/2026")))
    assert "Surat pengantar" in text
    assert "Yth. Bupati Musi Banyuasin" in text
    assert "0012/LHP/XI/2026" in text
    assert "berdasarkan Peraturan Ombudsman RI 22/2016" in text
    assert "memperoleh nilai 95,00 dengan opini Kepatuhan Tinggi" in text
    assert "Kepala Perwakilan Sumatera Selatan" in text


def test_a_letter_about_half_answers_promises_no_score(results, period):
    text = words(html_of(paper(ReportKind.AGENCY, period, result=results["muara_enim"])))
    assert "nilai akhir belum dapat ditetapkan" in text
    assert "memperoleh nilai" not in text


def test_equal_scores_share_a_rank_and_provisional_ones_have_none(results, period):
    def rank(name):
        return words(html_of(paper(ReportKind.AGENCY, period, result=results[name])))

    assert "Peringkat 2 dari 2 pemerintah kabupaten" in rank("muba")
    assert "Peringkat 1 dari 2 pemerintah kabupaten" in rank("kerinci")
    assert "Peringkat" not in rank("muara_enim")


def test_a_gap_names_who_mends_it(results, period):
    text = words(html_of(paper(ReportKind.AGENCY, period, result=results["muba"])))
    assert "Kepala Dinas Sosial Kabupaten Musi Banyuasin dan 1 lainnya" in text
    assert "belum ditetapkan" in text


def test_a_unit_report_speaks_of_that_unit_alone(results):
    text = words(html_of(unit_paper(results["muba"])))
    assert "Yth. Kepala Dinas Sosial Kabupaten Musi Banyuasin" in text
    assert "Puskesmas" not in text
    assert "Nilai Pemerintah Kabupaten Musi Banyuasin: 95,00" in text


def test_a_governor_gets_the_agencies_of_the_province(papers):
    text = words(html_of(papers[ReportKind.REGIONAL][0]))
    assert "Yth. Gubernur Sumatera Selatan" in text
    assert "Tembusan: Kepala Perwakilan Sumatera Selatan" in text
    assert "Kabupaten Musi Banyuasin" in text
    assert "Kabupaten Kerinci" not in text
    assert "1 hasil masih sementara" in text


def test_the_national_recap_ranks_all_of_a_kind(papers):
    text = words(html_of(papers[ReportKind.NATIONAL][0]))
    assert text.index("Kabupaten Kerinci") < text.index("Kabupaten Musi Banyuasin")
    assert "1 dari 2" in text
    assert "Belum ada instansi yang memiliki hasil." in words(html_of(papers[ReportKind.NATIONAL][1]))


def test_a_recap_costs_the_same_queries_for_one_agency_and_for_three(
    papers, results, period, django_assert_num_queries
):
    # results with agency, region and issue; what was published; units; losses; not assessed; waiting; the governor
    jambi = paper(ReportKind.REGIONAL, period, region=Region.objects.select_related("office").get(code="15"))
    for each in (papers[ReportKind.REGIONAL][0], jambi):
        with django_assert_num_queries(7):
            html_of(each)
    with django_assert_num_queries(6):
        html_of(papers[ReportKind.NATIONAL][0])


def test_a_certificate_is_for_the_green_zone_of_a_final_number(results, period):
    def due(name):
        return KINDS[ReportKind.CERTIFICATE].is_due(paper(ReportKind.CERTIFICATE, period, result=results[name]))

    assert [due("muba"), due("kerinci"), due("muara_enim")] == [True, True, False]


def test_an_order_of_certificates_names_the_units_that_earned_one_too(results, period):
    batch = order_reports(actor=None, period=period, kinds=[ReportKind.CERTIFICATE])
    found = batch.items.values_list("result__agency_name", "locus__unit__name").order_by("position")
    assert [unit for _, unit in found] == [None] * 3 + [
        f"{unit} {agency}"
        for agency in ("Kabupaten Kerinci", "Kabupaten Musi Banyuasin")
        for unit in ("Dinas Sosial", "Puskesmas")
    ]


def test_from_2025_on_a_certificate_is_for_the_highest_opinion(result):
    certificate = paper(ReportKind.CERTIFICATE, result.assessment.period, result=result)
    assert str(result.score) == "75.00"
    assert not KINDS[ReportKind.CERTIFICATE].is_due(certificate)
    result.score += 13
    assert KINDS[ReportKind.CERTIFICATE].is_due(certificate)


def test_a_certificate_is_one_page_however_long_the_name(results, period):
    result = results["muba"]
    result.agency_name = "Badan Pengelola " + "Pelayanan Perizinan Terpadu Satu Pintu dan Penanaman Modal " * 2
    with pymupdf.open(stream=pdf_of(paper(ReportKind.CERTIFICATE, period, result=result))) as pdf:
        assert len(pdf) == 1
        assert "Kepala Perwakilan" in pdf[0].get_text()
