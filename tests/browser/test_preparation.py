"""The bureau's way in a real browser: from where we stand, to a file, a judgement, and what lifts the number."""

import io
import re
from decimal import Decimal

import pikepdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agencies.models import Role, ServiceUnit
from assessments.instruments.loader import EDITIONS
from assessments.models import Period
from assessments.preparation import services
from assessments.rulebook.services import publish_issue


@pytest.fixture
def period(db) -> Period:
    issue, _ = publish_issue(content=(EDITIONS / "opini-2026.yaml").read_bytes(), name="opini-2026.yaml", actor=None)
    return Period.objects.create(code="opini-2026", name="Opini 2026", year=2026, issue=issue, is_example=True)


@pytest.fixture
def dinsos(muba) -> ServiceUnit:
    return ServiceUnit.objects.create(agency=muba, kind="dinsos", name="Dinas Sosial")


@pytest.fixture
def rini(person, dinsos):
    return person("Rini Astuti", Role.UNIT_CONTACT, unit=dinsos)


@pytest.fixture
def go(live_server, page):
    return lambda path: page.goto(f"{live_server.url}{path}")


@pytest.fixture
def signed_in(live_server, context, client):
    def enter(someone):
        client.force_login(someone)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return enter


def test_a_bureau_walks_from_the_start_page_to_a_better_number(
    budi, rini, muba, dinsos, period, go, page, signed_in, accessible_at_both_widths, tmp_path
):
    page.set_viewport_size({"width": 360, "height": 800})
    for number in range(1, 15):
        services.judge_own_indicator(
            actor=budi, unit=dinsos, period=period, indicator=f"PR-{number:02d}", value=Decimal(2), reviewed=True
        )
    signed_in(budi)
    go(reverse("preparation_home"))
    accessible_at_both_widths()

    page.get_by_role("link", name="Dinas Sosial").first.click()
    page.get_by_role("heading", level=1, name="Dinas Sosial").wait_for()
    accessible_at_both_widths()
    page.get_by_role("link", name="Renstra atau Renja").click()
    proof = tmp_path / "renja.pdf"
    proof.write_bytes(_pdf())
    page.locator("input[name=file]").set_input_files(str(proof))
    page.get_by_role("button", name="Unggah").click()
    expect(page.get_by_role("status")).to_contain_text("Berkas tersimpan apa adanya")
    accessible_at_both_widths()
    page.get_by_role("button", name="Nyatakan siap").click()
    expect(page.get_by_role("status")).to_contain_text("Butir dinyatakan siap")

    go(f"{reverse('preparation_self', args=[dinsos.public_id])}?dimensi=PR")
    card = page.locator("#PR-12")
    card.locator('input[value="4"]').check()
    expect(page.locator("#PR-12")).to_contain_text("Tingkat 4")
    expect(page.locator("#perkiraan")).to_contain_text("53,57")
    accessible_at_both_widths()

    go(reverse("preparation_what_if", args=[muba.public_id]))
    page.locator("details.drawer > summary").first.click()
    page.locator(".offer-list input").first.check()
    expect(page.locator("#akibat")).to_contain_text("55,36")
    expect(page.locator("#akibat")).to_contain_text("Mencapai")
    accessible_at_both_widths()
    page.get_by_label("Setiap perbaikan").select_option("penuh")
    page.get_by_role("button", name="Cari yang terkecil").click()
    expect(page.get_by_text(re.compile(r"1 perbaikan cukup"))).to_be_visible()
    accessible_at_both_widths()


def test_an_official_reads_one_page(agus, muba, dinsos, period, go, page, signed_in, accessible_at_both_widths):
    signed_in(agus)
    go(reverse("preparation_home"))
    expect(page.get_by_role("heading", name="Yang menunggu tanda tangan")).to_be_visible()
    accessible_at_both_widths()


def _pdf() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
