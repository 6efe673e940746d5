"""Quotas are counted where they are filled: users asked, and contacts of each product that were checked."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.fieldwork.services import record_answer
from assessments.models import AnswerState, Subject

pytestmark = pytest.mark.django_db


def figures(page):
    """Each quota of a page as "12 dari 30"."""
    listed = page.split('class="quotas"')[1].split("</dl>")[0] if 'class="quotas"' in page else ""
    plain = listed.replace('<span class="number">', "").replace("</span>", "")
    return [" ".join(each.split("</dd>")[0].split()[:3]) for each in plain.split("<dd>")[1:]]


def test_the_overview_counts_users_with_a_level_and_contacts_of_each_product(
    client, sari, dinsos, answered, subject_of
):
    answered(sari, dinsos, "KP-01", "survey", 4, number=1)
    record_answer(
        actor=sari,
        locus=dinsos,
        indicator="KP-01",
        method="survey",
        subject=subject_of(dinsos, "user", 2),
        state=AnswerState.REFUSED,
        reason="Terburu-buru.",
    )
    client.force_login(sari)
    page = client.get(reverse("locus_sheet", args=[dinsos.public_id])).content.decode()
    assert figures(page) == ["1 dari 30", "0 dari 15", "0 dari 15"]
    assert "belum dihitung" in page


def test_contacts_are_counted_at_their_product_and_written_down(client, sari, dinsos, subject_of, part_url):
    client.force_login(sari)
    product = subject_of(dinsos, "product")
    reply = client.post(
        reverse("subject_save", args=[dinsos.public_id, product.pk]),
        {"subjek-name": product.name, "subjek-contacts_seen": "12"},
    )
    assert "Tersimpan" in reply.content.decode()
    assert Subject.objects.get(pk=product.pk).contacts_seen == 12
    assert Event.objects.get(verb="count_contacts").detail == {"before": None, "after": 12}
    page = client.get(part_url(dinsos, "produk-1")).content.decode()
    assert figures(page) == ["12 dari 15"]
    assert 'value="12"' in page


@pytest.mark.parametrize("wrong", ["-1", "lima belas", "1e3"])
def test_a_count_that_is_none_is_refused_in_a_sentence(client, sari, dinsos, subject_of, wrong):
    client.force_login(sari)
    product = subject_of(dinsos, "product")
    url = reverse("subject_save", args=[dinsos.public_id, product.pk])
    reply = client.post(url, {"subjek-name": "Kartu Keluarga", "subjek-contacts_seen": wrong}).content.decode()
    assert "Belum tersimpan" in reply
    assert "Isi " in reply
    assert Subject.objects.get(pk=product.pk).contacts_seen is None


def test_an_officer_has_no_contacts(client, sari, dinsos, part_url):
    client.force_login(sari)
    assert "contacts_seen" not in client.get(part_url(dinsos, "petugas-1")).content.decode()
