"""The own judgement of a unit: filled, agreed, shared."""

from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.models import SelfAssessment
from assessments.preparation import services


def test_a_contact_fills_and_the_bureau_agrees(client, rini, budi, dinsos_muba, period):
    address = reverse("preparation_own_level", args=[dinsos_muba.public_id, "PR-12"])
    client.force_login(rini)
    answer = client.post(address, {"value": "3", "seen": "0", "note": ""})
    assert answer.url.endswith("?dimensi=PR#PR-12")
    row = SelfAssessment.objects.get()
    assert (row.value, row.reviewed_at) == (3, None)
    client.force_login(budi)
    review = reverse("preparation_own_review", args=[dinsos_muba.public_id, "PR-12"])
    part = client.post(review, {"seen": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "sudah diperiksa" in part
    assert "100,00" not in part
    assert "75,00" in part


def test_what_the_bureau_enters_needs_no_second_look(client, budi, dinsos_muba, period):
    client.force_login(budi)
    client.post(
        reverse("preparation_own_level", args=[dinsos_muba.public_id, "OUT-01"]), {"value": "71,25", "seen": "0"}
    )
    row = SelfAssessment.objects.get()
    assert (row.value, row.reviewed_by) == (Decimal("71.25"), budi)


@pytest.mark.parametrize(
    ("code", "given", "says"),
    [
        ("PR-12", {"value": "7"}, "Pilih salah satu tingkat, 0 sampai 4."),
        ("OUT-01", {"value": "tinggi"}, "bukan angka"),
        ("OUT-01", {"value": "120"}, "Isi angka 0 sampai 100."),
        ("PR-12", {"value": "2", "seen": "4"}, "baru saja diubah orang lain"),
    ],
)
def test_a_refused_judgement_keeps_what_was_typed(client, rini, dinsos_muba, period, code, given, says):
    client.force_login(rini)
    address = reverse("preparation_own_level", args=[dinsos_muba.public_id, code])
    page = client.post(address, {"seen": "0", "note": "Sudah ada maklumat baru.", **given}).content.decode()
    assert says in page
    assert "Sudah ada maklumat baru." in page
    assert not SelfAssessment.objects.exists()


def test_not_applicable_asks_for_its_reason(client, rini, dinsos_muba, period):
    client.force_login(rini)
    address = reverse("preparation_own_level", args=[dinsos_muba.public_id, "PR-12"])
    assert "Tulis alasan" in client.post(address, {"seen": "0", "value": "na", "note": " "}).content.decode()


def test_after_a_conflict_saving_again_is_a_choice(client, rini, budi, dinsos_muba, own):
    services.judge_own_indicator(actor=budi, indicator="PR-12", value=Decimal(1), **own)
    client.force_login(rini)
    address = reverse("preparation_own_level", args=[dinsos_muba.public_id, "PR-12"])
    page = client.post(address, {"value": "3", "seen": "0"}).content.decode()
    assert "Tingkat 1" in page
    assert 'name="seen" value="1"' in page
    client.post(address, {"value": "3", "seen": "1"})
    assert SelfAssessment.objects.get().value == 3


def test_the_sheet_of_the_assessors_and_the_own_one_say_the_same(client, rini, dinsos_muba, period):
    client.force_login(rini)
    page = client.get(reverse("preparation_self", args=[dinsos_muba.public_id]), {"dimensi": "IN"}).content.decode()
    for level in period.issue.instrument.indicator("IN-01").levels.values():
        assert level in page


def test_the_ombudsman_reads_it_only_while_it_is_shared(client, sari, budi, dinsos_muba, own):
    address = reverse("preparation_self", args=[dinsos_muba.public_id])
    client.force_login(sari)
    assert client.get(address).status_code == 403
    client.force_login(budi)
    client.post(reverse("preparation_share", args=[dinsos_muba.public_id]), {"shared": "1"})
    client.force_login(sari)
    page = client.get(address).content.decode()
    assert "disabled" in page
    assert "Sedang dibagikan" in page
