"""The Dinas Sosial of Musi Banyuasin gathers contacts for 2026."""

from datetime import date

import pytest

from agencies.models import Role
from assessments.contacts import services
from assessments.contacts.lines import lines_from


@pytest.fixture
def rini(person, dinsos_muba):
    """Contact of the Dinas Sosial of Musi Banyuasin."""
    return person("Rini Astuti", Role.UNIT_CONTACT, unit=dinsos_muba)


@pytest.fixture
def bantuan(dinsos_muba):
    return dinsos_muba.products.get(name="Rekomendasi Penerima Bantuan")


@pytest.fixture
def add(rini, dinsos_muba, bantuan, opini_2026):
    """`add("Siti; 081234567890")`: lines pasted by Rini for one product."""

    def paste(text):
        return services.add_contacts(
            actor=rini,
            unit=dinsos_muba,
            product=bantuan,
            period=opini_2026,
            lines=lines_from(text, today=date(2026, 11, 20)),
        )

    return paste
