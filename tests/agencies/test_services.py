"""Roles given and ended, people taken in, and what is written about it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from agencies import services
from agencies.models import Alias, Event, Membership, Role, User
from agencies.scope import scope_of

pytestmark = pytest.mark.django_db


def test_a_granted_role_holds_at_once_and_is_written_down(tono, yusuf, muba):
    assert not scope_of(yusuf).roles
    membership = services.grant(actor=tono, user=yusuf, role=Role.BUREAU, place=muba)
    assert scope_of(yusuf).agency_ids == {muba.pk}
    event = Event.objects.about(membership).get()
    assert (event.actor, event.verb, event.agency) == (tono, "grant_role", muba)
    assert event.detail["user"] == "yusuf@contoh.go.id"
    assert event.detail["place"] == "Kabupaten Musi Banyuasin"


def test_a_role_at_a_unit_is_written_with_the_units_agency(tono, yusuf, dukcapil_muba, muba):
    membership = services.grant(actor=tono, user=yusuf, role=Role.UNIT_CONTACT, place=dukcapil_muba)
    assert Event.objects.about(membership).get().agency == muba


@pytest.mark.parametrize(
    ("role", "place"), [(Role.ASSESSOR, None), (Role.HEAD_OFFICE, "muba"), (Role.BUREAU, "sumsel")]
)
def test_a_role_at_the_wrong_place_is_refused(request, tono, yusuf, role, place):
    with pytest.raises(ValidationError, match="Tempat tidak sesuai dengan peran"):
        services.grant(actor=tono, user=yusuf, role=role, place=place and request.getfixturevalue(place))
    assert not yusuf.memberships.exists()


def test_a_role_that_is_held_already_is_refused(tono, sari, sumsel):
    with pytest.raises(ValidationError, match="sudah memegang peran"):
        services.grant(actor=tono, user=sari, role=Role.ASSESSOR, place=sumsel)


def test_dates_the_wrong_way_round_are_refused(tono, yusuf):
    with pytest.raises(ValidationError, match="mendahului tanggal mulai"):
        services.grant(actor=tono, user=yusuf, role=Role.HEAD_OFFICE, since=date(2024, 2, 1), until=date(2024, 1, 1))


def test_a_revoked_role_ends_at_once_and_can_be_given_again(tono, sari, sumsel):
    assert scope_of(sari).office_ids == {sumsel.pk}
    membership = sari.memberships.with_places().get()
    services.revoke(actor=tono, membership=membership)
    assert scope_of(membership.user).office_ids == frozenset()
    assert Event.objects.about(membership).get().verb == "revoke_role"
    services.grant(actor=tono, user=sari, role=Role.ASSESSOR, place=sumsel)
    assert sari.memberships.count() == 2


def test_a_role_can_end_on_a_later_day(tono, sari):
    later = timezone.localdate() + timedelta(days=30)
    membership = sari.memberships.get()
    services.revoke(actor=tono, membership=membership, on=later)
    assert sari.memberships.active_on(later - timedelta(days=1)).exists()
    assert not sari.memberships.active_on(later).exists()


def test_a_role_that_has_not_begun_never_holds(tono, yusuf):
    later = timezone.localdate() + timedelta(days=30)
    membership = services.grant(actor=tono, user=yusuf, role=Role.HEAD_OFFICE, since=later)
    services.revoke(actor=tono, membership=membership)
    assert membership.until == later


def test_the_last_administrator_stays(tono, yusuf, person):
    own = tono.memberships.get()
    with pytest.raises(services.LastAdministratorError):
        services.revoke(actor=tono, membership=own)
    second = services.grant(actor=tono, user=yusuf, role=Role.ADMINISTRATOR)
    services.revoke(actor=yusuf, membership=own)
    assert Membership.objects.filter(role=Role.ADMINISTRATOR, until=None).get() == second


def test_an_invited_person_sets_a_password_by_letter(tono, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        person = services.invite(actor=tono, email="Putri@Contoh.go.id", full_name="Putri Ayu")
    assert person.email == "putri@contoh.go.id"
    assert not person.has_usable_password()
    assert mail.outbox[0].to == ["putri@contoh.go.id"]
    assert Event.objects.about(person).get().verb == "invite"


def test_an_address_that_is_taken_is_not_invited(tono, sari):
    with pytest.raises(ValidationError):
        services.invite(actor=tono, email="SARI@contoh.go.id", full_name="Sari Kedua")
    assert User.objects.filter(full_name="Sari Kedua").count() == 0


@pytest.mark.parametrize(
    ("record", "verb"),
    [
        (services.record_sign_in, "sign_in"),
        (services.record_sign_out, "sign_out"),
        (services.record_password_change, "change_password"),
    ],
)
def test_coming_and_going_is_written_down(sari, record, verb):
    record(sari)
    event = Event.objects.about(sari).get()
    assert (event.actor, event.verb) == (sari, verb)


def test_a_former_name_is_kept_once_and_takes_no_name_away(muba, muara_enim):
    services.keep_former_name(muba, "Kabupaten Sekayu")
    services.keep_former_name(muba, "KAB. SEKAYU")
    services.keep_former_name(muara_enim, "Kabupaten Sekayu")
    services.keep_former_name(muba, "kab. musi banyuasin")
    assert [(alias.text, alias.agency) for alias in Alias.objects.all()] == [("Kabupaten Sekayu", muba)]
