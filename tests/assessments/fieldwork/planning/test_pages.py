"""Planning on the page: opening an assessment, its team and loci, and every team on one page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency, AssessedFlag, ServiceUnit
from assessments.fieldwork.services import plan_assessment, set_team
from assessments.models import Assessment, Locus, Period

pytestmark = pytest.mark.django_db

KINDS = ["dinas_kesehatan", "dinas_pendidikan", "dinsos", "puskesmas", "rumah_sakit", "sekolah"]


@pytest.fixture
def six_units(muara_enim):
    return [ServiceUnit.objects.create(agency=muara_enim, kind=kind, name=f"Unit {kind}") for kind in KINDS]


@pytest.fixture
def start_url(opini_2026, muara_enim):
    return f"{reverse('plan_start', args=[opini_2026.public_id])}?instansi={muara_enim.public_id}"


def plan_url(assessment, name="assessment_plan"):
    return reverse(name, args=[assessment.public_id])


# --- opening an assessment -----------------------------------------------------------------------------
def test_the_list_offers_what_the_person_plans_and_is_not_planned_yet(
    client, hasan, opini_2026, muba_2026, muara_enim, kerinci, kemenlu
):
    client.force_login(hasan)
    page = client.get(reverse("plan_start", args=[opini_2026.public_id])).content.decode()
    assert "Kabupaten Muara Enim" in page
    for name in ("Kabupaten Musi Banyuasin", "Kabupaten Kerinci", "Kementerian Luar Negeri"):
        assert name not in page


def test_the_head_office_is_offered_everything_but_what_is_not_assessed(client, ratna, opini_2026, kerinci, kemenlu):
    AssessedFlag.objects.create(agency=kerinci, assessed=False, since="2020-01-01", reason="Tidak aman.")
    client.force_login(ratna)
    page = client.get(reverse("plan_start", args=[opini_2026.public_id])).content.decode()
    assert "Kementerian Luar Negeri" in page
    assert "Kabupaten Kerinci" not in page


def test_the_units_of_the_rules_are_chosen_already_and_lead_on_to_the_team(client, dewi, six_units, start_url):
    client.force_login(dewi)
    assert client.get(start_url).content.decode().count("checked") == 6
    answer = client.post(start_url, {"units": [unit.pk for unit in six_units]})
    made = Assessment.objects.get()
    assert answer.url == plan_url(made, "team_set")
    assert made.loci.count() == 6


def test_other_units_need_a_reason(client, dewi, six_units, start_url):
    client.force_login(dewi)
    page = client.post(start_url, {"units": [six_units[0].pk]}).content.decode()
    assert "Tulis mengapa lokusnya menyimpang" in page
    client.post(start_url, {"units": [six_units[0].pk], "reason": "Anggaran terbatas."})
    assert Assessment.objects.get().loci.count() == 1


def test_rules_that_cannot_be_met_say_what_is_missing(client, dewi, muara_enim, start_url):
    ServiceUnit.objects.create(agency=muara_enim, kind="sekolah", name="SMP 1")
    client.force_login(dewi)
    assert "Puskesmas: dibutuhkan 1, terdaftar 0." in client.get(start_url).content.decode()


def test_an_agency_elsewhere_does_not_exist(client, dewi, opini_2026, kerinci):
    client.force_login(dewi)
    url = reverse("plan_start", args=[opini_2026.public_id])
    assert client.get(f"{url}?instansi={kerinci.public_id}").status_code == 404


def test_a_released_period_takes_no_new_assessment(client, dewi, start_url):
    Period.objects.update(released_at=timezone.now())
    client.force_login(dewi)
    assert client.get(start_url).status_code == 403


# --- the plan of one assessment ---------------------------------------------------------------------------
def test_the_plan_tells_who_goes_where_and_what_was_changed(client, dewi, sari, muba_2026, dinsos, visiting):
    visiting(dewi, dinsos, [sari])
    client.force_login(dewi)
    page = client.get(plan_url(muba_2026)).content.decode()
    assert "Selasa, 24 November 2026 pukul 09.00, Aula lantai 2" in page
    assert "Merencanakan penilaian" in page
    assert "Dua unit saja." in page
    assert page.count("chip-green") == 3


def test_the_team_is_set_on_the_page(client, hasan, dewi, sari, andi, muba_2026):
    client.force_login(hasan)
    url = plan_url(muba_2026, "team_set")
    assert client.get(url).content.decode().count("checked") == 3
    client.post(url, {"members": [sari.pk], "lead": andi.pk})
    assert {(member.user, member.is_lead) for member in muba_2026.team.all()} == {(sari, False), (andi, True)}


def test_people_of_another_office_are_not_offered(client, hasan, joko, muba_2026):
    client.force_login(hasan)
    url = plan_url(muba_2026, "team_set")
    assert "Joko Susilo" not in client.get(url).content.decode()
    assert client.post(url, {"members": [joko.pk], "lead": joko.pk}).status_code == 200
    assert muba_2026.team.count() == 3


def test_a_locus_is_added_and_removed_on_the_page(client, dewi, muba, muba_2026):
    unit = ServiceUnit.objects.create(agency=muba, kind="kecamatan", name="Kecamatan Sekayu")
    client.force_login(dewi)
    url = plan_url(muba_2026, "locus_add")
    assert "Tulis alasannya." in client.post(url, {"unit": unit.pk}).content.decode()
    client.post(url, {"unit": unit.pk, "reason": "Banyak pengaduan."})
    locus = Locus.objects.get(unit=unit)
    client.post(reverse("locus_remove", args=[locus.public_id]), {"reason": "Terlalu jauh."})
    assert not Locus.objects.filter(unit=unit).exists()


@pytest.mark.parametrize(
    ("name", "status"), [("joko", 404), ("budi", 404), ("tono", 404), ("sari", 403), ("rahmat", 200), ("ratna", 200)]
)
def test_a_plan_is_for_whoever_plans(request, client, muba_2026, name, status):
    client.force_login(request.getfixturevalue(name))
    for page in ("assessment_plan", "team_set", "locus_add", "assessment_leave_out"):
        assert client.get(plan_url(muba_2026, page)).status_code == status


def test_a_plan_costs_the_same_for_2_loci_and_for_40(
    client, dewi, sari, muba_2026, dinsos, muara_enim, opini_2026, visiting, django_assert_num_queries
):
    units = [muara_enim.units.create(kind="kecamatan", name=f"Kecamatan {number}") for number in range(40)]
    more = plan_assessment(actor=dewi, period=opini_2026, agency=muara_enim, units=units, reason="Semua kecamatan.")
    set_team(actor=dewi, assessment=more, lead=dewi, members=[sari])
    for day, locus in enumerate(more.loci.select_related("assessment__period", "unit")):
        visiting(dewi, locus, [sari], on=timezone.localdate() + timedelta(days=day))
    visiting(dewi, dinsos, [dewi], on=timezone.localdate())
    client.force_login(dewi)
    for assessment in (muba_2026, more):
        # session, person, scope, assessment, team with its declarations, loci, visits, who goes,
        # issue, subjects, left out, answers, history
        with django_assert_num_queries(13):
            client.get(plan_url(assessment))


# --- every team on one page ----------------------------------------------------------------------------------
def test_the_board_shows_the_teams_of_the_office_and_what_everyone_carries(
    client, hasan, dewi, sari, muba_2026, dinsos, answered, visiting
):
    answered(sari, dinsos, "IN-01", "document", 3)
    visiting(dewi, dinsos, [sari], on=timezone.localdate())
    client.force_login(hasan)
    page = client.get(reverse("team_board", args=[muba_2026.period.public_id])).content.decode()
    assert "Dewi Anggraini (ketua)" in page
    assert "Beban setiap orang" in page
    assert 'value="1"' in page
    assert "Aula lantai 2" not in page
    assert "Dinas Sosial" in page


def test_the_board_says_what_is_not_planned_yet_and_who_is_free(client, hasan, dewi, sari, andi, muba_2026, visiting):
    set_team(actor=dewi, assessment=muba_2026, lead=dewi, members=[sari])
    client.force_login(hasan)
    url = reverse("team_board", args=[muba_2026.period.public_id])
    board = client.get(url).context["board"]
    loci = list(muba_2026.loci.all())
    assert (board.without_team, board.loci, board.unscheduled) == (0, len(loci), len(loci))
    assert [(load.name, load.teams) for load in board.loads][-1] == (andi.full_name, 0)
    visiting(dewi, loci[0], [sari], on=timezone.localdate() - timedelta(days=1))
    assert client.get(url).context["board"].unscheduled == len(loci) - 1


def test_an_office_sees_its_own_teams_only(client, dewi, ratna, person, jambi, muba_2026):
    url = reverse("team_board", args=[muba_2026.period.public_id])
    client.force_login(person("Rina Marpaung", "validator", office=jambi))
    assert "Kabupaten Musi Banyuasin" not in client.get(url).content.decode()
    client.force_login(ratna)
    assert "Kabupaten Musi Banyuasin" in client.get(url).content.decode()
    assert "Kabupaten Musi Banyuasin" not in client.get(url, {"kantor": "pusat"}).content.decode()
    chosen = client.get(url, {"kantor": "sumatera-selatan"}).content.decode()
    assert "Beban setiap orang" in chosen


def test_an_agency_that_is_not_assessed_leaves_the_board(client, hasan, muba_2026):
    Assessment.objects.update(not_assessed_reason="Pemekaran.")
    client.force_login(hasan)
    page = client.get(reverse("team_board", args=[muba_2026.period.public_id])).content.decode()
    assert "Belum ada penilaian" in page


@pytest.mark.parametrize(("name", "status"), [("sari", 403), ("budi", 403), ("yusuf", 404), ("rahmat", 200)])
def test_the_board_is_for_whoever_plans(request, client, muba_2026, name, status):
    client.force_login(request.getfixturevalue(name))
    assert client.get(reverse("team_board", args=[muba_2026.period.public_id])).status_code == status


def test_the_board_costs_the_same_for_1_team_and_for_40(
    client, hasan, dewi, sari, sumsel, opini_2026, muba_2026, django_assert_num_queries
):
    client.force_login(hasan)
    url = reverse("team_board", args=[opini_2026.public_id])
    # session, person, scope, period, its windows, how many teams, which, the teams,
    # their people and declarations, loci, issue, subjects, left out, answers, next visits, loci with a date,
    # and five for the loads
    with django_assert_num_queries(21):
        client.get(url)
    for number in range(39):
        agency = Agency.objects.create(code=f"V-{number}", kind="vertikal", name=f"Kantor {number}", office=sumsel)
        unit = agency.units.create(kind="lapas", name=f"Lapas {number}")
        more = plan_assessment(actor=dewi, period=opini_2026, agency=agency, units=[unit], reason="Contoh.")
        set_team(actor=dewi, assessment=more, lead=dewi, members=[sari])
    with django_assert_num_queries(21):
        assert client.get(url).content.decode().count("<progress") == 40
