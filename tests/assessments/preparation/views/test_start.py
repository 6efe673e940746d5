"""The way into preparation and its start page."""

from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.preparation import services


@pytest.mark.parametrize(("who", "page"), [("budi", "preparation_agency"), ("agus", "preparation_brief")])
def test_the_way_in_leads_to_the_only_agency(client, request, muba, period, who, page):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(reverse("preparation_home"))
    assert answer.url == reverse(page, args=[muba.public_id])


def test_an_office_gets_the_list_of_its_region(client, sari, muba, muara_enim, kerinci, period):
    client.force_login(sari)
    page = client.get(reverse("preparation_home")).content.decode()
    assert "Musi Banyuasin" in page
    assert "Muara Enim" in page
    assert "Kerinci" not in page


def test_an_office_sees_the_readiness_of_its_region_at_a_glance(
    client, sari, muba, muara_enim, dinsos_muba, rini, budi, item, photo, django_assert_num_queries
):
    services.upload_file(actor=rini, upload=photo(), **item)
    services.judge_item(actor=budi, ready=True, **item)
    client.force_login(sari)
    # session; person; scope; first agencies; how many; page; period; their units; their checklists
    with django_assert_num_queries(9):
        page = client.get(reverse("preparation_home")).content.decode()
    assert "1 dari 74" in page
    assert page.index(muba.name) < page.index(muara_enim.name)  # which has no unit yet
    assert "belum ada unit terdaftar" in page


def test_without_a_period_it_says_so(client, budi, muba, dinsos_muba):
    client.force_login(budi)
    for address in (
        reverse("preparation_agency", args=[muba.public_id]),
        reverse("preparation_unit", args=[dinsos_muba.public_id]),
        reverse("preparation_what_if", args=[muba.public_id]),
    ):
        assert "Belum ada periode penilaian" in client.get(address).content.decode()


def test_the_start_page_shows_last_result_forecast_and_readiness(
    client, budi, sari, overview, assessed_2024, dinsos_muba
):
    assessed_2024(dinsos_muba, level=3, weak={"PR-05": 0})
    client.force_login(budi)
    page = client.get(overview).content.decode()
    assert "Data contoh" in page
    assert "72,79" in page  # 75 less the 2,21 that PR-05 lost below level 3
    assert "Biaya atau tarif" in page
    assert "1 di bawah separuh" in page
    assert "lagi ke Kualitas" in page
    assert "Masih mungkin" in page
    assert "hasil terakhir (asumsi)" in page


def test_the_chart_of_the_years_draws_what_compares(client, budi, sari, overview, assessed_2024, dinsos_muba, own):
    assessed_2024(dinsos_muba, level=3)
    services.judge_own_indicator(actor=budi, indicator="PR-01", value=Decimal(2), reviewed=True, **own)
    client.force_login(budi)
    page = client.get(overview).content.decode()
    assert "trend-alike" in page
    assert "Sebanding: " in page
    assert "penilaian mandiri sekarang (2026) 50,00." in page


def test_a_unit_below_its_last_score_is_warned_of(client, budi, sari, overview, assessed_2024, dinsos_muba, own):
    assessed_2024(dinsos_muba, level=3)
    for code in ("PR-01", "PR-02", "PG-01"):
        services.judge_own_indicator(actor=budi, indicator=code, value=Decimal(0), reviewed=True, **own)
    client.force_login(budi)
    page = client.get(overview).content.decode()
    assert "Nilai jangan turun, usahakan naik" in page
    assert "di bawah nilai terakhir" in page
    assert "3 indikator sebanding turun" in page


def test_the_ombudsman_sees_readiness_and_no_forecast(client, sari, overview):
    client.force_login(sari)
    page = client.get(overview).content.decode()
    assert "Bukti dukung siap" in page
    assert "Perkiraan" not in page


def test_a_contact_sees_the_own_unit_only(client, rini, overview, puskesmas_muba):
    client.force_login(rini)
    page = client.get(overview).content.decode()
    assert "Dinas Sosial" in page
    assert puskesmas_muba.name not in page


@pytest.mark.parametrize("count", [7, 40])
def test_the_start_page_costs_the_same_for_seven_and_forty_units(
    client, budi, sari, muba, period, units_of_muba, assessed_2024, django_assert_num_queries, count
):
    units = units_of_muba(count)
    assessed_2024(*units[:2])
    client.force_login(budi)
    # session; person; scope; agency; period; units; self-assessments; last result, its units, its lines; checklist;
    # published years; recommendations, agreements; windows
    with django_assert_num_queries(15):
        assert client.get(reverse("preparation_agency", args=[muba.public_id])).status_code == 200


@pytest.mark.parametrize("count", [7, 40])
@pytest.mark.parametrize(("name", "queries"), [("preparation_brief", 14), ("preparation_board", 9)])
def test_summary_and_board_cost_the_same_for_seven_and_forty_units(
    client, budi, sari, muba, period, units_of_muba, assessed_2024, django_assert_num_queries, count, name, queries
):
    assessed_2024(*units_of_muba(count)[:2])
    client.force_login(budi)
    # of the start page all but published years and windows, and signatures; of the board session, person, scope,
    # agency, period, units, checklist, recommendations, agreements
    with django_assert_num_queries(queries):
        assert client.get(reverse(name, args=[muba.public_id])).status_code == 200


@pytest.mark.parametrize("count", [7, 40])
def test_the_what_if_costs_the_same_for_seven_and_forty_units(
    client, budi, sari, muba, period, units_of_muba, assessed_2024, django_assert_num_queries, count
):
    units = units_of_muba(count)
    assessed_2024(*units[:2], level=2)
    client.force_login(budi)
    # session; person; scope; agency; period; units; self-assessments; last result, its units, its lines
    with django_assert_num_queries(10):
        assert client.get(reverse("preparation_what_if", args=[muba.public_id]), {"cari": "1"}).status_code == 200


def test_the_brief_tells_an_official_what_waits_for_a_signature_and_what_is_late(
    client, agus, budi, rini, muba, item, yesterday
):
    services.assign_item(actor=budi, owner=rini, due_on=yesterday, **item)
    client.force_login(agus)
    page = client.get(reverse("preparation_brief", args=[muba.public_id])).content.decode()
    assert "Naskah maklumat bertanda tangan" in page
    assert "Rini Astuti" in page
