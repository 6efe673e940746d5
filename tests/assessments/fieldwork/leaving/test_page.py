"""The page before leaving: what it lists, where it leads, what it costs, and what the verifier reads of it."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.fieldwork.services import set_subject_count, submit_locus
from assessments.models import EvidenceVersion, UserContact

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    def read(person, locus) -> str:
        client.force_login(person)
        return client.get(reverse("locus_submit", args=[locus.public_id])).content.decode()

    return read


@pytest.fixture
def place(subject_of):
    """The address of a question on its page."""

    def url(locus, slug, indicator, method, kind="unit"):
        anchor = f"#pertanyaan-{indicator}-{method}-{subject_of(locus, kind).pk}"
        return reverse("sheet_part", args=[locus.public_id, slug]) + anchor

    return url


def test_each_open_question_is_a_link_to_its_very_place(page, sari, dinsos, answered, place):
    answered(sari, dinsos, "IN-01", "document", 0)
    text = page(sari, dinsos)
    assert place(dinsos, "dokumen", "IN-02", "document") in text
    assert place(dinsos, "dokumen", "IN-01", "document") not in text
    assert reverse("sheet_part", args=[dinsos.public_id, "pengguna-30"]) in text


def test_a_level_without_evidence_leads_to_its_question(page, sari, dinsos, answered, place):
    answered(sari, dinsos, "IN-01", "document", 3)
    text = page(sari, dinsos)
    assert "Tingkat tanpa bukti" in text
    assert place(dinsos, "dokumen", "IN-01", "document") in text
    assert "asumsi kami" in text


def test_a_contradiction_leads_to_its_indicator(page, sari, dinsos, answered):
    answered(sari, dinsos, "PG-01", "document", 1)
    answered(sari, dinsos, "PG-01", "interview", 4)
    text = page(sari, dinsos)
    assert "dokumen tingkat 1, wawancara tingkat 4" in text
    assert reverse("locus_indicator", args=[dinsos.public_id, "PG-01"]) in text


def test_users_are_counted_against_the_quota_of_the_edition(page, dewi, sari, dinsos, answered):
    answered(sari, dinsos, "KP-01", "survey", 3)
    set_subject_count(actor=dewi, locus=dinsos, kind="user", count=1, reason="Sepi.")
    assert "1 dari 30" in page(sari, dinsos)


def test_the_contacts_of_each_product_are_counted_against_the_quota(page, sari, dinsos, subject_of):
    product = subject_of(dinsos, "product", 2).product
    for number in range(15):
        UserContact.objects.create(
            unit=dinsos.unit, product=product, period=dinsos.assessment.period, sealed=b"x", masked="B**",
            fingerprint=f"{number}", added_by=sari,
        )  # fmt: skip
    text = page(sari, dinsos)
    assert text.count("Kontak pengguna, Produk layanan") == 1
    assert "0 dari 15" in text
    assert reverse("contacts", args=[dinsos.unit.public_id]) in text


def test_a_photo_that_shows_nothing_leads_to_it(page, sari, dinsos, small_dark_photo):
    text = page(sari, dinsos)
    assert text.count(reverse("evidence_detail", args=[dinsos.public_id, small_dark_photo.public_id])) == 2
    assert "320 × 240 piksel" in text
    assert "kecerahan 12 dari 255" in text


@pytest.fixture
def small_dark_photo(sari, dinsos):
    evidence = dinsos.evidence.create(title="Foto gudang")
    EvidenceVersion.objects.create(
        evidence=evidence, number=1, file="x", name="a.jpg", media_type="image/jpeg", size=1, sha256="0" * 64,
        width=320, height=240, brightness=12, uploaded_by=sari,
    )  # fmt: skip
    return evidence


def test_everyone_on_the_sheet_reads_it_and_the_lead_alone_hands_over(page, client, sari, rahmat, dewi, joko, dinsos):
    assert "Ketua tim menyerahkan" in page(sari, dinsos)
    assert "Ketua tim menyerahkan" in page(rahmat, dinsos)
    assert "Serahkan Dinas Sosial" in page(dewi, dinsos)
    client.force_login(joko)
    assert client.get(reverse("locus_submit", args=[dinsos.public_id])).status_code == 404


def test_it_costs_the_same_empty_and_full(client, sari, dinsos, answered, small_dark_photo, django_assert_num_queries):
    client.force_login(sari)
    url = reverse("locus_submit", args=[dinsos.public_id])
    # session, person, scope, locus, team with its people, subjects, left out, answers, evidence, its indicators,
    # contacts, answers to look at again
    with django_assert_num_queries(12):
        client.get(url)
    for number in range(1, 31):
        answered(sari, dinsos, "KP-01", "survey", 3, number=number)
    with django_assert_num_queries(12):
        client.get(url)


def test_the_event_keeps_what_was_open_and_the_verifier_reads_it(client, rahmat, dewi, sari, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 3)
    submit_locus(actor=dewi, locus=dinsos, reason="Kantor tutup karena banjir.")
    kept = Event.objects.get(verb="submit_locus").detail
    assert kept["open"] == {"unanswered": kept["expected"] - 1, "quota": 3, "evidence": 1}
    client.force_login(rahmat)
    text = client.get(reverse("locus_review", args=[dinsos.public_id])).content.decode()
    assert "Diserahkan dengan hal terbuka" in text
    assert "Tingkat tanpa bukti: 1" in text
    assert "Alasan: Kantor tutup karena banjir." in text
