"""A prepared query says what its queryset says, whatever its blanks are filled with."""

from datetime import date

import pytest
from django.db.models import BigIntegerField, CharField, DateField, F, UUIDField

from agencies.models import Agency, Membership, Role, User
from agencies.prepared import Blank, PreparedQuery, PreparedUpdate


@pytest.fixture
def held_on() -> PreparedQuery:
    held = Membership.objects.filter(user_id=Blank("user", BigIntegerField()), since__lte=Blank("day", DateField()))
    return PreparedQuery(lambda: held.order_by("pk").values_list("role", "since", "user__public_id"))


def test_each_filling_finds_its_own_rows(sari, hasan, held_on):
    (first,) = held_on.rows(user=sari.pk, day=date(2026, 1, 1))
    (second,) = held_on.rows(user=hasan.pk, day=date(2026, 1, 1))
    assert first == (Role.ASSESSOR, date(2020, 1, 1), sari.public_id)
    assert second == (Role.VALIDATOR, date(2020, 1, 1), hasan.public_id)
    assert held_on.rows(user=sari.pk, day=date(2019, 12, 31)) == []


def test_a_key_that_databases_keep_in_different_ways_finds_its_row(sari, django_assert_num_queries):
    by_key = PreparedQuery(
        lambda: User.objects.filter(public_id=Blank("key", UUIDField())).order_by().values_list("pk", "email")
    )
    with django_assert_num_queries(1):
        assert by_key.rows(key=sari.public_id) == [(sari.pk, sari.email)]


def test_what_is_filled_in_is_a_value_and_never_part_of_the_query(sari):
    by_name = PreparedQuery(
        lambda: User.objects.filter(full_name=Blank("name", CharField())).order_by().values_list("pk")
    )
    assert by_name.rows(name="x' OR '1'='1") == []


def test_an_update_writes_the_columns_of_the_rows_it_finds_and_no_other(muba, muara_enim, sumsel):
    change = PreparedUpdate(
        lambda: Agency.objects.filter(pk=Blank("pk", BigIntegerField()), name=F("name")), ("name", "office")
    )
    muba.name, muba.office, muba.code = "Kabupaten Baru", None, "99.99"
    assert change.run(muba, pk=muba.pk) == 1
    assert change.run(muba, pk=0) == 0
    stored = Agency.objects.get(pk=muba.pk)
    assert (stored.name, stored.office, stored.code) == ("Kabupaten Baru", None, "16.06")
    assert Agency.objects.get(pk=muara_enim.pk).office == sumsel
