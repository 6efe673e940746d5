"""Planning on a telephone and on a desk: every page readable by machine, a visit set by keyboard and form."""

from datetime import date, time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agencies.models import ServiceUnit
from assessments.fieldwork.planning.services import schedule_visit
from assessments.models import Visit


@pytest.fixture
def go(live_server, page, context, client):
    """Open a page as a person, without walking through the sign-in each time."""

    def open_as(person, path):
        client.force_login(person)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}{path}")

    return open_as


def test_the_pages_of_planning_are_accessible(
    muba, muara_enim, muba_2026, dinsos, dewi, sari, ratna, go, page, accessible_at_both_widths
):
    ServiceUnit.objects.create(agency=muba, kind="kecamatan", name="Kecamatan Sekayu")
    ServiceUnit.objects.create(agency=muara_enim, kind="sekolah", name="SMP Negeri 1")
    visit = schedule_visit(
        actor=dewi, locus=dinsos, on=date(2026, 11, 24), starts_at=time(9), place="Aula", members=[dewi, sari]
    )
    period = muba_2026.period
    start = reverse("plan_start", args=[period.public_id])
    pages = [
        reverse("team_board", args=[period.public_id]),
        start,
        f"{start}?instansi={muara_enim.public_id}",
        *(
            reverse(name, args=[muba_2026.public_id])
            for name in ("assessment_plan", "team_set", "locus_add", "assessment_leave_out", "independence")
        ),
        reverse("declaration_reopen", args=[muba_2026.public_id, sari.pk]),
        *(reverse(name, args=[dinsos.public_id]) for name in ("locus_remove", "locus_leave_out", "visit_create")),
        reverse("visit_change", args=[visit.public_id]),
        f"{reverse('calendar')}?bulan=2026-11",
        reverse("worklist"),
    ]
    for path in pages:
        go(dewi, path)
        accessible_at_both_widths()
    for path in (reverse("period_create"), reverse("period_change", args=[period.public_id])):
        go(ratna, path)
        accessible_at_both_widths()


def test_on_a_telephone_a_lead_sets_a_visit_and_finds_it_in_the_calendar(muba_2026, dewi, go, page):
    page.set_viewport_size({"width": 360, "height": 800})
    go(dewi, reverse("assessment_plan", args=[muba_2026.public_id]))
    page.get_by_role("link", name="Jadwalkan kunjungan").first.click()
    page.get_by_label("Tanggal").fill("2026-11-24")
    page.get_by_label("Pukul").fill("09:00")
    page.get_by_label("Tempat").fill("Aula lantai 2")
    page.get_by_role("button", name="Simpan kunjungan").click()
    expect(page.get_by_text("Selasa, 24 November 2026 pukul 09.00, Aula lantai 2").first).to_be_visible()
    assert Visit.objects.get().members.count() == 3
    go(dewi, f"{reverse('calendar')}?bulan=2026-11")
    expect(page.get_by_role("heading", name="Selasa, 24 November 2026")).to_be_visible()
    with page.expect_download() as found:
        page.get_by_role("link", name="Unduh").click()
    assert found.value.suggested_filename == "kunjungan.ics"
