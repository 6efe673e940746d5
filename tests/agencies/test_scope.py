"""Who sees which agency and which unit, and what the question costs."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from agencies.models import Agency, Membership, Role, ServiceUnit
from agencies.scope import NO_SCOPE, forget_scope, scope_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def everywhere(muba, muara_enim, kerinci, kemenlu, dukcapil_muba, puskesmas_muba):
    return {"muba", "muara_enim", "kerinci", "kemenlu"}


CODES = {"16.06": "muba", "16.03": "muara_enim", "15.01": "kerinci", "K-KEMLU": "kemenlu"}
ALL = set(CODES.values())


@pytest.mark.parametrize(
    ("name", "agencies", "units"),
    [
        ("sari", {"muba", "muara_enim"}, 2),
        ("dewi", {"muba", "muara_enim"}, 2),
        ("rahmat", {"muba", "muara_enim"}, 2),
        ("hasan", {"muba", "muara_enim"}, 2),
        ("joko", {"kerinci"}, 0),
        ("ratna", ALL, 2),
        ("tono", ALL, 2),
        ("budi", {"muba"}, 2),
        ("nina", {"muara_enim"}, 0),
        ("agus", {"muba"}, 2),
        ("lina", {"muba"}, 1),
        ("wati", {"muba"}, 1),
        ("yusuf", set(), 0),
    ],
)
def test_a_person_sees_what_the_role_reaches(request, everywhere, django_assert_num_queries, name, agencies, units):
    someone = request.getfixturevalue(name)
    # the memberships once, then the agencies and the units; nothing to ask for someone without a role
    with django_assert_num_queries(3 if agencies else 1):
        assert {CODES[agency.code] for agency in Agency.objects.visible_to(someone)} == agencies
        assert len(ServiceUnit.objects.visible_to(someone)) == units


def test_someone_who_is_not_signed_in_sees_nothing(everywhere):
    assert scope_of(AnonymousUser()) == NO_SCOPE
    assert not Agency.objects.visible_to(AnonymousUser()).exists()


def test_a_closed_account_sees_nothing(ratna, everywhere):
    ratna.is_active = False
    ratna.save()
    assert not Agency.objects.visible_to(ratna).exists()


def test_an_ended_membership_opens_nothing(yusuf, sumsel, muba):
    today = timezone.localdate()
    Membership.objects.create(user=yusuf, role=Role.ASSESSOR, office=sumsel, since=today, until=today)
    assert scope_of(yusuf) == replace(NO_SCOPE, person=yusuf.pk)


def test_a_scope_is_read_again_after_it_is_forgotten(yusuf, sumsel):
    assert not scope_of(yusuf).roles
    Membership.objects.create(user=yusuf, role=Role.VERIFIER, office=sumsel)
    assert not scope_of(yusuf).roles
    forget_scope(yusuf)
    assert scope_of(yusuf).holds(Role.VERIFIER, Role.VALIDATOR)


def test_a_role_counts_only_at_the_office_it_is_held_at(person, sumsel, jambi):
    both = person("Maya", Role.VERIFIER, office=sumsel)
    Membership.objects.create(user=both, role=Role.ASSESSOR, office=jambi)
    scope = scope_of(both)
    assert scope.office_ids == {sumsel.pk, jambi.pk}
    assert scope.holds_at_office(sumsel.pk, Role.VERIFIER)
    assert not scope.holds_at_office(jambi.pk, Role.VERIFIER)
    assert not scope.holds_at_office(None, Role.VERIFIER)
