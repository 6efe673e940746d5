"""What reviewers said of an indicator stands before the team, where the indicator is."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.fieldwork.selectors.standing import standing_of
from assessments.models import ReturnedIndicator, ReviewComment

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(dinsos, rahmat):
    """IN-01 was sent back and settled, and sent back again; a comment stands beside it."""
    for reason, settled in (("Renja kurang.", timezone.now()), ("Tanda tangan belum ada.", None)):
        ReturnedIndicator.objects.create(
            locus=dinsos, indicator="IN-01", reason=reason, returned_by=rahmat, settled_at=settled
        )
    ReviewComment.objects.create(locus=dinsos, indicator="IN-01", text="Lihat LAKIP halaman 12.", written_by=rahmat)
    return dinsos


def test_the_reason_that_is_open_stands_first_on_the_sheet_and_at_the_indicator(client, sari, said):
    client.force_login(sari)
    sheet = reverse("locus_sheet", args=[said.public_id])
    indicator = reverse("locus_indicator", args=[said.public_id, "IN-01"])
    assert "Tanda tangan belum ada." in client.get(sheet).text
    text = client.get(indicator).text
    assert text.index("Tanda tangan belum ada.") < text.index("Renja kurang.")
    assert "Lihat LAKIP halaman 12." in text
    assert "Rahmat Hidayat" in text


def test_a_page_of_the_sheet_says_it_once_at_the_first_question_of_the_indicator(client, sari, said):
    client.force_login(sari)
    here = next(
        part for part in standing_of(said).parts if any(each.indicator.code == "IN-01" for each in part.questions)
    )
    part = reverse("sheet_part", args=[said.public_id, here.slug])
    assert client.get(part).text.count("Tanda tangan belum ada.") == 1


def test_another_indicator_says_nothing_of_it(client, sari, said):
    client.force_login(sari)
    text = client.get(reverse("locus_indicator", args=[said.public_id, "IN-02"])).text
    assert "Tanda tangan belum ada." not in text
