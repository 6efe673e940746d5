"""What a ticked improvement does to the forecast."""

from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.preparation import services
from assessments.preparation.selectors import outlook_of
from assessments.preparation.what_if import Step, largest, offers_of


@pytest.fixture
def known(budi, own):
    """A unit that knows its whole process dimension, at level 2."""
    for number in range(1, 15):
        services.judge_own_indicator(actor=budi, indicator=f"PR-{number:02d}", value=Decimal(2), reviewed=True, **own)


def test_ticking_an_improvement_moves_the_number(client, budi, muba, known):
    client.force_login(budi)
    address = reverse("preparation_what_if", args=[muba.public_id])
    whole = client.get(address).content.decode()
    assert "Dasar hukum" in whole
    part = client.get(address, {"pilih": "1-PR-01"}, headers={"HX-Request": "true"}).content.decode()
    assert "50,00" in part
    assert "51,79" in part
    assert "<html" not in part
    plain = client.get(address, {"pilih": "1-PR-01"}).content.decode()
    assert "51,79" in plain
    assert "checked" in plain


def test_the_smallest_set_is_ticked_and_says_what_it_proves(client, budi, muba, known):
    client.force_login(budi)
    address = reverse("preparation_what_if", args=[muba.public_id])
    page = client.get(address, {"cari": "1", "langkah": "penuh", "lingkup": "1"}).content.decode()
    assert "2 perbaikan cukup" in page
    assert page.count("checked") == 2
    assert "57,14" in page


def test_the_largest_improvements_are_ticked_each_with_the_way_to_its_evidence(client, budi, muba, dinsos_muba, known):
    client.force_login(budi)
    page = client.get(reverse("preparation_what_if", args=[muba.public_id]), {"terbesar": "1"}).content.decode()
    assert "paling banyak menambah nilai" in page
    assert reverse("preparation_unit", args=[dinsos_muba.public_id]) + "#" in page


def test_none_of_the_others_adds_more_than_the_largest(muba, dinsos_muba, period, known):
    outlook = outlook_of(muba, period, [dinsos_muba])
    offers = offers_of(outlook.forecast, outlook.instrument, step=Step.ONE)
    taken = largest(offers, count=2)
    rest = [offer for offer in offers if offer not in taken]
    assert len(taken) == 2
    assert rest
    assert min(offer.gain for offer in taken) >= max(offer.gain for offer in rest)


def test_a_goal_out_of_reach_is_said_with_how_far_it_goes(client, budi, muba, known):
    client.force_login(budi)
    address = reverse("preparation_what_if", args=[muba.public_id])
    page = client.get(address, {"cari": "1", "tujuan": "88"}).content.decode()
    assert "Belum terjangkau" in page
    assert "75,00" in page


def test_the_what_if_is_the_agencys_own(client, sari, ratna, muba, known):
    for outsider in (sari, ratna):
        client.force_login(outsider)
        assert client.get(reverse("preparation_what_if", args=[muba.public_id])).status_code == 403
