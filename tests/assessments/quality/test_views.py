"""The pages of quality: a locus, and a period."""

import pytest
from django.urls import reverse

from assessments.fieldwork.services import submit_locus
from assessments.models import Finding, QualityCheck, Waiver
from assessments.quality.services import check_locus

pytestmark = pytest.mark.django_db


def page(locus) -> str:
    return reverse("locus_quality", args=[locus.public_id])


def waiver_of(finding, reason="Berkas dilihat di tempat.") -> dict[str, str]:
    return {"rule": finding.rule, "key": finding.key, "digest": finding.digest, "reason": reason}


@pytest.fixture
def board(opini_2026) -> str:
    return reverse("period_quality", args=[opini_2026.public_id])


def test_it_tells_what_was_found_when_and_where_to_look(client, rahmat, checked):
    client.force_login(rahmat)
    text = client.get(page(checked)).text
    assert "2 indikator bertingkat 1 ke atas dari dokumen atau pengamatan tanpa satu pun berkas bukti." in text
    assert f"{reverse('locus_review', args=[checked.public_id])}#IN-01" in text
    assert "oleh Rahmat Hidayat" in text
    assert "asumsi kami" in text


def test_the_team_reads_it_but_waives_and_checks_nothing(client, sari, checked):
    client.force_login(sari)
    text = client.get(page(checked)).text
    assert "Nilai tanpa bukti" in text
    assert reverse("locus_waive", args=[checked.public_id]) not in text
    assert client.post(reverse("locus_check", args=[checked.public_id])).status_code == 403


def test_a_waiver_moves_the_finding_down_the_page(client, rahmat, checked):
    client.force_login(rahmat)
    finding = Finding.objects.get(rule="without_evidence")
    answer = client.post(reverse("locus_waive", args=[checked.public_id]), waiver_of(finding), follow=True)
    assert "Berkas dilihat di tempat." in answer.text
    assert Waiver.objects.get().waived_by == rahmat


def test_a_waiver_without_a_reason_is_asked_for_one(client, rahmat, checked):
    client.force_login(rahmat)
    finding = Finding.objects.get(rule="without_evidence")
    answer = client.post(reverse("locus_waive", args=[checked.public_id]), waiver_of(finding, ""))
    assert "Tulis mengapa temuan ini dibiarkan" in answer.text
    assert not Waiver.objects.exists()


def test_an_old_page_keeps_what_was_typed(client, rahmat, checked):
    client.force_login(rahmat)
    finding = Finding.objects.get(rule="without_evidence")
    answer = client.post(reverse("locus_waive", args=[checked.public_id]), waiver_of(finding) | {"digest": "0" * 64})
    assert "Temuan ini sudah berubah" in answer.text
    assert "Berkas dilihat di tempat." in answer.text


def test_the_page_costs_the_same_for_every_number_of_findings(client, rahmat, checked, django_assert_num_queries):
    client.force_login(rahmat)
    # session, person, scope, locus, team; check, waivers, findings; whose work stands there
    with django_assert_num_queries(9):
        client.get(page(checked))
    Finding.objects.bulk_create(
        Finding(locus=checked, rule="last_year", key=f"IN-{number}", severity="note", sentence="Naik.", digest="1" * 64)
        for number in range(30)
    )
    with django_assert_num_queries(9):
        client.get(page(checked))


def test_a_validator_reads_which_errors_hold_up_the_validation(client, all_stand_in, rahmat, hasan):
    client.force_login(rahmat)
    client.post(reverse("locus_verify", args=[all_stand_in.public_id]))
    client.force_login(hasan)
    answer = client.post(reverse("locus_validate", args=[all_stand_in.public_id]))
    assert "Masih ada 1 galat pada pemeriksaan mutu" in answer.text


class TestBoard:
    def test_it_lists_the_findings_of_the_offices_a_person_checks(
        self, client, rahmat, joko, person, jambi, board, checked
    ):
        client.force_login(rahmat)
        assert "Dinas Sosial" in client.get(board).text
        client.force_login(person("Kartini", "verifier", office=jambi))
        assert "Tidak ada temuan yang cocok." in client.get(board).text

    @pytest.mark.parametrize("name", ["sari", "dewi", "budi", "tono"])
    def test_it_is_not_for_others(self, client, request, board, name):
        client.force_login(request.getfixturevalue(name))
        assert client.get(board).status_code == 403

    def test_filters_narrow_it(self, client, ratna, board, checked):
        client.force_login(ratna)
        assert "Nilai masih sementara" not in client.get(board, {"aturan": "without_evidence"}).text
        assert "Tidak ada temuan yang cocok." in client.get(board, {"bobot": "error"}).text
        assert "Tidak ada temuan yang cocok." in client.get(board, {"keadaan": "waived"}).text
        assert "Tidak ada temuan yang cocok." in client.get(board, {"cari": "Puskesmas"}).text
        assert "Dinas Sosial" in client.get(board, {"cari": "banyuasin", "bobot": "omong", "kantor": "x"}).text

    def test_one_press_checks_what_moved_on(self, client, rahmat, dewi, board, opini_2026, checked, puskesmas):
        submit_locus(actor=dewi, locus=puskesmas, reason="Contoh.")
        client.force_login(rahmat)
        assert "lokus belum diperiksa" in client.get(board).text
        answer = client.post(reverse("period_check", args=[opini_2026.public_id]), follow=True)
        assert "1 lokus diperiksa." in answer.text
        assert QualityCheck.objects.count() == 2

    def test_it_costs_the_same_for_one_locus_and_for_many(
        self, client, ratna, rahmat, locus_for, board, checked, puskesmas, django_assert_num_queries
    ):
        client.force_login(ratna)
        # session, person, period, scope, open counts, pages, findings with their loci, waivers, unchecked, offices
        with django_assert_num_queries(10):
            client.get(board)
        check_locus(actor=rahmat, locus=locus_for(rahmat, puskesmas))
        with django_assert_num_queries(10):
            client.get(board)
