"""The pages of the right of reply: what the bureau sees and what it never sees, objecting, deciding, figures."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.models import Event
from assessments.models import Assessment, Objection, ReviewComment
from assessments.objections.selectors import figures_of
from assessments.objections.services import decide_objection, end_reply, file_objection, open_reply
from assessments.publishing.services import decide_assessment
from tests.assessments.files.hostile import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(approved) -> str:
    return reverse("reply_detail", args=[approved.public_id])


@pytest.fixture
def in_reply(hasan, approved, reply_window) -> Assessment:
    open_reply(actor=hasan, assessment=approved)
    return approved


@pytest.fixture
def objection(budi, in_reply, dinsos) -> Objection:
    filed = file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Renja terlampir sejak Mei.")
    return Objection.objects.select_related("locus__unit", "locus__assessment__period__issue").get(pk=filed.pk)


def test_before_it_is_opened_the_agency_finds_nothing(client, budi, page, approved):
    client.force_login(budi)
    assert client.get(page).status_code == 404


def test_the_validator_opens_it_on_the_page(client, hasan, page, reply_window):
    client.force_login(hasan)
    assert "Hak jawab dapat dibuka sekarang" in client.get(page).text
    answer = client.post(reverse("reply_open", args=[Assessment.objects.get().public_id]), follow=True)
    assert "Sanggahan diterima sampai" in answer.text


def test_the_bureau_sees_numbers_and_levels_and_nothing_else(
    client, budi, rahmat, sari, in_reply, page, dinsos, answered
):
    dinsos.answers.filter(indicator="IN-01").update(note="Catatan pribadi Sari.")
    ReviewComment.objects.create(locus=dinsos, indicator="IN-01", text="Bisik-bisik peninjau.", written_by=rahmat)
    client.force_login(budi)
    text = client.get(page).text
    assert "Hasil sementara, belum untuk umum." in text
    assert "Pemeriksaan dokumen: tingkat 3" in text
    for hidden in ("Catatan pribadi", "Bisik-bisik", "Sari Lestari", "Rahmat Hidayat", "Dewi Anggraini"):
        assert hidden not in text


def test_other_doors_to_the_result_stay_shut_while_it_is_in_reply(client, budi, in_reply, dinsos):
    result = Assessment.objects.get().reply_result
    client.force_login(budi)
    for name, args in (
        ("result_detail", [result.public_id]),
        ("result_trace", [result.public_id]),
        ("result_trace_json", [result.public_id]),
        ("result_unit", [result.public_id, dinsos.public_id]),
        ("result_preview", [in_reply.public_id]),
        ("locus_sheet", [dinsos.public_id]),
        ("locus_review", [dinsos.public_id]),
        ("assessment_detail", [in_reply.public_id]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404, name
    assert str(result.score).replace(".", ",") not in client.get(reverse("result_list")).text


@pytest.mark.parametrize("name", ["agus", "wati", "lina", "nina", "joko", "tono", "yusuf"])
def test_others_find_nothing(client, request, in_reply, page, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(page).status_code == 404


def test_the_bureau_objects_with_a_file_and_reads_the_answer(client, budi, rahmat, in_reply, dinsos, sari):
    client.force_login(budi)
    new = reverse("objection_new", args=[in_reply.public_id, dinsos.public_id, "IN-01"])
    assert "Pemeriksaan dokumen: tingkat 3" in client.get(new).text
    file = SimpleUploadedFile("renja.jpg", picture(), content_type="image/jpeg")
    answer = client.post(new, {"text": "Renja terlampir.", "berkas": [file]}, follow=True)
    assert "renja.jpg" in answer.text
    objection = Objection.objects.get()
    kept = client.get(reverse("objection_file", args=[objection.files.get().public_id]))
    assert b"".join(kept.streaming_content) == picture()
    assert Event.objects.about(objection).filter(verb="download_objection_evidence").exists()
    client.force_login(rahmat)
    decided = client.post(
        reverse("objection_decide", args=[objection.public_id]),
        {"outcome": "partly", "method": "document", "level": "4", "reason": "Sah sejak Mei."},
        follow=True,
    )
    assert "Putusan: diterima sebagian" in decided.text
    client.force_login(budi)
    text = client.get(reverse("objection_detail", args=[objection.public_id])).text
    assert "Sah sejak Mei." in text
    assert "menjadi" in text
    assert "Rahmat Hidayat" not in text


def test_a_mistake_is_said_and_what_was_typed_stays(client, budi, in_reply, dinsos, reply_window):
    client.force_login(budi)
    new = reverse("objection_new", args=[in_reply.public_id, dinsos.public_id, "IN-01"])
    file = SimpleUploadedFile("renja.txt", b"teks", content_type="text/plain")
    answer = client.post(new, {"text": "Renja terlampir.", "berkas": [file]})
    assert "Renja terlampir." in answer.text
    assert "bukan jenis berkas yang diterima" in answer.text
    reply_window.ends_on = reply_window.starts_on
    reply_window.save()
    assert "tidak dapat dikirim lagi" in client.post(new, {"text": "Renja terlampir."}).text


def test_a_decision_names_what_is_missing(client, rahmat, objection):
    client.force_login(rahmat)
    answer = client.post(reverse("objection_decide", args=[objection.public_id]), {"outcome": "upheld"})
    assert "Tulis pertimbangannya" in answer.text
    assert "Pilih tingkat yang berlaku." in answer.text


def test_those_who_assessed_read_it_and_do_not_judge(client, sari, objection):
    client.force_login(sari)
    page = reverse("objection_detail", args=[objection.public_id])
    assert "Simpan putusan" not in client.get(page).text
    answer = client.post(
        reverse("objection_decide", args=[objection.public_id]), {"outcome": "rejected", "reason": "."}
    )
    assert answer.status_code == 403


def test_the_bureau_says_that_it_is_done(client, budi, in_reply, page):
    client.force_login(budi)
    answer = client.post(reverse("reply_end", args=[in_reply.public_id]), follow=True)
    assert "Instansi menyatakan selesai" in answer.text
    assert "Sanggah<" not in answer.text


def test_what_was_typed_too_late_comes_back_with_the_reason(client, ratna, budi, in_reply, dinsos, opini_2026):
    end_reply(actor=budi, assessment=in_reply)
    decide_assessment(actor=ratna, assessment=Assessment.objects.with_names().get(pk=in_reply.pk))
    client.force_login(budi)
    page = reverse("objection_new", args=[in_reply.public_id, dinsos.public_id, "IN-01"])
    answer = client.post(page, {"text": "Renja sudah ditandatangani sejak Mei."})
    assert "tidak sedang berjalan" in answer.text
    assert "Renja sudah ditandatangani sejak Mei." in answer.text
    assert client.get(page).status_code == 404
    assert not Objection.objects.exists()


def test_the_figures_of_a_period_count_by_office_and_indicator(
    client, rahmat, hasan, budi, objection, dinsos, opini_2026
):
    file_objection(actor=budi, locus=dinsos, indicator="IN-02", text="Juga keliru.")
    decide_objection(actor=rahmat, objection=objection, outcome="upheld", reason="Sah.", method="document", level=4)
    figures = figures_of(opini_2026, hasan)
    assert (figures.whole.total, figures.whole.upheld, figures.whole.upheld_percent) == (2, 1, 100)
    assert (figures.whole.waiting, figures.whole.decided) == (1, 1)
    assert 0 <= figures.whole.median_days < 1
    assert set(figures.by_office) == {"Perwakilan Sumatera Selatan"}
    assert {code: each.decided for code, each in figures.by_indicator.items()} == {"IN-01": 1, "IN-02": 0}
    client.force_login(hasan)
    text = client.get(reverse("period_objections", args=[opini_2026.public_id])).text
    assert "100%" in text
    assert opini_2026.issue.instrument.indicator("IN-02").label in text


def test_the_page_costs_the_same_for_one_objection_and_many(
    client, budi, in_reply, page, dinsos, django_assert_num_queries
):
    client.force_login(budi)
    file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Keliru.")
    # session, person, scope, assessment, windows, team, objections, their files, units, lines
    with django_assert_num_queries(10):
        client.get(page)
    for code in ("IN-02", "IN-03", "PR-01"):
        file_objection(actor=budi, locus=dinsos, indicator=code, text="Keliru.")
    with django_assert_num_queries(10):
        client.get(page)
