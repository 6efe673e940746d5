"""Evidence on the checklist: uploaded, called ready, given to a contact, read."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.models import ChecklistItem, ItemState
from assessments.preparation import services


def test_a_contact_uploads_and_the_bureau_calls_it_ready(client, rini, budi, place, photo):
    client.force_login(rini)
    answer = client.post(reverse("preparation_upload", args=place), {"file": photo()})
    assert answer.url == reverse("preparation_item", args=place)
    assert ChecklistItem.objects.get().state == ItemState.UPLOADED
    client.force_login(budi)
    client.post(reverse("preparation_judge", args=place), {"ready": "1"})
    assert ChecklistItem.objects.get().state == ItemState.READY
    page = client.get(reverse("preparation_unit", args=place[:1])).content.decode()
    assert "1 dari 2 siap" in page


def test_a_photo_from_the_camera_is_a_file_like_any_other_and_nothing_at_all_is_refused(client, rini, place, photo):
    client.force_login(rini)
    url = reverse("preparation_upload", args=place)
    assert "Pilih berkas dahulu, atau ambil foto." in client.post(url).content.decode()
    client.post(url, {"photo": photo()})
    assert ChecklistItem.objects.get().state == ItemState.UPLOADED


def test_a_hostile_file_comes_back_with_what_to_do(client, rini, place, photo):
    upload = photo("tagihan.pdf")
    upload.file.seek(0)
    upload.file.write(b"MZ this program cannot be run" * 20)
    upload.file.seek(0)
    client.force_login(rini)
    page = client.post(reverse("preparation_upload", args=place), {"file": upload}).content.decode()
    assert "tagihan.pdf" in page
    assert "Unggah foto" in page
    assert not ChecklistItem.objects.exists()


def test_an_item_with_a_link_alone_is_not_called_ready(client, rini, budi, place):
    client.force_login(rini)
    client.post(reverse("preparation_link", args=place), {"url": "https://drive.example/a"})
    client.force_login(budi)
    page = client.post(reverse("preparation_judge", args=place), {"ready": "1"}).content.decode()
    assert "Tautan saja tidak dihitung" in page
    assert ChecklistItem.objects.get().state == ItemState.MISSING


def test_a_file_serves_another_item_and_is_taken_off_again(client, rini, item, place, photo):
    attached = services.upload_file(actor=rini, upload=photo(), **item)
    client.force_login(rini)
    other = [place[0], "PR-01", 1]
    client.post(reverse("preparation_reuse", args=other), {"reuse-file": attached.file.pk})
    assert attached.file.items.count() == 2
    client.post(reverse("preparation_detach", args=[*place, attached.pk]))
    assert attached.file.items.get().item.indicator == "PR-01"


def test_the_bureau_gives_an_item_to_a_contact(client, budi, rini, nina, place, tomorrow):
    client.force_login(budi)
    client.post(reverse("preparation_assign", args=place), {"owner": rini.pk, "due_on": tomorrow.isoformat()})
    assert ChecklistItem.objects.get().owner == rini
    client.post(reverse("preparation_assign", args=place), {"owner": nina.pk, "due_on": ""})
    assert ChecklistItem.objects.get().owner == rini


def test_the_bytes_leave_as_they_came_and_the_reader_is_written_down(client, sari, rini, item, photo):
    attached = services.upload_file(actor=rini, upload=photo(), **item)
    client.force_login(sari)
    answer = client.get(reverse("preparation_file", args=[attached.file.public_id]))
    assert b"".join(answer) == photo().read()
    assert "attachment" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.about(attached.file).first().actor == sari


def test_the_ombudsman_may_comment_and_nothing_else(client, sari, place):
    client.force_login(sari)
    client.post(reverse("preparation_comment", args=place), {"text": "Pastikan ditandatangani pejabat sekarang."})
    assert ChecklistItem.objects.get().remarks.get().author == sari
    for name in ("preparation_upload", "preparation_link", "preparation_assign", "preparation_judge"):
        assert client.post(reverse(name, args=place)).status_code == 403


def test_an_item_that_is_not_asked_is_not_found(client, budi, place):
    client.force_login(budi)
    assert client.get(reverse("preparation_item", args=[place[0], "PR-12", 9])).status_code == 404
    assert client.get(reverse("preparation_item", args=[place[0], "ZZ-01", 1])).status_code == 404


@pytest.mark.parametrize("touched", [0, 10])
def test_a_checklist_page_costs_the_same_however_much_was_done(
    client, budi, rini, dinsos_muba, period, photo, django_assert_max_num_queries, touched
):
    for number in range(1, touched + 1):
        services.upload_file(
            actor=rini, unit=dinsos_muba, period=period, indicator="PR-07", number=number, upload=photo(shade=number)
        )
    client.force_login(budi)
    # session; person; scope; unit; period; items, their files, their remarks; readiness; contacts, products;
    # recommendations, agreements
    with django_assert_max_num_queries(13):
        assert client.get(reverse("preparation_unit", args=[dinsos_muba.public_id])).status_code == 200
