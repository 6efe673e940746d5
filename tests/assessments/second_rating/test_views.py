"""The pages of second judgements."""

import csv
import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from agencies.models import Event
from assessments.models import Evidence, EvidenceVersion, SecondAnswer, SecondRating
from assessments.second_rating.services import assign_rater
from tests.assessments.second_rating.conftest import CLEAR

pytestmark = pytest.mark.django_db


def url(name, rating, **more) -> str:
    return reverse(f"second_{name}", kwargs={"public_id": rating.public_id, **more})


@pytest.fixture
def of_period(opini_2026):
    return reverse("second_period", args=[opini_2026.public_id])


def test_a_judge_declares_judges_and_hands_in(client, drawn, dinsos, rahmat, wulan, rating_for):
    assign_rater(actor=rahmat, rating=rating_for(rahmat, dinsos), rater=wulan)
    rating = rating_for(wulan, dinsos)
    client.force_login(wulan)
    assert "1 lokus menunggu penilaian Anda" in client.get(reverse("worklist")).text
    assert url("sheet", rating) in client.get(reverse("second_mine")).text
    assert "nyatakan independensi Anda" in client.get(url("sheet", rating)).text
    client.post(url("declare", rating), dict.fromkeys(CLEAR, "on"))
    page = client.get(url("part", rating, dimension="IN"))
    field = next(
        name for name in page.text.split('"') if name.startswith("IN-01-document-") and name.endswith("-level")
    )
    client.post(url("part", rating, dimension="IN"), {field: "2"})
    assert SecondAnswer.objects.get().value == 2
    assert "Tim belum menyerahkan lembarnya" in client.post(url("hand_in", rating), follow=True).text


def test_a_level_that_does_not_exist_is_told_and_nothing_is_kept(client, given, wulan):
    client.force_login(wulan)
    field = f"IN-01-document-{given.locus.subjects.get(kind='unit').pk}-level"
    answer = client.post(url("part", given, dimension="IN"), {field: "9"})
    assert "Pilih salah satu tingkat." in answer.text
    assert not SecondAnswer.objects.exists()


def test_a_part_costs_the_same_empty_and_full(client, given, wulan, judge_all, django_assert_num_queries):
    client.force_login(wulan)
    # session, person, scope, rating, team; subjects, left out; answers; evidence, its indicators
    with django_assert_num_queries(10):
        client.get(url("part", given, dimension="IN"))
    judge_all(wulan, given)
    with django_assert_num_queries(10):
        client.get(url("part", given, dimension="IN"))


def test_the_judge_takes_evidence_and_it_is_written_down(client, given, wulan, settings, dinsos):
    piece = Evidence.objects.create(locus=dinsos, title="Renja")
    version = EvidenceVersion(evidence=piece, number=1, name="renja.pdf", media_type="application/pdf", size=4)
    version.sha256, version.uploaded_by = "1" * 64, wulan
    version.file.save("renja.pdf", ContentFile(b"%PDF"), save=False)
    version.save()
    client.force_login(wulan)
    response = client.get(url("evidence", given, version=version.pk))
    assert b"".join(response.streaming_content) == b"%PDF"
    event = Event.objects.about(given).first()
    assert (event.verb, event.detail["name"]) == ("download_evidence", "renja.pdf")


@pytest.mark.parametrize(
    ("name", "status"), [("rahmat", 403), ("ratna", 403), ("sari", 404), ("dewi", 404), ("budi", 404)]
)
def test_nobody_else_opens_the_blind_sheet(client, request, given, name, status):
    client.force_login(request.getfixturevalue(name))
    for page in ("sheet", "comparison"):
        assert client.get(url(page, given)).status_code == status


@pytest.mark.parametrize("name", ["wulan", "rahmat", "hasan", "ratna", "sari", "dewi"])
def test_once_in_both_sides_are_read(client, request, handed_in, name):
    client.force_login(request.getfixturevalue(name))
    text = client.get(url("comparison", handed_in)).text
    assert "Tim: <strong>Tingkat 3</strong> · Penilai kedua: <strong>Tingkat 1</strong>" in text
    assert "1 dari 2 sama (50,0 %)" in text


def test_the_verifier_decides_on_the_page(client, handed_in, rahmat):
    client.force_login(rahmat)
    answer = handed_in.answers.get(indicator="IN-02", first_state="scored")
    decide = url("moderate", handed_in, answer=answer.pk)
    assert "Tulis mengapa" in client.post(decide, {f"{answer.pk}-outcome": "second"}).text
    sent = {f"{answer.pk}-outcome": "second", f"{answer.pk}-reason": "SK belum ditandatangani."}
    text = client.post(decide, sent, follow=True).text
    assert "nilai hitung diubah" in text
    assert "SK belum ditandatangani." in text


def test_the_page_of_a_period_draws_gives_out_and_counts(client, ratna, wulan, dinsos, opini_2026, of_period):
    client.force_login(ratna)
    assert "Undi lokusnya" in client.get(of_period).text
    assert "Isi 1 sampai 100." in client.post(reverse("second_draw", args=[opini_2026.public_id]), {"share": 0}).text
    answer = client.post(reverse("second_draw", args=[opini_2026.public_id]), {"share": 100}, follow=True)
    assert "2 dari 2 lokus terundi." in answer.text
    rating = SecondRating.objects.get(locus=dinsos)
    assert "Pilih seorang asesor." in client.post(url("assign", rating), {}).text
    assert "Wulan Sari" in client.post(url("assign", rating), {"rater": wulan.pk}, follow=True).text


def test_the_page_of_a_period_costs_the_same_for_every_number_of_pairs(
    client, handed_in, rahmat, of_period, django_assert_num_queries
):
    client.force_login(rahmat)
    # session, person, period, scope; draw, drawn loci, differences, pairs, leads
    with django_assert_num_queries(9):
        client.get(of_period)
    handed_in.answers.update(first_state="scored", first_value=2)
    with django_assert_num_queries(9):
        client.get(of_period)


def test_the_file_holds_every_pair_and_the_download_is_written_down(client, handed_in, rahmat, opini_2026):
    client.force_login(rahmat)
    response = client.get(reverse("second_export", args=[opini_2026.public_id]))
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Kantor", "Instansi", "Unit"]
    pair = next(row for row in rows if row[5] == "IN-02" and row[8] != "Tidak dijawab")
    assert pair[3:4] + pair[8:10] == ["Wulan Sari", "Tingkat 3", "Tingkat 1"]
    assert Event.objects.about(opini_2026).first().verb == "export_second_ratings"
