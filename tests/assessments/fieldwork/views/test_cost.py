"""A sheet costs the same with few answers as when it is full, and without evidence as with forty files."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.fieldwork.selectors.standing import standing_of
from assessments.models import Answer, AnswerState, Evidence, EvidenceIndicator, EvidenceVersion

pytestmark = pytest.mark.django_db

# Always session, person, scope, locus, team with its people, subjects, left out, answers; then
EXPECTED = {
    "sheet": 8 + 4,  # evidence, open recommendations, answers to look at again, what reviewers said
    "progress": 8,
    "petugas-1": 8 + 3,  # the answers of the part, last year's result, what reviewers said
    "pengguna-1": 8 + 3,
    "produk-1": 8 + 6,  # the same, evidence changed since, evidence, its indicators
    "dokumen": 8 + 6,
}


@pytest.fixture
def fill(sari, andi, dinsos):
    """`fill(250)`: so many answers altogether; the first are Sari's, and Andi answers what is left over."""

    def up_to(count):
        keys = [(rater, *question.key) for rater in (sari, andi) for question in standing_of(dinsos).questions]
        there = Answer.objects.count()
        Answer.objects.bulk_create(
            Answer(
                locus=dinsos,
                rater=rater,
                indicator=code,
                method=method,
                subject_id=subject,
                state=AnswerState.SCORED,
                value=2 if rater == andi else 3,
                is_chosen=rater == sari,
            )
            for rater, code, method, subject in keys[there:count]
        )

    return up_to


@pytest.fixture
def forty_files(sari, dinsos):
    """Forty pieces of evidence, each at two indicators of documents and products."""

    def put():
        pieces = Evidence.objects.bulk_create(Evidence(locus=dinsos, title=f"Bukti {number}") for number in range(40))
        EvidenceIndicator.objects.bulk_create(
            EvidenceIndicator(evidence=piece, indicator=code)
            for number, piece in enumerate(pieces)
            for code in (f"IN-{number % 4 + 1:02d}", f"PR-{number % 5 + 1:02d}")
        )
        EvidenceVersion.objects.bulk_create(
            EvidenceVersion(
                evidence=piece,
                number=1,
                file=f"bukti/{piece.pk}.jpg",
                thumbnail=f"bukti/{piece.pk}-kecil.jpg",
                name="foto.jpg",
                media_type="image/jpeg",
                size=9,
                sha256=f"{piece.pk:064}",
                uploaded_by=sari,
            )
            for piece in pieces
        )

    return put


def test_a_sheet_costs_the_same_with_10_and_250_answers_and_0_and_40_files(
    client, sari, dinsos, part_url, fill, forty_files
):
    client.force_login(sari)
    addresses = {
        "sheet": reverse("locus_sheet", args=[dinsos.public_id]),
        "progress": f"{reverse('sheet_progress', args=[dinsos.public_id])}?bagian=pengguna-1",
    } | {slug: part_url(dinsos, slug) for slug in ("petugas-1", "pengguna-1", "produk-1", "dokumen")}

    def cost():
        counts = {}
        for name, address in addresses.items():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts[name] = len(queries)
        return counts

    fill(10)
    assert cost() == EXPECTED
    forty_files()
    assert cost() == EXPECTED
    fill(250)
    assert Answer.objects.count() == 250
    assert cost() == EXPECTED
