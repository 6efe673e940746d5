"""The page of a locus under review and its three decisions."""

import pytest
from django.urls import reverse

from agencies.models import Role
from assessments.models import Evidence, Locus, Stage
from assessments.review.services import verify_locus

pytestmark = pytest.mark.django_db


def url(name, locus) -> str:
    return reverse(f"locus_{name}", args=[locus.public_id])


@pytest.mark.parametrize("name", ["rahmat", "hasan", "ratna", "sari", "dewi"])
def test_those_who_work_on_it_see_it(client, request, submitted, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(url("review", submitted)).status_code == 200


@pytest.mark.parametrize("name", ["joko", "budi", "lina", "agus", "wati", "tono", "yusuf"])
def test_an_outsider_gets_404(client, request, submitted, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(url("review", submitted)).status_code == 404
    for action in ("verify", "validate", "return"):
        assert client.post(url(action, submitted)).status_code == 404


@pytest.mark.parametrize(
    ("name", "actions"),
    [
        ("sari", ("verify", "validate", "return")),
        ("dewi", ("verify", "validate", "return")),
        ("rahmat", ("validate",)),
        ("hasan", ("verify",)),
        ("ratna", ("verify", "validate", "return")),
    ],
)
def test_a_step_of_another_role_is_forbidden(client, request, submitted, name, actions):
    client.force_login(request.getfixturevalue(name))
    for action in actions:
        assert client.post(url(action, submitted)).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, submitted):
    assert client.get(url("review", submitted)).url.startswith(reverse("login"))


def test_the_agency_never_reads_it_not_even_after_release(client, budi, submitted, opini_2026):
    opini_2026.released_at = "2026-01-01T00:00:00Z"
    opini_2026.save()
    client.force_login(budi)
    assert client.get(url("review", submitted)).status_code == 403


def test_it_shows_values_notes_and_evidence_by_indicator(client, rahmat, submitted):
    piece = Evidence.objects.create(locus=submitted, title="Renja Dinas Sosial 2026")
    piece.indicators.create(indicator="IN-01")
    client.force_login(rahmat)
    text = client.get(url("review", submitted)).text
    assert "Tingkat 3" in text
    assert "Renja ada, LAKIP belum." in text
    assert "Renja Dinas Sosial 2026" in text
    assert "Menunggu verifikasi Kepala Keasistenan." in text
    assert "Menyerahkan lembar" in text


def test_it_costs_the_same_however_much_was_answered(
    client, rahmat, sari, dinsos, answered, stand_at, django_assert_num_queries
):
    answered(sari, dinsos, "IN-01", "document", 3)
    client.force_login(rahmat)
    # session, person, scope, locus, team, windows; subjects, exclusions, answers and evidence of the score; answers,
    # exclusions, returns, comments, reviewed values (here and in the score), evidence, history; whose work it is;
    # what the checks found: check, waivers, findings
    with django_assert_num_queries(22):
        client.get(url("review", dinsos))
    for number in range(1, 31):
        answered(sari, dinsos, "KP-01", "survey", 3, number=number)
    with django_assert_num_queries(22):
        client.get(url("review", dinsos))


def test_the_verifier_verifies_and_then_has_nothing_more_to_decide(client, rahmat, submitted):
    client.force_login(rahmat)
    page = client.get(url("review", submitted))
    assert url("verify", submitted) in page.text
    answer = client.post(url("verify", submitted), {"seen": submitted_at(submitted), "note": "Sesuai."}, follow=True)
    assert "Dinas Sosial terverifikasi." in answer.text
    assert url("verify", submitted) not in answer.text
    assert url("return", submitted) not in answer.text


def test_a_decision_on_an_old_page_is_told_so_and_keeps_what_was_typed(client, rahmat, submitted):
    client.force_login(rahmat)
    typed = {"seen": "2026-01-01T00:00:00+00:00", "indicators": ["IN-01"], "reason": "Bukti LAKIP belum ada."}
    answer = client.post(url("return", submitted), typed)
    assert "Lihat dahulu riwayatnya" in answer.text
    assert "Bukti LAKIP belum ada." in answer.text
    assert Locus.objects.get(pk=submitted.pk).stage == Stage.SUBMITTED
    seen = answer.context["page"].refusal["seen"].value()
    assert "terbuka lagi bagi tim" in client.post(url("return", submitted), {**typed, "seen": seen}, follow=True).text


def test_a_word_on_what_someone_else_approved_meanwhile_comes_back(client, rahmat, person, sumsel, submitted, seen_by):
    colleague = person("Yanti Susanti", Role.VERIFIER, office=sumsel)
    client.force_login(rahmat)
    typed = {"seen": submitted_at(submitted), "note": "LAKIP halaman 12 sudah cocok."}
    verify_locus(actor=colleague, locus=seen_by(colleague, submitted))
    answer = client.post(url("verify", submitted), typed)
    assert "sekarang Terverifikasi" in answer.text
    assert "LAKIP halaman 12 sudah cocok." in answer.text


def test_a_comment_that_is_too_long_comes_back_whole(client, rahmat, submitted):
    client.force_login(rahmat)
    long = "Bukti " * 400
    answer = client.post(reverse("locus_comment", args=[submitted.public_id, "IN-01"]), {"text": long})
    assert "Ringkas komentarnya sampai 2000 huruf" in answer.text
    assert long.strip() in answer.text
    assert not submitted.comments.exists()


def test_returning_without_a_reason_keeps_the_boxes(client, rahmat, submitted):
    client.force_login(rahmat)
    answer = client.post(url("return", submitted), {"seen": submitted_at(submitted), "indicators": ["IN-02"]})
    assert "Tulis apa yang perlu diperbaiki" in answer.text
    assert 'value="IN-02" checked' in answer.text


def test_the_team_reads_why_it_came_back(client, sari, rahmat, submitted):
    client.force_login(rahmat)
    client.post(
        url("return", submitted),
        {"seen": submitted_at(submitted), "indicators": ["IN-01"], "reason": "LAKIP belum dilihat."},
    )
    client.force_login(sari)
    text = client.get(url("review", submitted)).text
    assert "LAKIP belum dilihat." in text
    assert url("return", submitted) not in text


def submitted_at(locus) -> str:
    return Locus.objects.get(pk=locus.pk).stage_changed_at.isoformat()
