"""Who may open and change what in preparation."""

import pytest
from django.urls import reverse

from agencies.models import Role
from assessments.models import Period
from assessments.preparation import services

GETS = ["preparation_agency", "preparation_brief", "preparation_what_if"]
UNIT_GETS = ["preparation_unit", "preparation_self"]


@pytest.mark.parametrize("who", ["nina", "joko", "yusuf"])
def test_nobody_sees_another_agency(client, request, who, muba, dinsos_muba, period, item, rini, photo, place):
    attached = services.upload_file(actor=rini, upload=photo(), **item)
    client.force_login(request.getfixturevalue(who))
    addresses = [reverse(name, args=[muba.public_id]) for name in GETS]
    addresses += [reverse(name, args=[dinsos_muba.public_id]) for name in UNIT_GETS]
    addresses += [
        reverse("preparation_item", args=place),
        reverse("preparation_file", args=[attached.file.public_id]),
    ]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    posts = [
        reverse(f"preparation_{name}", args=place) for name in ("upload", "reuse", "link", "comment", "assign", "judge")
    ]
    posts += [
        reverse("preparation_detach", args=[*place, attached.pk]),
        reverse("preparation_share", args=[dinsos_muba.public_id]),
        reverse("preparation_own_level", args=[dinsos_muba.public_id, "PR-12"]),
        reverse("preparation_own_review", args=[dinsos_muba.public_id, "PR-12"]),
    ]
    assert {address: client.post(address).status_code for address in posts} == dict.fromkeys(posts, 404)


def test_a_contact_never_reaches_another_unit_of_the_agency(client, lina, dinsos_muba, period, place):
    client.force_login(lina)
    assert client.get(reverse("preparation_unit", args=[dinsos_muba.public_id])).status_code == 404
    assert client.post(reverse("preparation_upload", args=place)).status_code == 404


@pytest.mark.parametrize("who", ["agus", "rini"])
def test_only_the_bureau_judges_assigns_agrees_and_shares(client, request, who, dinsos_muba, period, place):
    client.force_login(request.getfixturevalue(who))
    for name in ("preparation_judge", "preparation_assign"):
        assert client.post(reverse(name, args=place)).status_code == 403
    assert client.post(reverse("preparation_share", args=[dinsos_muba.public_id])).status_code == 403
    assert client.post(reverse("preparation_own_review", args=[dinsos_muba.public_id, "PR-12"])).status_code == 403


def test_an_official_reads_and_changes_nothing(client, agus, dinsos_muba, period, place):
    client.force_login(agus)
    assert client.get(reverse("preparation_item", args=place)).status_code == 200
    assert client.post(reverse("preparation_upload", args=place)).status_code == 403
    assert client.post(reverse("preparation_own_level", args=[dinsos_muba.public_id, "PR-12"])).status_code == 403


def test_an_administrator_has_no_part_in_it(client, tono, muba, dinsos_muba, period):
    client.force_login(tono)
    for name in GETS:
        assert client.get(reverse(name, args=[muba.public_id])).status_code == 403
    for name in UNIT_GETS:
        assert client.get(reverse(name, args=[dinsos_muba.public_id])).status_code == 403


def test_someone_signed_out_is_asked_to_sign_in(client, overview):
    assert reverse("login") in client.get(overview).url


def test_a_released_period_is_no_longer_prepared_for(client, budi, overview, period):
    Period.objects.update(released_at="2026-01-01T00:00:00Z")
    client.force_login(budi)
    assert "Belum ada periode" in client.get(overview).content.decode()


def test_a_bureau_that_holds_two_places_picks_one(client, person, muba, muara_enim, period):
    both = person("Both Places", Role.BUREAU, agency=muba)
    both.memberships.create(role=Role.BUREAU, agency=muara_enim, since="2020-01-01")
    client.force_login(both)
    assert client.get(reverse("preparation_home")).status_code == 200
