"""The cast and the places that every test may name."""

import gc
from collections.abc import Callable
from datetime import date

import pytest

from agencies.models import (
    Agency,
    AgencyKind,
    Membership,
    Office,
    Region,
    RegionKind,
    Role,
    ServiceUnit,
    UnitKind,
    User,
)

# Thousands of models and templates live as long as the suite: looking through them again and again costs a tenth of it.
gc.freeze()
gc.set_threshold(100_000, 50, 100)

PASSWORD = "ikan belida di sungai musi"
SINCE = date(2020, 1, 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The walk over every address takes longest, and so goes first: nobody waits for it at the end."""
    items.sort(key=lambda item: "test_every_address" not in item.nodeid)


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


# --- places -----------------------------------------------------------------------------------
@pytest.fixture
def sumsel(db) -> Office:
    office = Office.objects.create(code="sumatera-selatan", name="Perwakilan Sumatera Selatan")
    Region.objects.create(code="16", name="Sumatera Selatan", kind=RegionKind.PROVINSI, office=office)
    return office


@pytest.fixture
def jambi(db) -> Office:
    office = Office.objects.create(code="jambi", name="Perwakilan Jambi")
    Region.objects.create(code="15", name="Jambi", kind=RegionKind.PROVINSI, office=office)
    return office


def _local_government(office: Office, code: str, kind: AgencyKind, name: str) -> Agency:
    region = Region.objects.create(
        code=code, name=name, kind=RegionKind(kind.value), parent=Region.objects.get(code=code[:2])
    )
    return Agency.objects.create(code=code, kind=kind, name=name, region=region, office=office)


@pytest.fixture
def muba(sumsel) -> Agency:
    return _local_government(sumsel, "16.06", AgencyKind.KABUPATEN, "Kabupaten Musi Banyuasin")


@pytest.fixture
def muara_enim(sumsel) -> Agency:
    return _local_government(sumsel, "16.03", AgencyKind.KABUPATEN, "Kabupaten Muara Enim")


@pytest.fixture
def kerinci(jambi) -> Agency:
    return _local_government(jambi, "15.01", AgencyKind.KABUPATEN, "Kabupaten Kerinci")


@pytest.fixture
def kemenlu(db) -> Agency:
    return Agency.objects.create(code="K-KEMLU", kind=AgencyKind.KEMENTERIAN, name="Kementerian Luar Negeri")


@pytest.fixture
def dukcapil_muba(muba) -> ServiceUnit:
    return ServiceUnit.objects.create(
        agency=muba, kind=UnitKind.DUKCAPIL, name="Dinas Kependudukan dan Pencatatan Sipil"
    )


@pytest.fixture
def puskesmas_muba(muba) -> ServiceUnit:
    return ServiceUnit.objects.create(agency=muba, kind=UnitKind.PUSKESMAS, name="Puskesmas Sekayu")


# --- people -----------------------------------------------------------------------------------
@pytest.fixture
def person(db) -> Callable[..., User]:
    """Make a person by first name, with one role when told: `person("Sari", Role.ASSESSOR, office=sumsel)`."""

    def make(name: str, role: Role | None = None, **place: object) -> User:
        someone = User.objects.create_user(f"{name.split()[0].lower()}@contoh.go.id", password=PASSWORD, full_name=name)
        if role:
            Membership.objects.create(user=someone, role=role, since=SINCE, **place)
        return someone

    return make


@pytest.fixture
def sari(person, sumsel) -> User:
    """Assessor in South Sumatra."""
    return person("Sari Lestari", Role.ASSESSOR, office=sumsel)


@pytest.fixture
def andi(person, sumsel) -> User:
    """A second assessor in South Sumatra."""
    return person("Andi Wijaya", Role.ASSESSOR, office=sumsel)


@pytest.fixture
def dewi(person, sumsel) -> User:
    """Team lead in South Sumatra."""
    return person("Dewi Anggraini", Role.LEAD, office=sumsel)


@pytest.fixture
def rahmat(person, sumsel) -> User:
    """Verifier in South Sumatra."""
    return person("Rahmat Hidayat", Role.VERIFIER, office=sumsel)


@pytest.fixture
def hasan(person, sumsel) -> User:
    """Validator in South Sumatra."""
    return person("Hasan Basri", Role.VALIDATOR, office=sumsel)


@pytest.fixture
def joko(person, jambi) -> User:
    """Assessor in Jambi: the outsider of the same trade."""
    return person("Joko Susilo", Role.ASSESSOR, office=jambi)


@pytest.fixture
def ratna(person) -> User:
    """Head office."""
    return person("Ratna Sari Dewi", Role.HEAD_OFFICE)


@pytest.fixture
def surya(person) -> User:
    """A second person of the head office."""
    return person("Surya Darma", Role.HEAD_OFFICE)


@pytest.fixture
def budi(person, muba) -> User:
    """Bagian Organisasi of Musi Banyuasin."""
    return person("Budi Santoso", Role.BUREAU, agency=muba)


@pytest.fixture
def nina(person, muara_enim) -> User:
    """Bagian Organisasi of Muara Enim."""
    return person("Nina Marlina", Role.BUREAU, agency=muara_enim)


@pytest.fixture
def lina(person, dukcapil_muba) -> User:
    """Contact of the Dukcapil of Musi Banyuasin."""
    return person("Lina Kurnia", Role.UNIT_CONTACT, unit=dukcapil_muba)


@pytest.fixture
def agus(person, muba) -> User:
    """Official of Musi Banyuasin."""
    return person("Agus Salim", Role.OFFICIAL, agency=muba)


@pytest.fixture
def wati(person, dukcapil_muba) -> User:
    """Official of the Dukcapil of Musi Banyuasin."""
    return person("Wati Rosmala", Role.OFFICIAL, unit=dukcapil_muba)


@pytest.fixture
def tono(person) -> User:
    """Administrator."""
    return person("Tono Prasetyo", Role.ADMINISTRATOR)


@pytest.fixture
def yusuf(person) -> User:
    """Someone who can sign in and holds no role at all."""
    return person("Yusuf Mansur")
