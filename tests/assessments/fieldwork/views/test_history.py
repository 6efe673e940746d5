"""The history of an answer says who, when, from what to what and why; in place and as a page."""

from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.fieldwork.errors import Given
from assessments.fieldwork.services import choose_value, keep_stored_value, record_answer
from assessments.models import AnswerState

pytestmark = pytest.mark.django_db


@pytest.fixture
def history_url(subject_of):
    def url(locus, indicator="IN-01", method="document", kind="unit"):
        return reverse("answer_history", args=[locus.public_id, indicator, method, subject_of(locus, kind).pk])

    return url


def test_it_tells_each_step_with_its_words(client, sari, andi, dewi, dinsos, answered, subject_of, history_url):
    answered(sari, dinsos, "IN-01", "document", 3, note="Lihat Renja.")
    record_answer(
        actor=sari,
        locus=dinsos,
        indicator="IN-01",
        method="document",
        subject=subject_of(dinsos, "unit"),
        state=AnswerState.REFUSED,
        reason="Kepala dinas menolak.",
        comment="Renja tidak ditunjukkan.",
        seen_version=1,
    )
    choose_value(actor=dewi, locus=dinsos, answer=answered(andi, dinsos, "IN-01", "document", 1))
    client.force_login(sari)
    page = client.get(history_url(dinsos)).content.decode()
    for words in (
        "Tingkat 3 → Menolak menjawab",
        "Alasan: Kepala dinas menolak.",
        "Komentar untuk instansi: Renja tidak ditunjukkan.",
        "Catatan internal: Lihat Renja.",
        "Menetapkan jawaban Andi Wijaya sebagai nilai tim",
        "Sari Lestari",
    ):
        assert words in page
    assert "<html" in page
    part = client.get(history_url(dinsos), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Tingkat 3 → Menolak menjawab" in part


def test_words_that_gave_way_in_a_conflict_can_still_be_read(client, sari, dinsos, answered, history_url):
    answer = answered(sari, dinsos, "IN-01", "document", 3)
    keep_stored_value(actor=sari, answer=answer, refused=Given(AnswerState.SCORED, Decimal(1), note="Lihat Renja."))
    client.force_login(sari)
    page = client.get(history_url(dinsos)).content.decode()
    assert "Konflik: Tingkat 3 dipertahankan, Tingkat 1 ditinggalkan" in page
    assert "Catatan internal yang ditinggalkan: Lihat Renja." in page


def test_a_question_without_answers_says_so(client, sari, dinsos, history_url):
    client.force_login(sari)
    assert "Belum pernah dijawab." in client.get(history_url(dinsos)).content.decode()


def test_it_costs_the_same_short_and_long(client, sari, dinsos, answered, history_url, django_assert_num_queries):
    client.force_login(sari)
    answered(sari, dinsos, "IN-01", "document", 1)
    url = history_url(dinsos)
    # session, person, scope, locus, team with its people, subject, answers, events
    with django_assert_num_queries(8):
        client.get(url, headers={"HX-Request": "true"})
    for version, value in enumerate((3, 2, 1, 0, 4), start=1):
        answered(sari, dinsos, "IN-01", "document", value, seen_version=version)
    with django_assert_num_queries(8):
        client.get(url, headers={"HX-Request": "true"})


def test_the_sheet_offers_it_in_place(client, sari, dinsos, history_url):
    client.force_login(sari)
    page = client.get(reverse("sheet_part", args=[dinsos.public_id, "dokumen"])).content.decode()
    assert f'hx-get="{history_url(dinsos)}"' in page
    assert f'href="{history_url(dinsos)}"' in page
