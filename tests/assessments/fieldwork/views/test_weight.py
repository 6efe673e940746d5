"""A sheet opens over a weak signal: counted as it travels, compressed, with its styles, scripts and fonts."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from agencies.models import ServiceProduct, ServiceUnit
from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.fieldwork.services import plan_assessment, set_team
from assessments.models import Period
from tests.assessments.conftest import declare, publish

pytestmark = pytest.mark.django_db

FIRST, AFTER = 150_000, 20_000
"""Bytes over the wire: of the first page with all that it needs, and of each part after it."""
ASSET = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))(?:#[^"]*)?"')
FONT = re.compile(r'url\("?([^")]+\.woff2)"?\)')
IMPORT = re.compile(r'from\s+"(\./[^"]+)"')


def weight_of_assets(page):
    """Every file that a page names, once, compressed as WhiteNoise keeps it; fonts as they are."""
    total = 0
    for name in dict.fromkeys(ASSET.findall(page)):
        path = Path(finders.find(name))
        content = path.read_bytes()
        total += len(gzip.compress(content, 9))
        if path.suffix == ".css":
            total += sum((path.parent / font).stat().st_size for font in dict.fromkeys(FONT.findall(content.decode())))
        assert path.suffix != ".js" or not IMPORT.findall(content.decode())
    return total


@pytest.fixture
def sheet_under(muba, dewi, sari):
    """`sheet_under("kepatuhan-2024")`: the sheet of a Dinas Sosial with two products under an edition."""

    def plan(code):
        period = Period.objects.create(code=code, name=code, year=2024, issue=publish(code), is_example=True)
        unit = ServiceUnit.objects.create(agency=muba, kind="dinsos", name="Dinas Sosial")
        for name in ("Rekomendasi Penerima Bantuan", "Surat Keterangan DTSEN"):
            ServiceProduct.objects.create(unit=unit, kind="administratif", name=name)
        assessment = plan_assessment(actor=dewi, period=period, agency=muba, units=[unit], reason="Satu unit.")
        set_team(actor=dewi, assessment=assessment, lead=dewi, members=[sari])
        declare(sari, assessment)
        return loci_for_sheet(sari).get(assessment=assessment)

    return plan


@pytest.mark.parametrize("code", ["kepatuhan-2024", "opini-2026"])
def test_a_sheet_is_light_at_first_and_lighter_after(client, sari, sheet_under, code):
    locus = sheet_under(code)
    client.force_login(sari)
    parts = {
        slug: client.get(reverse("sheet_part", args=[locus.public_id, slug]), headers={"Accept-Encoding": "gzip"})
        for slug in ("petugas-1", "produk-1", "dokumen", "pengaduan-dokumen", "pengaduan-1", "pengguna-1")
    }
    sent = {slug: len(reply.content) for slug, reply in parts.items()}
    heaviest = max(sent, key=sent.__getitem__)
    page = gzip.decompress(parts[heaviest].content).decode()
    assert sent[heaviest] + weight_of_assets(page) <= FIRST
    assert sent[heaviest] <= AFTER
