"""Signing in: the way in for everybody, and the way back to where a person was."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from agencies.models import Event
from tests.conftest import PASSWORD


@pytest.fixture
def sign_in(client):
    def send(email, password=PASSWORD, **extra):
        return client.post(reverse("login"), {"username": email, "password": password, **extra})

    return send


def _verbs(person):
    return list(Event.objects.filter(actor=person).order_by("pk").values_list("verb", flat=True))


def test_a_stranger_is_shown_the_sign_in_page(client, db):
    response = client.get(reverse("home"))
    assert response.status_code == 302
    assert response.url == "/masuk/?next=/"


def test_it_leads_back_to_the_page_that_was_asked_for(sign_in, sari):
    assert sign_in(sari.email, next="/akun/").url == "/akun/"


def test_it_never_leads_to_another_site(sign_in, sari):
    assert sign_in(sari.email, next="https://contoh.com/").url == "/"


def test_a_form_sent_after_the_sign_in_expired_leads_back_to_the_form_not_to_its_target(client, db):
    response = client.post(
        reverse("password_change"), headers={"referer": "http://testserver/akun/?dari=surel", "host": "testserver"}
    )
    assert response.url == "/masuk/?next=/akun/%3Fdari%3Dsurel"
    assert "periksa apakah isian terakhir sudah tersimpan" in client.get(response.url).text


def test_a_referer_of_another_site_leads_home(client, db):
    response = client.post(reverse("password_change"), headers={"referer": "https://contoh.com/akun/"})
    assert response.url == "/masuk/?next=/"


def test_a_part_of_a_page_asked_for_after_the_sign_in_expired_moves_the_whole_page(client, db):
    response = client.get(
        reverse("account"), headers={"hx-request": "true", "hx-current-url": "http://testserver/?q=muba"}
    )
    assert response.status_code == 200
    assert response["HX-Redirect"] == "/masuk/?next=/%3Fq%3Dmuba"


def test_a_wrong_password_says_so_beside_the_form(sign_in, sari):
    response = sign_in(sari.email, "salah sekali")
    assert response.status_code == 200
    assert "Periksa kembali isian Anda" in response.text
    assert "<title>Kesalahan: Masuk — Kepatuhan</title>" in response.text


def test_after_five_wrong_guesses_it_asks_to_wait_a_quarter_of_an_hour(sign_in, sari):
    for _ in range(5):
        response = sign_in(sari.email, "salah sekali")
    assert response.status_code == 429
    assert "Kata sandi sudah 5 kali salah" in response.text
    assert "tunggu 15 menit" in response.text
    assert sign_in(sari.email).status_code == 429


def test_coming_and_going_are_written_down(client, sign_in, sari):
    sign_in(sari.email)
    client.post(reverse("logout"))
    assert _verbs(sari) == ["sign_in", "sign_out"]


def test_signing_out_is_a_button_not_a_link(client, sari):
    client.force_login(sari)
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout")).url == reverse("login")
    assert client.get(reverse("home")).status_code == 302


def test_a_forgotten_password_is_made_anew_by_a_letter(client, sari, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(reverse("password_reset"), {"email": sari.email})
    assert asked.url == reverse("password_reset_done")
    path = re.search(r"https?://[^/]+(\S+)", mail.outbox[0].body)[1]
    form = client.get(path, follow=True)
    assert "Buat kata sandi baru" in form.text
    new = "perahu ketek di sungai ogan"
    done = client.post(form.request["PATH_INFO"], {"new_password1": new, "new_password2": new}, follow=True)
    assert "Kata sandi baru tersimpan" in done.text
    assert client.login(request=done.wsgi_request, username=sari.email, password=new)
    assert _verbs(sari) == ["change_password"]


def test_a_used_link_says_how_to_get_another(client, db):
    page = client.get(reverse("password_reset_confirm", args=["MQ", "usang"]))
    assert "Tautan ini tidak berlaku lagi" in page.text
    assert reverse("password_reset") in page.text


def test_a_password_is_changed_from_ones_own_account(client, sari):
    client.force_login(sari)
    new = "perahu ketek di sungai ogan"
    response = client.post(
        reverse("password_change"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new}, follow=True
    )
    assert "Kata sandi sudah diganti" in response.text
    assert client.get(reverse("account")).status_code == 200
    assert _verbs(sari) == ["change_password"]
