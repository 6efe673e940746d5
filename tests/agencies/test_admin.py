"""The administration site: who gets in, what it keeps, and that every save is an event."""

import json

import pytest
from django.contrib import admin
from django.urls import reverse

from agencies.models import Agency, Alias, Event, Membership, Region, Role, User
from agencies.register.loading import load_register

pytestmark = pytest.mark.django_db

OURS = [
    "user",
    "membership",
    "agency",
    "serviceunit",
    "serviceproduct",
    "alias",
    "assessedflag",
    "office",
    "region",
    "event",
]


@pytest.fixture
def administration(client, tono):
    client.force_login(tono)
    return client


def add_form(**values):
    """What the add page of an agency or person posts besides its fields: its empty inlines."""
    inlines = {}
    for prefix in ("aliases", "assessed_flags", "memberships"):
        inlines |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return {**inlines, **values}


@pytest.mark.parametrize("model", OURS)
def test_an_administrator_reads_every_list(administration, dukcapil_muba, model):
    assert administration.get(reverse(f"admin:agencies_{model}_changelist")).status_code == 200


@pytest.mark.parametrize("name", ["sari", "dewi", "rahmat", "hasan", "ratna", "budi", "lina", "agus", "yusuf"])
def test_nobody_else_gets_in(request, client, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(reverse("admin:index"), follow=True).status_code == 403
    assert client.get(reverse("admin:agencies_user_changelist"), follow=True).status_code == 403


def test_a_visitor_is_sent_to_the_sign_in_page(client):
    answer = client.get(reverse("admin:agencies_user_changelist"), follow=False)
    assert answer.status_code == 302
    answer = client.get(reverse("admin:login") + "?next=/kelola/agencies/user/")
    assert answer.url == reverse("login") + "?next=/kelola/agencies/user/"


def test_an_administrator_whose_role_ended_is_out_at_once(administration, tono):
    Membership.objects.filter(user=tono).update(until="2021-01-01")
    assert administration.get(reverse("admin:index"), follow=True).status_code == 403


def test_a_person_is_invited_and_written_down(administration, tono):
    answer = administration.post(
        reverse("admin:agencies_user_add"), add_form(full_name="Putri Ayu", email="Putri@contoh.go.id")
    )
    assert answer.status_code == 302
    person = User.objects.get(email="putri@contoh.go.id")
    assert {event.verb for event in Event.objects.about(person)} == {"invite"}
    assert not person.has_usable_password()


def test_an_address_that_is_taken_is_told_on_the_page(administration, sari):
    answer = administration.post(
        reverse("admin:agencies_user_add"), add_form(full_name="Sari Lain", email="SARI@contoh.go.id")
    )
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["email"]


def test_the_last_administrator_cannot_close_the_own_account(administration, tono):
    answer = administration.post(
        reverse("admin:agencies_user_change", args=[tono.pk]), add_form(full_name="Tono", email=tono.email)
    )
    assert "administrator terakhir" in str(answer.context["adminform"].form.errors)


def test_a_role_is_given_and_ended_with_events(administration, tono, yusuf, sumsel):
    administration.post(
        reverse("admin:agencies_membership_add"),
        {"user": yusuf.pk, "role": Role.ASSESSOR, "office": sumsel.pk, "since": "2024-01-01"},
    )
    membership = yusuf.memberships.get()
    page = reverse("admin:agencies_membership_changelist")
    administration.post(page, {"action": "end_today", "_selected_action": [membership.pk]})
    membership.refresh_from_db()
    assert membership.until is not None
    assert [event.verb for event in Event.objects.about(membership)] == ["revoke_role", "grant_role"]
    own = tono.memberships.get()
    answer = administration.post(page, {"action": "end_today", "_selected_action": [own.pk]}, follow=True)
    assert "administrator terakhir" in answer.content.decode()
    own.refresh_from_db()
    assert own.until is None


def test_a_role_at_the_wrong_place_is_told_on_the_page(administration, yusuf, sumsel):
    answer = administration.post(
        reverse("admin:agencies_membership_add"),
        {"user": yusuf.pk, "role": Role.BUREAU, "office": sumsel.pk, "since": "2024-01-01"},
    )
    assert "Tempat tidak sesuai dengan peran" in answer.content.decode()


def test_an_agency_keeps_its_code_and_its_former_name(administration, muba, tono):
    values = {
        "name": "Kabupaten Sekayu",
        "head_title": "Bupati",
        "region": muba.region_id,
        "office": muba.office_id,
        "code": "99.99",
    }
    administration.post(reverse("admin:agencies_agency_change", args=[muba.pk]), add_form(**values))
    muba.refresh_from_db()
    assert (muba.code, muba.name) == ("16.06", "Kabupaten Sekayu")
    assert muba.aliases.get().text == "Kabupaten Musi Banyuasin"
    event = Event.objects.about(muba).get()
    assert (event.actor, event.verb, event.agency) == (tono, "change_agency", muba)
    assert json.dumps(event.detail["changes"]) == '[{"changed": {"fields": ["Nama"]}}]'


def test_an_agency_is_added_with_the_title_of_its_kind(administration):
    administration.post(
        reverse("admin:agencies_agency_add"), add_form(code="N-SATU", kind="bumn", name="Perusahaan Satu")
    )
    agency = Agency.objects.get(code="N-SATU")
    assert agency.head_title == "Direktur Utama"
    assert Event.objects.about(agency).get().verb == "add_agency"


def test_an_alias_that_is_taken_is_told_on_the_page(administration, muba, muara_enim):
    Alias.objects.create(agency=muba, text="Muba")
    answer = administration.post(reverse("admin:agencies_alias_add"), {"agency": muara_enim.pk, "text": "MUBA"})
    assert "Sudah menjadi nama lain Kabupaten Musi Banyuasin" in answer.content.decode()


def test_a_deleted_alias_leaves_an_event(administration, muba):
    alias = Alias.objects.create(agency=muba, text="Muba")
    administration.post(reverse("admin:agencies_alias_delete", args=[alias.pk]), {"post": "yes"})
    assert not Alias.objects.exists()
    event = Event.objects.get(verb="delete_alias")
    assert (event.agency, event.detail["name"]) == (muba, "Muba")


@pytest.mark.parametrize("model", ["user", "membership", "agency", "office", "region", "event"])
def test_what_history_leans_on_is_not_deleted(administration, tono, rf, model):
    request = rf.get("/")
    request.user = tono
    site = {registered._meta.model_name: keeper for registered, keeper in admin.site._registry.items()}
    assert not site[model].has_delete_permission(request)


def test_events_are_read_only_and_say_nothing_of_assessments(administration, tono, muba):
    own = Event.objects.record(actor=tono, verb="change_agency", target=muba)
    other = Event.objects.create(verb="record_answer", target_type="assessments.answer", target_id="1")
    assert administration.get(reverse("admin:agencies_event_change", args=[own.pk])).status_code == 200
    assert administration.post(reverse("admin:agencies_event_change", args=[own.pk])).status_code == 403
    assert administration.get(reverse("admin:agencies_event_change", args=[other.pk])).status_code == 302
    assert "record_answer" not in administration.get(reverse("admin:agencies_event_changelist")).content.decode()


def test_a_region_keeps_its_code(administration, muba):
    page = reverse("admin:agencies_region_change", args=[muba.region_id])
    administration.post(page, {"code": "99.99", "name": "Kabupaten Muba", "kind": "kota"})
    region = Region.objects.get(pk=muba.region_id)
    assert (region.code, region.kind, region.name) == ("16.06", "kabupaten", "Kabupaten Muba")
    assert administration.get(reverse("admin:agencies_region_add")).status_code == 403


def test_a_list_costs_the_same_for_one_row_and_for_a_page(client, tono, kemenlu, django_assert_num_queries):
    page = reverse("admin:agencies_agency_changelist")
    client.force_login(tono)
    # the session, the person, the memberships, the count (twice: found and all), the rows, the offices to filter by
    with django_assert_num_queries(7):
        client.get(page)
    kemenlu.delete()
    load_register()
    with django_assert_num_queries(7):
        client.get(page)


def test_the_history_of_a_person_tells_of_their_roles_in_sentences(client, tono, sari):
    detail = {"user": sari.email, "role": Role.LEAD}
    Event.objects.record(actor=tono, verb="grant_role", target=sari.memberships.get(), detail=detail)
    client.force_login(tono)
    page = client.get(reverse("admin:agencies_user_history", args=[sari.pk]), follow=True)
    assert "Memberikan peran" in page.text
    assert "Tono Prasetyo" in page.text
