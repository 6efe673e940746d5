"""The overview, the indicator, the hand-over and the lists: who sees them, what they say, what they cost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Role
from assessments.fieldwork.services import plan_assessment, set_team, submit_locus
from assessments.models import Answer, ExcludedIndicator, Locus, Period, Stage

pytestmark = pytest.mark.django_db


def url_of(name, locus, *more):
    return reverse(name, args=[locus.public_id, *more])


# --- the overview -------------------------------------------------------------------------------
def test_the_overview_shows_every_part_and_where_to_go_on(client, sari, dinsos, answered, part_url):
    answered(sari, dinsos, "PR-08", "interview", 3)
    client.force_login(sari)
    page = client.get(url_of("locus_sheet", dinsos)).content.decode()
    for slug in ("petugas-4", "produk-2", "dokumen", "pengaduan-2", "pengguna-30", "data-sekunder"):
        assert part_url(dinsos, slug) in page
    assert "Lanjutkan: Petugas pelayanan 2" in page
    assert "Data contoh." in page
    assert "belum dipublikasikan" in page


def test_the_overview_costs_the_same_empty_and_with_answers(client, sari, dinsos, answered, django_assert_num_queries):
    client.force_login(sari)
    url = url_of("locus_sheet", dinsos)
    # session, person, scope, locus, team with its people, subjects, left out, answers, evidence, open
    # recommendations, answers to look at again, what reviewers said
    with django_assert_num_queries(12):
        client.get(url)
    for number in range(1, 31):
        answered(sari, dinsos, "KP-01", "survey", 3, number=number)
    with django_assert_num_queries(12):
        client.get(url)


@pytest.mark.parametrize(("name", "status"), [("joko", 404), ("budi", 404), ("tono", 404), ("ratna", 200)])
def test_the_overview_is_for_the_assessing_side(request, client, dinsos, name, status):
    client.force_login(request.getfixturevalue(name))
    assert client.get(url_of("locus_sheet", dinsos)).status_code == status


def test_after_the_release_the_agency_reads_results_but_no_sheet(client, budi, dinsos):
    Period.objects.update(released_at=timezone.now())
    client.force_login(budi)
    assert client.get(url_of("locus_sheet", dinsos)).status_code == 403
    assert client.get(reverse("assessment_detail", args=[dinsos.assessment.public_id])).status_code == 403


def test_the_number_of_users_is_changed_with_a_reason(client, sari, dinsos):
    client.force_login(sari)
    url = url_of("subject_count", dinsos, "user")
    page = client.post(url, {"user-count": "22", "user-reason": ""}).content.decode()
    assert "Tulis alasannya" in page
    assert 'value="22"' in page
    client.post(url, {"user-count": "22", "user-reason": "Hanya 22 datang."})
    assert dinsos.subjects.filter(kind="user").count() == 22
    assert client.post(url_of("subject_count", dinsos, "unit")).status_code == 404


# --- an indicator ---------------------------------------------------------------------------------
def test_an_indicator_is_left_out_and_taken_back(client, sari, dinsos):
    client.force_login(sari)
    page = client.post(url_of("indicator_exclude", dinsos, "IN-02"), {"reason": ""}).content.decode()
    assert "Tulis alasannya" in page
    client.post(url_of("indicator_exclude", dinsos, "IN-02"), {"reason": "Anggaran di dinas induk."})
    assert ExcludedIndicator.objects.get().excluded_by == sari
    assert "Anggaran di dinas induk." in client.get(url_of("locus_indicator", dinsos, "IN-02")).content.decode()
    client.post(url_of("indicator_include", dinsos, "IN-02"))
    assert not ExcludedIndicator.objects.exists()


def test_an_indicator_with_answers_keeps_the_typed_reason(client, sari, dinsos, answered):
    answered(sari, dinsos, "IN-02", "document", 3)
    client.force_login(sari)
    page = client.post(url_of("indicator_exclude", dinsos, "IN-02"), {"reason": "Tidak ada."}).content.decode()
    assert "sudah mempunyai 1 jawaban" in page
    assert "Tidak ada." in page


def test_the_lead_settles_a_dispute_on_the_page_of_the_indicator(client, dewi, sari, andi, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 4)
    theirs = answered(andi, dinsos, "IN-01", "document", 1)
    client.force_login(dewi)
    url = url_of("choose_value", dinsos, theirs.pk)
    assert url in client.get(url_of("locus_indicator", dinsos, "IN-01")).content.decode()
    client.post(url)
    assert Answer.objects.get(is_chosen=True) == theirs


@pytest.mark.parametrize(("name", "status"), [("sari", 403), ("rahmat", 403), ("joko", 404)])
def test_only_the_lead_chooses(request, client, sari, dinsos, answered, name, status):
    answer = answered(sari, dinsos, "IN-01", "document", 4)
    client.force_login(request.getfixturevalue(name))
    assert client.post(url_of("choose_value", dinsos, answer.pk)).status_code == status


def test_an_indicator_out_of_scope_is_404(client, sari, dinsos):
    client.force_login(sari)
    assert client.get(url_of("locus_indicator", dinsos, "OUT-04")).status_code == 404


# --- handing over -----------------------------------------------------------------------------------
def test_what_is_open_is_listed_with_links_before_the_hand_over(client, dewi, dinsos, part_url):
    client.force_login(dewi)
    url = url_of("locus_submit", dinsos)
    page = client.get(url).content.decode()
    assert part_url(dinsos, "pengguna-30") in page
    refused = client.post(url, {"reason": ""}).content.decode()
    assert "tulis alasan menyerahkannya" in refused
    reply = client.post(url, {"reason": "Kantor tutup karena banjir."}, follow=True)
    assert "sudah diserahkan" in reply.content.decode()
    assert Locus.objects.get(pk=dinsos.pk).stage == Stage.SUBMITTED


@pytest.mark.parametrize(("name", "status"), [("sari", 403), ("rahmat", 403), ("joko", 404)])
def test_only_the_lead_hands_over(request, client, dinsos, name, status):
    client.force_login(request.getfixturevalue(name))
    assert client.post(url_of("locus_submit", dinsos), {"reason": "Coba."}).status_code == status


# --- lists --------------------------------------------------------------------------------------------
def test_the_worklist_shows_my_loci_with_their_progress(client, sari, dewi, dinsos, puskesmas, answered):
    answered(sari, dinsos, "IN-01", "document", 3)
    submit_locus(actor=dewi, locus=puskesmas, reason="Contoh.")
    client.force_login(sari)
    page = client.get(reverse("worklist")).content.decode()
    assert page.index("Masih diisi") < page.index("Dinas Sosial") < page.index("Sudah diserahkan")
    assert page.index("Sudah diserahkan") < page.index("Puskesmas Sekayu")


def test_a_worklist_without_work_says_whom_to_ask(client, yusuf):
    client.force_login(yusuf)
    assert "hubungi ketua tim" in client.get(reverse("worklist")).content.decode()


def test_the_worklist_costs_the_same_for_2_loci_and_for_100(
    client, sari, dewi, opini_2026, dinsos, muara_enim, django_assert_num_queries
):
    client.force_login(sari)
    # session, person, scope, loci, the issue of their period, subjects, left out, answers, visits, declarations,
    # second judgements
    with django_assert_num_queries(11):
        client.get(reverse("worklist"))
    units = [muara_enim.units.create(kind="kecamatan", name=f"Kecamatan {number}") for number in range(98)]
    more = plan_assessment(actor=dewi, period=opini_2026, agency=muara_enim, units=units, reason="Semua kecamatan.")
    set_team(actor=dewi, assessment=more, lead=dewi, members=[sari])
    with django_assert_num_queries(11):
        assert client.get(reverse("worklist")).content.decode().count("locus-row") == 100


def test_an_assessment_lists_its_loci_and_links_only_to_readable_sheets(client, person, sumsel, sari, dinsos):
    url = reverse("assessment_detail", args=[dinsos.assessment.public_id])
    client.force_login(sari)
    assert url_of("locus_sheet", dinsos) in client.get(url).content.decode()
    client.force_login(person("Putri Ayu", Role.ASSESSOR, office=sumsel))
    page = client.get(url).content.decode()
    assert "Dinas Sosial" in page
    assert url_of("locus_sheet", dinsos) not in page


@pytest.mark.parametrize(("name", "status"), [("joko", 404), ("budi", 404), ("yusuf", 404), ("hasan", 200)])
def test_an_assessment_is_for_the_assessing_side(request, client, dinsos, name, status):
    client.force_login(request.getfixturevalue(name))
    assert client.get(reverse("assessment_detail", args=[dinsos.assessment.public_id])).status_code == status


def test_an_assessment_costs_the_same_for_2_loci_and_for_60(
    client, sari, dewi, opini_2026, dinsos, muara_enim, django_assert_num_queries
):
    units = [muara_enim.units.create(kind="kecamatan", name=f"Kecamatan {number}") for number in range(60)]
    more = plan_assessment(actor=dewi, period=opini_2026, agency=muara_enim, units=units, reason="Semua kecamatan.")
    set_team(actor=dewi, assessment=more, lead=dewi, members=[sari])
    client.force_login(sari)
    for assessment in (dinsos.assessment, more):
        # session, person, scope, assessment, team with its people, loci, issue, subjects, left out, answers,
        # open findings
        with django_assert_num_queries(11):
            client.get(reverse("assessment_detail", args=[assessment.public_id]))
