"""What the rows themselves refuse."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from agencies.models import (
    HEAD_TITLES,
    Agency,
    AgencyKind,
    Alias,
    AssessedFlag,
    Event,
    Membership,
    Office,
    Region,
    Role,
    User,
    WrittenOnceError,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("at", ["nowhere", "office", "agency", "unit", "agency and unit"])
def test_a_membership_is_held_only_where_its_role_belongs(yusuf, sumsel, muba, dukcapil_muba, role, at):
    place = {
        "nowhere": {},
        "office": {"office": sumsel},
        "agency": {"agency": muba},
        "unit": {"unit": dukcapil_muba},
        "agency and unit": {"agency": muba, "unit": dukcapil_muba},
    }[at]
    allowed = {
        "nowhere": {Role.HEAD_OFFICE, Role.ADMINISTRATOR},
        "office": {Role.ASSESSOR, Role.LEAD, Role.VERIFIER, Role.VALIDATOR},
        "agency": {Role.BUREAU, Role.OFFICIAL},
        "unit": {Role.UNIT_CONTACT, Role.OFFICIAL},
        "agency and unit": set(),
    }[at]
    if role in allowed:
        assert Membership.objects.create(user=yusuf, role=role, **place).place == next(iter(place.values()), None)
    else:
        with pytest.raises(IntegrityError, match="membership_place_fits_its_role"):
            Membership.objects.create(user=yusuf, role=role, **place)


def test_a_membership_cannot_end_before_it_begins(yusuf):
    with pytest.raises(IntegrityError, match="membership_ends_after_it_begins"):
        Membership.objects.create(user=yusuf, role=Role.HEAD_OFFICE, since=date(2024, 5, 2), until=date(2024, 5, 1))


def test_a_role_is_held_once_at_a_place(sari, sumsel, tono):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=sari, role=Role.ASSESSOR, office=sumsel)
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=tono, role=Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2024, 4, 30), False), (date(2024, 5, 1), True), (date(2024, 5, 31), True), (date(2024, 6, 1), False)],
)
def test_a_membership_holds_from_its_first_day_and_no_more_on_its_end(yusuf, day, holds):
    Membership.objects.create(user=yusuf, role=Role.HEAD_OFFICE, since=date(2024, 5, 1), until=date(2024, 6, 1))
    assert yusuf.memberships.active_on(day).exists() is holds


def test_an_address_is_kept_in_small_letters_and_belongs_to_one_person(sari):
    assert User.objects.create_user(" Putri@Contoh.GO.ID ", full_name="Putri").email == "putri@contoh.go.id"
    with pytest.raises(IntegrityError):
        User.objects.create_user("SARI@contoh.go.id", full_name="Sari Kedua")


def test_createsuperuser_makes_an_administrator():
    first = User.objects.create_superuser("pertama@contoh.go.id", "x", full_name="Orang Pertama")
    assert first.is_staff
    assert first.has_module_perms("agencies")


def test_the_administration_site_follows_the_membership(tono, sari, ratna):
    assert tono.is_staff
    assert not sari.is_staff
    assert not ratna.is_staff
    assert tono.has_perm("agencies.change_agency")
    assert not tono.has_perm("assessments.view_result")


@pytest.mark.parametrize(("kind", "title"), HEAD_TITLES.items())
def test_the_head_is_called_what_the_kind_says(kind, title):
    region = Region.objects.create(code="16", name="Sumatera Selatan", kind="provinsi")
    assert Agency.objects.create(code="X-1", kind=kind, name="Contoh", region=region).head_title == title


def test_every_kind_of_agency_has_a_head_title():
    assert set(HEAD_TITLES) == set(AgencyKind.values)


def test_a_head_title_that_was_given_stays():
    rector = Agency.objects.create(code="X-1", kind=AgencyKind.LEMBAGA, name="Contoh", head_title="Ketua")
    assert rector.head_title == "Ketua"


def test_a_local_government_has_its_own_region(muba):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(code="99.99", kind=AgencyKind.KABUPATEN, name="Kabupaten Tanpa Wilayah")
    with pytest.raises(IntegrityError):
        Agency.objects.create(code="99.98", kind=AgencyKind.KABUPATEN, name="Kabupaten Kembar", region=muba.region)


def test_a_letter_says_pemerintah(muba, kemenlu):
    assert muba.long_name == "Pemerintah Kabupaten Musi Banyuasin"
    assert kemenlu.long_name == "Kementerian Luar Negeri"


def test_only_a_province_is_served_by_an_office(muba, sumsel):
    with pytest.raises(IntegrityError):
        Region.objects.filter(pk=muba.region_id).update(office=sumsel)


def test_an_office_knows_its_provinces(sumsel):
    assert [province.code for province in Office.objects.get(code="sumatera-selatan").provinces.all()] == ["16"]


def test_an_agency_is_assessed_until_a_flag_says_otherwise(muba, muara_enim):
    AssessedFlag.objects.create(agency=muba, assessed=False, since=date(2022, 1, 1), reason="Keamanan")
    AssessedFlag.objects.create(agency=muba, assessed=True, since=date(2023, 1, 1))
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1)]
    assert [muba.assessed_on(day) for day in days] == [True, False, False, True]
    assert [muba in Agency.objects.assessed_on(day) for day in days] == [True, False, False, True]
    assert all(muara_enim in Agency.objects.assessed_on(day) for day in days)


def test_an_agency_that_is_not_assessed_has_a_reason(muba):
    with pytest.raises(IntegrityError, match="not_assessed_says_why"):
        AssessedFlag.objects.create(agency=muba, assessed=False, since=date(2022, 1, 1))


def test_two_spellings_of_one_alias_are_one(muba):
    Alias.objects.create(agency=muba, text="Kab. Muba")
    with pytest.raises(IntegrityError):
        Alias.objects.create(agency=muba, text="KABUPATEN MUBA")


def test_an_event_is_written_once(tono, muba):
    event = Event.objects.record(actor=tono, verb="test", target=muba, agency=muba, detail={"since": date(2024, 1, 1)})
    event.refresh_from_db()
    assert (event.target_type, event.target_id) == ("agencies.agency", str(muba.pk))
    assert event.detail == {"since": "2024-01-01"}
    event.verb = "other"
    for attempt in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(verb="other"),
        lambda: Event.objects.bulk_update([event], ["verb"]),
        lambda: Event.objects.bulk_create([event], update_conflicts=True, update_fields=["verb"], unique_fields=["id"]),
        Event(pk=event.pk, verb="other").delete,
    ):
        with pytest.raises(WrittenOnceError), transaction.atomic():
            attempt()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event(pk=event.pk, verb="other").save()
    assert Event.objects.about(muba).get().verb == "test"
