"""The start page, one's own account, the menu and the help."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from agencies.models import Role
from agencies.scope import forget_scope
from kepatuhan.navigation import menu_for, role_words


@pytest.mark.parametrize(("name", "queries"), [("home", 8), ("account", 4)])
def test_it_shows_the_roles_a_person_holds_today(client, lina, django_assert_num_queries, name, queries):
    client.force_login(lina)
    lina.memberships.create(
        role=Role.OFFICIAL, unit=lina.memberships.get().unit, since=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    # session, person, scope (roles in the head, menu), roles with their places; at home the period to
    # prepare for, the follow-up, agreements and sessions of mentoring
    with django_assert_num_queries(queries):
        response = client.get(reverse(name))
    assert "Narahubung unit" in response.text
    assert "Dinas Kependudukan dan Pencatatan Sipil, Kabupaten Musi Banyuasin" in response.text
    assert "Pejabat" not in response.text


def test_someone_without_a_role_is_told_whom_to_ask(client, yusuf):
    client.force_login(yusuf)
    response = client.get(reverse("home"))
    assert "belum diberi peran" in response.text
    assert "Hubungi administrator" in response.text


def test_the_way_to_set_up_is_open_to_administrators_only(client, tono, sari):
    client.force_login(tono)
    assert reverse("admin:index") in client.get(reverse("home")).text
    client.force_login(sari)
    assert reverse("admin:index") not in client.get(reverse("home")).text


def test_the_menu_marks_where_one_is(tono):
    assert [(item.label, item.current) for item in menu_for(tono, "/") if item.current] == [("Beranda", "page")]
    below = menu_for(tono, "/kelola/agencies/agency/")
    assert [(item.label, item.current) for item in below if item.current] == [("Kelola", "true")]


def test_the_roles_are_named_in_the_order_of_the_house(sari, sumsel):
    sari.memberships.create(role=Role.LEAD, office=sumsel, since=date(2024, 1, 1))
    forget_scope(sari)
    assert role_words(sari) == "Asesor, Ketua Tim"
    assert role_words(AnonymousUser()) == "Belum ada peran"


def test_the_start_page_counts_the_agencies_in_scope(client, sari, muba, muara_enim, kerinci):
    client.force_login(sari)
    assert "2 instansi dalam wilayah Anda" in client.get(reverse("home")).text


def test_someone_of_one_agency_is_not_counted_to(client, budi):
    client.force_login(budi)
    assert "Instansi Anda, dengan riwayat nilainya." in client.get(reverse("home")).text


def test_help_needs_no_sign_in(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(reverse("help"))
    assert response.status_code == 200
    assert "Lupa kata sandi" in response.text
