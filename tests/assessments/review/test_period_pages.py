"""The list of periods, and one period with its agencies."""

import pytest
from django.urls import reverse

from agencies.models import Agency, ServiceUnit
from assessments.models import Assessment, Locus, Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def period_url(opini_2026) -> str:
    return reverse("period_detail", args=[opini_2026.public_id])


def many_agencies(period, office, count) -> None:
    agencies = Agency.objects.bulk_create(
        Agency(code=f"X-{number}", kind="bumd", name=f"Perumda {number:03}", head_title="Direktur", office=office)
        for number in range(count)
    )
    units = ServiceUnit.objects.bulk_create(
        ServiceUnit(agency=agency, kind="unit_pusat", name="Loket") for agency in agencies
    )
    assessments = Assessment.objects.bulk_create(
        Assessment(period=period, agency=agency, office=office) for agency in agencies
    )
    Locus.objects.bulk_create(
        Locus(assessment=each, unit=unit, position=1) for each, unit in zip(assessments, units, strict=True)
    )


@pytest.mark.parametrize("name", ["sari", "dewi", "rahmat", "hasan", "ratna"])
def test_those_who_assess_see_how_a_period_goes(client, request, period_url, muba_2026, name):
    client.force_login(request.getfixturevalue(name))
    assert "Kabupaten Musi Banyuasin" in client.get(period_url).text
    assert "Opini 2026" in client.get(reverse("period_list")).text


@pytest.mark.parametrize("name", ["budi", "lina", "agus", "wati", "tono"])
def test_others_are_refused(client, request, period_url, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(period_url).status_code == 403
    assert client.get(reverse("period_list")).status_code == 403


def test_someone_without_a_role_finds_nothing(client, yusuf, period_url):
    client.force_login(yusuf)
    assert client.get(period_url).status_code == 404


def test_another_office_sees_its_own_agencies_only(client, joko, period_url, muba_2026):
    client.force_login(joko)
    assert "Musi Banyuasin" not in client.get(period_url).text


@pytest.mark.parametrize("count", [30, 586])
def test_it_costs_the_same_for_30_agencies_and_for_587(
    client, ratna, sumsel, muba_2026, opini_2026, period_url, django_assert_num_queries, count
):
    many_agencies(opini_2026, sumsel, count)
    client.force_login(ratna)
    # session, person, scope, period, windows; stages, how many, one page of agencies, their loci, their results
    with django_assert_num_queries(10):
        response = client.get(period_url)
    assert response.status_code == 200


def test_the_list_costs_the_same_for_every_number_of_periods(client, ratna, opini_2026, django_assert_num_queries):
    for year in range(2014, 2024):
        Period.objects.create(code=f"p-{year}", name=f"Periode {year}", year=year, issue=opini_2026.issue)
    client.force_login(ratna)
    # session, person, scope, periods, windows
    with django_assert_num_queries(5):
        client.get(reverse("period_list"))


def test_one_looks_for_an_agency_by_name_and_stage(client, hasan, sumsel, opini_2026, muba_2026, period_url):
    many_agencies(opini_2026, sumsel, 3)
    client.force_login(hasan)
    assert "Perumda 001" not in client.get(period_url, {"cari": "banyuasin"}).text
    assert "Tidak ada instansi yang cocok" in client.get(period_url, {"tahap": "validated"}).text


def test_the_way_to_the_last_steps_is_shown_to_the_head_office_alone(client, ratna, hasan, period_url, opini_2026):
    last_steps = reverse("period_publishing", args=[opini_2026.public_id])
    client.force_login(ratna)
    assert last_steps in client.get(period_url).text
    client.force_login(hasan)
    assert last_steps not in client.get(period_url).text
