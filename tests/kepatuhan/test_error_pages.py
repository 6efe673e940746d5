"""When something went wrong: what happened, what to do next, and no need of a database to say so."""

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

PAGES = {
    "400.html": "Permintaan tidak dapat dibaca",
    "403.html": "Peran Anda tidak mengizinkan ini",
    "403_csrf.html": "Formulir ini sudah kedaluwarsa",
    "404.html": "Halaman tidak ditemukan",
    "405.html": "Kirim lagi dari formulirnya",
    "500.html": "Ada gangguan pada sistem",
}


@pytest.mark.parametrize(("name", "heading"), PAGES.items())
def test_it_is_whole_without_a_request_or_a_database(name, heading):
    page = get_template(name).render()
    assert heading in page.partition("<h1>")[2].partition("</h1>")[0]
    assert reverse("help") in page


def test_a_page_that_does_not_exist(client, sari):
    client.force_login(sari)
    response = client.get("/tidak-ada/")
    assert response.status_code == 404
    assert PAGES["404.html"] in response.text
    assert "Sari Lestari" in response.text


def test_a_stranger_on_a_page_that_does_not_exist(client, db):
    assert PAGES["404.html"] in client.get("/tidak-ada/").text


def test_an_address_that_names_another_host(client, db):
    response = client.get("/", headers={"host": "contoh.com"})
    assert response.status_code == 400
    assert PAGES["400.html"] in response.text


def test_a_form_from_another_sign_in(sari):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(sari)
    response = careful.post(reverse("password_change"), {"old_password": "x"})
    assert response.status_code == 403
    assert PAGES["403_csrf.html"] in response.text


def test_an_address_of_a_form_leads_back_to_its_page(client, sari):
    client.force_login(sari)
    page = client.get("/lokus/00000000-0000-0000-0000-000000000000/formulir/unggah/")
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert PAGES["405.html"] in page.text
    assert 'href="/lokus/00000000-0000-0000-0000-000000000000/formulir/"' in page.text


def test_an_address_of_a_form_without_a_page_above_leads_home(client, sari):
    client.force_login(sari)
    assert 'class="btn btn-primary" href="/"' in client.get(reverse("logout")).text
