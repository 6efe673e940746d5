"""The small assessment of the other tests, made smaller still, and someone who is signed in."""

import pytest
from django.urls import reverse

from assessments.fieldwork.services import count_contacts, set_subject_count
from assessments.models import ExcludedIndicator
from tests.assessments.conftest import (  # noqa: F401  # fixtures of the same names
    answered,
    dinsos,
    dinsos_muba,
    muba_2026,
    opini_2026,
    puskesmas,
    subject_of,
)
from tests.conftest import PASSWORD


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"reduced_motion": "reduce"}


@pytest.fixture
def small(dewi, dinsos):  # noqa: F811
    """The Dinas Sosial with one officer of each kind, one product with its contacts checked, and two users."""
    for kind, count in (("officer-pelayanan", 1), ("officer-pengaduan", 1), ("product", 1), ("user", 2)):
        set_subject_count(actor=dewi, locus=dinsos, kind=kind, count=count, reason="Contoh kecil.")
    count_contacts(actor=dewi, locus=dinsos, product=dinsos.subjects.get(kind="product"), contacts=15)
    return dinsos


@pytest.fixture
def brief(dewi, small):
    """The same locus with seven indicators, so that the whole of it is entered in one journey."""
    asked = {"IN-01", "PR-07", "PR-08", "OUT-03", "PG-01", "KP-01", "KP-02"}
    codes = [each.code for _, each in small.assessment.period.issue.instrument.indicators if each.code not in asked]
    small.excluded.bulk_create(
        ExcludedIndicator(locus=small, indicator=code, reason="Contoh kecil.", excluded_by=dewi) for code in codes
    )
    return small


@pytest.fixture
def sign_in(live_server):
    """Sign in as someone, by keyboard, and open an address."""

    def open_as(page, someone, address):
        page.goto(live_server.url + reverse("login") + f"?next={address}")
        page.get_by_label("Alamat surel").fill(someone.email)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(live_server.url + address)

    return open_as


@pytest.fixture
def part():
    """The address of a part of a sheet."""

    def address(locus, slug):
        return reverse("sheet_part", args=[locus.public_id, slug])

    return address
